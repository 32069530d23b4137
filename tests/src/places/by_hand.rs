//! Maps worked out by hand.

use super::country::{asked, committee, day, drawn, household, open, reform, small, team};
use noidai::{Registry, event::Batch, registry::Column};

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";

/// A household in each hamlet, one in A whose hamlet is not known, one in C.
fn peopled() -> Batch {
    let mut batch = small();
    for unit in ["A1", "A2", "B1", "B2", "A", "C"] {
        household(&mut batch, &format!("h{unit}"), &[(unit, None)]);
    }
    batch
}

/// A and B become AB.
fn merger() -> &'static str {
    r#"{"day":"2025-07-01","act":"1/NQ",
        "open":[{"unit":"A@2025-07-01","code":"A","name":"Xã An Bình","kind":"Xã","level":"commune","parent":"D"}],
        "succeed":[{"from":"A","into":"A@2025-07-01"},{"from":"B","into":"A@2025-07-01"}]}"#
}

/// A is split into a new unit and C.
fn split(further: &str) -> String {
    format!(
        r#"{{"day":"2025-07-01","act":"2/NQ",
        "open":[{{"unit":"N","code":"N","name":"Xã Mới","level":"commune","parent":"D"}}],
        "succeed":[{{"from":"A","into":"N","part":true}},{{"from":"A","into":"C","part":true}}],
        "close":["A"]{further}}}"#
    )
}

fn reformed(mut batch: Batch, text: &str) -> Registry {
    batch.reforms.push(reform(text));
    open(&batch)
}

/// Hamlets keep their identity and follow their commune; what stands in the commune
/// itself goes with it.
#[test]
fn a_merger_takes_hamlets_along() {
    let registry = reformed(peopled(), merger());
    let before = "unit A 3, unit B 2, unit C 1";
    let after = "unit A@2025-07-01 5, unit C 1";
    assert_eq!(drawn(&asked(&registry, BEFORE, "then"), "commune"), before);
    assert_eq!(drawn(&asked(&registry, BEFORE, AFTER), "commune"), after);
    assert_eq!(drawn(&asked(&registry, AFTER, "then"), "commune"), after);
    // What is still recorded in A stood there before too: no remainder backwards.
    assert_eq!(drawn(&asked(&registry, AFTER, BEFORE), "commune"), before);
    let hamlets =
        "unit A1 1, unit A2 1, unit B1 1, unit B2 1, remainder A@2025-07-01 1, remainder C 1";
    assert_eq!(drawn(&asked(&registry, AFTER, "then"), "hamlet"), hamlets);
}

/// Backwards, somebody recorded in the merged unit can have been in either.
#[test]
fn who_came_after_a_merger_stands_before_it_in_what_contains_both() {
    let mut batch = peopled();
    household(
        &mut batch,
        "new",
        &[("A@2025-07-01", Some(day("2025-09-01")))],
    );
    let registry = reformed(batch, merger());
    assert_eq!(
        drawn(&asked(&registry, "2025-10-01", BEFORE), "commune"),
        "unit A 3, unit B 2, unit C 1, remainder D 1"
    );
}

/// Nobody said which hamlet went where: it is in one of two communes of D.
#[test]
fn a_split_without_assignments_leaves_a_remainder() {
    let registry = reformed(peopled(), &split(""));
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "commune"),
        "unit B 2, unit C 1, remainder D 3"
    );
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "district"),
        "unit D 6"
    );
}

#[test]
fn a_split_goes_by_hamlets_and_households() {
    let mut batch = peopled();
    household(&mut batch, "told", &[("A", None)]);
    let further = r#","moves":[{"unit":"A1","parent":"N"},{"unit":"A2","parent":"C"}],
        "places":[{"household":"told","unit":"C"}]"#;
    let registry = reformed(batch, &split(further));
    let after = "unit B 2, unit C 3, unit N 1, remainder D 1";
    assert_eq!(drawn(&asked(&registry, AFTER, "then"), "commune"), after);
    // The place that the reform gives decides on the day before, too, and back.
    assert_eq!(drawn(&asked(&registry, BEFORE, AFTER), "commune"), after);
    let before = "unit A 4, unit B 2, unit C 1";
    assert_eq!(drawn(&asked(&registry, BEFORE, "then"), "commune"), before);
    assert_eq!(drawn(&asked(&registry, AFTER, BEFORE), "commune"), before);
}

/// A lowest unit that is split: its households one by one.
#[test]
fn a_hamlet_is_split() {
    let mut batch = small();
    household(&mut batch, "h1", &[("A1", None)]);
    household(&mut batch, "h2", &[("A1", None)]);
    household(&mut batch, "h3", &[("A1", None)]);
    let registry = reformed(
        batch,
        r#"{"day":"2025-07-01","act":"3/NQ",
        "open":[{"unit":"A1a","name":"Ấp 1a","level":"hamlet","parent":"A"},
                {"unit":"A1b","name":"Ấp 1b","level":"hamlet","parent":"B"}],
        "succeed":[{"from":"A1","into":"A1a","part":true},{"from":"A1","into":"A1b","part":true}],
        "close":["A1"],
        "places":[{"household":"h1","unit":"A1a"},{"household":"h2","unit":"A1b"}]}"#,
    );
    let after = "unit A1a 1, unit A1b 1, remainder D 1";
    assert_eq!(drawn(&asked(&registry, AFTER, "then"), "hamlet"), after);
    assert_eq!(drawn(&asked(&registry, BEFORE, AFTER), "hamlet"), after);
    assert_eq!(
        drawn(&asked(&registry, AFTER, BEFORE), "hamlet"),
        "unit A1 3"
    );
    assert_eq!(
        drawn(&asked(&registry, AFTER, BEFORE), "commune"),
        "unit A 3"
    );
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "commune"),
        "unit A 1, unit B 1, remainder D 1"
    );
}

/// A keeps on, without the hamlet that B takes. Who is only known to have been in A
/// can be in either.
#[test]
fn a_part_is_transferred() {
    let registry = reformed(
        peopled(),
        r#"{"day":"2025-07-01","act":"4/NQ","succeed":[{"from":"A","into":"B","part":true}],
        "moves":[{"unit":"A2","parent":"B"}]}"#,
    );
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "commune"),
        "unit A 1, unit B 3, unit C 1, remainder D 1"
    );
    assert_eq!(
        drawn(&asked(&registry, AFTER, BEFORE), "commune"),
        "unit A 3, unit B 2, unit C 1"
    );
}

/// The level of districts is removed: communes rise to the province, and what stood
/// in a district itself is somewhere in it.
#[test]
fn a_level_is_removed_and_introduced() {
    let mut batch = peopled();
    household(&mut batch, "hD", &[("D", None)]);
    batch
        .reforms
        .push(reform(r#"{"day":"2025-07-01","act":"5/NQ","close":["D"]}"#));
    batch.reforms.push(reform(
        r#"{"day":"2027-01-01","act":"6/NQ",
        "open":[{"unit":"E","name":"Huyện Tây","level":"district","parent":"P"}],
        "moves":[{"unit":"A","parent":"E"},{"unit":"B","parent":"E"}]}"#,
    ));
    let registry = open(&batch);
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "commune"),
        "unit A 3, unit B 2, unit C 1, remainder P 1"
    );
    let names: Vec<_> = asked(&registry, AFTER, "then")
        .rows
        .iter()
        .map(|row| row.level.clone())
        .collect();
    assert!(!names.contains(&"district".to_owned()));
    assert_eq!(
        drawn(&asked(&registry, AFTER, "2027-01-01"), "district"),
        "unit E 5, remainder P 2"
    );
    assert_eq!(
        drawn(&asked(&registry, "2027-01-01", BEFORE), "district"),
        "unit D 7"
    );
}

/// The map is another day's; which households are subjects is the question's day's.
#[test]
fn now_is_a_day_that_the_question_gives() {
    let registry = reformed(peopled(), merger());
    let rules = noidai::rule::built_in();
    let mut question = noidai::coverage::Question::on(day(BEFORE));
    question.map = "now".to_owned();
    question.today = Some(day("2026-01-01"));
    let answer = noidai::coverage::coverage(&registry, &rules[0], &question).unwrap();
    assert_eq!(answer.map_day, day("2026-01-01"));
    let unit = answer.level("commune").next().unwrap();
    assert_eq!(
        (unit.unit.as_str(), unit.name.as_str()),
        ("A@2025-07-01", "Xã An Bình")
    );
}

/// Two reforms in a row, and one day's in any order.
#[test]
fn lineage_goes_over_several_reforms() {
    let mut batch = peopled();
    batch.reforms.push(reform(
        r#"{"day":"2026-01-01","act":"7/NQ","succeed":[{"from":"A@2025-07-01","into":"C"}]}"#,
    ));
    batch.reforms.push(reform(merger()));
    let registry = open(&batch);
    assert_eq!(registry.reforms().len(), 2);
    assert_eq!(
        drawn(&asked(&registry, BEFORE, "2026-01-01"), "commune"),
        "unit C 6"
    );
    assert_eq!(
        drawn(&asked(&registry, "2026-01-01", BEFORE), "commune"),
        "unit A 3, unit B 2, unit C 1"
    );
}

#[test]
fn teams_and_committees_follow_their_units() {
    let mut batch = peopled();
    team(&mut batch, "tA1", "A1");
    team(&mut batch, "tA", "A");
    committee(&mut batch, "cA", "A");
    committee(&mut batch, "cB", "B");
    let person = batch.people.intern("p").unwrap();
    batch.persons.push((person, Default::default()));
    let seat = noidai::team::Membership {
        spell: Default::default(),
        body: noidai::team::Body::Committee(batch.committees.find("cA").unwrap()),
        role: noidai::event::Code::HEAD,
        force: noidai::event::Code::NONE,
    };
    batch.memberships.push((person, seat));
    let mut text = reform(merger());
    text.open_committees = noidai::json::read(
        r#"[{"committee":"c","unit":"A@2025-07-01","name":"Ban chỉ đạo xã An Bình"}]"#,
    )
    .unwrap();
    text.close_committees =
        noidai::json::read(r#"[{"committee":"cA","into":"c"},{"committee":"cB","into":"c"}]"#)
            .unwrap();
    batch.reforms.push(text);
    let registry = open(&batch);
    let on_day = noidai::coverage::OnDay::new(&registry, day(AFTER));
    let unit = registry.unit_ids().find("A@2025-07-01").unwrap();
    assert_eq!(on_day.teams_of(unit).len(), 1);
    let committees = on_day.committees_of(unit);
    assert_eq!(committees.len(), 1);
    let members = |on: &str, committee: &str| {
        let ix = registry.committee_ids().find(committee).unwrap();
        registry
            .members_on(noidai::team::Body::Committee(ix), day(on))
            .len()
    };
    assert_eq!((members(BEFORE, "cA"), members(BEFORE, "c")), (1, 0));
    assert_eq!((members(AFTER, "cA"), members(AFTER, "c")), (0, 1));
    let hamlet = registry.unit_ids().find("A1").unwrap();
    assert_eq!(on_day.teams_of(hamlet).len(), 1);
}

/// A reform with a fault is without effect as a whole, and one that contradicts
/// another is the one without effect.
#[test]
fn whole_or_not_at_all() {
    let mut batch = peopled();
    batch.reforms.push(reform(merger()));
    batch.reforms.push(reform(
        r#"{"day":"2025-07-01","act":"9/NQ","succeed":[{"from":"A","into":"C"}],
        "rename":[{"unit":"C","name":"Xã Khác"}]}"#,
    ));
    batch.reforms.push(reform(merger()));
    let (registry, findings) = Registry::fold(batch);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].column, findings[0].index),
        (Column::Reforms, 1)
    );
    assert_eq!(findings[0].error.name(), "reform-conflict");
    let c = registry
        .unit(registry.unit_ids().find("C").unwrap())
        .unwrap();
    assert_eq!(c.name_on(day(AFTER)), "Xã Cường");
}

/// A gap is listed where the map has it: the same gaps, in the units of another day.
#[test]
fn gaps_are_listed_on_the_map_asked_for() {
    let registry = reformed(peopled(), merger());
    let rules = noidai::rule::built_in();
    let rule = rules.iter().find(|rule| rule.id == "household-app");
    let listed = |map: &str, unit: &str| {
        let mut question = noidai::gap::GapQuestion::on(day(BEFORE));
        question.map = map.to_owned();
        question.unit = Some(unit.to_owned());
        let answer = noidai::gap::gaps(&registry, rule.unwrap(), &question).unwrap();
        answer
            .gaps
            .iter()
            .map(|gap| gap.unit.clone().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(listed("then", "A").len(), 3);
    let merged = listed(AFTER, "A@2025-07-01");
    assert_eq!(merged.len(), 5);
    assert!(merged.contains(&"A@2025-07-01".to_owned()) && merged.contains(&"B1".to_owned()));
}
