//! What a reform would do, told before it is recorded and true afterwards.

use super::{
    country::{committee, open, reform, target, team},
    real::{SUCCESSION, table, until_june},
};
use noidai::{
    event::Code,
    reform::{CommitteesAt, Reason, flow, preview, with_bodies},
};

/// The real reform: 75 communes with two hamlets, three households, a team in one
/// hamlet and a committee each.
#[test]
fn the_real_reform_is_told_and_then_true() {
    let mut batch = until_june();
    let communes: Vec<&str> = SUCCESSION.lines().skip(1).map(|row| &row[..5]).collect();
    for code in &communes {
        team(&mut batch, &format!("t{code}"), &format!("{code}/1"));
        committee(&mut batch, &format!("c{code}"), code);
    }
    // For every commune alike, but one that asks more of itself; and one that is past.
    target(&mut batch, ("93", Code::COMMUNE), 700_000, "2025-12-31");
    target(&mut batch, ("31318", Code::NONE), 900_000, "2025-12-31");
    target(&mut batch, ("93", Code::COMMUNE), 500_000, "2025-06-30");
    let registry = open(&batch);
    let read = table(&registry, SUCCESSION).unwrap();
    let reform = with_bodies(&registry, read.reform, CommitteesAt::Open);
    let told = preview(&registry, &reform).unwrap();
    // The districts and the province are closed by the reform of the city.
    assert_eq!((told.opened, told.closed), (28, 75));
    assert_eq!((told.teams, told.households), (75, 225));
    assert_eq!((told.committees_closed, told.committees_opened), (75, 28));
    assert_eq!(told.moved, 150);
    assert!(told.unassigned.units.is_empty());
    assert_eq!(told.unassigned.households, 0);
    let targets = &told.targets;
    assert_eq!((targets.touched, targets.passed_on), (75, 27));
    let [fallen] = targets.fallen.as_slice() else {
        panic!("{:?}", targets.fallen);
    };
    assert_eq!(fallen.reason, Reason::DifferentShares);
    assert!(
        fallen
            .of
            .iter()
            .any(|old| old.unit == "31318" && old.target == Some(900_000))
    );
    assert_eq!((targets.ways.len(), fallen.of.len()), (75, 3));
    let passed_on = targets.ways.iter().map(|way| way.standing).sum::<u64>();
    assert_eq!(passed_on, 75 - fallen.of.len() as u64);
    let ways: Vec<_> = told
        .flow
        .ways
        .iter()
        .filter(|way| way.from_code.len() == 5)
        .collect();
    assert_eq!(ways.len(), 75);
    assert!(
        ways.iter()
            .all(|way| (way.households, way.share, way.unplaced) == (3, Some(1_000_000), 0))
    );

    batch.reforms.push(reform);
    let after = open(&batch);
    let mut flow = flow(&after, told.day);
    flow.ways.retain(|way| way.from != "93");
    assert_eq!(flow, told.flow);
    let open_committees = after
        .committee_ids()
        .iter()
        .filter(|ix| after.committee(*ix).unwrap().spell.holds(told.day));
    assert_eq!(open_committees.count(), 28);
}

/// A split of which not everything is said: what stays unassigned is named.
#[test]
fn what_stays_unassigned_is_named() {
    let mut batch = super::country::small();
    for unit in ["A1", "A2", "A"] {
        super::country::household(&mut batch, &format!("h{unit}"), &[(unit, None)]);
    }
    team(&mut batch, "t", "A2");
    committee(&mut batch, "c", "A");
    let registry = open(&batch);
    let split = reform(
        r#"{"day":"2025-07-01","act":"1/NQ",
        "open":[{"unit":"N","name":"Xã N","level":"commune","parent":"D"},
                {"unit":"M","name":"Xã M","level":"commune","parent":"D"}],
        "succeed":[{"from":"A","into":"N","part":true},{"from":"A","into":"M","part":true}],
        "close":["A"],"moves":[{"unit":"A1","parent":"N"}]}"#,
    );
    let told = preview(&registry, &split).unwrap();
    assert_eq!(told.unassigned.units, ["A2"]);
    // The household in A2, and the one whose hamlet is not known.
    assert_eq!(
        (
            told.unassigned.households,
            told.unassigned.teams,
            told.unassigned.committees
        ),
        (2, 1, 1)
    );
    let to: Vec<_> = told
        .flow
        .ways
        .iter()
        .map(|way| (way.into.as_str(), way.households, way.share, way.unplaced))
        .collect();
    assert_eq!(to, [("M", 0, Some(0), 2), ("N", 1, Some(333_333), 2)]);
}
