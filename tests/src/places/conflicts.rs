//! Reforms that contradict each other, themselves, or what was recorded: the whole
//! reform is without effect, and is named in both languages.

use super::{
    country::{committee, day, household, open, reform, small, team, unit},
    refusals::says,
};
use noidai::{
    Error, Registry,
    event::{Batch, Code},
    import::{self, Options, Source},
    place::{Coded, Named, Parented, Reform},
    registry::Column,
    team::{Body, Membership, TeamMoved},
    time::Spell,
};

const DAY: &str = "2025-07-01";

fn staffed() -> Batch {
    let mut batch = small();
    household(&mut batch, "h", &[("A1", None)]);
    team(&mut batch, "t", "A1");
    committee(&mut batch, "cA", "A");
    committee(&mut batch, "cB", "B");
    batch
}

fn act(number: u8, rest: &str) -> Reform {
    reform(&format!(r#"{{"day":"{DAY}","act":"{number}/NQ",{rest}}}"#))
}

/// The fault of the second of two reforms, which is the one without effect, whatever
/// came first.
fn contradiction(first: &str, second: &str) -> Error {
    let (one, two) = (act(1, first), act(2, second));
    let mut errors = Vec::new();
    for reforms in [[&one, &two], [&two, &one]] {
        let mut batch = staffed();
        batch.reforms = reforms.map(Clone::clone).to_vec();
        let (registry, findings) = Registry::fold(batch);
        assert_eq!(registry.reforms(), core::slice::from_ref(&one), "{second}");
        assert!(findings.iter().all(|found| *reforms[found.index] == two));
        errors.push(findings[0].error.clone());
    }
    assert_eq!(errors[0], errors[1]);
    // Alone it is sound.
    let mut batch = staffed();
    batch.reforms.push(two);
    assert_eq!(Registry::fold(batch).1, []);
    errors.remove(0)
}

#[test]
fn of_two_reforms_of_one_day() {
    let unit = |name: &str| {
        format!(
            r#""open":[{{"unit":"N","code":"X","name":"{name}","level":"commune","parent":"D"}}]"#
        )
    };
    let cases = [
        (
            r#""rename":[{"unit":"A","name":"Xã Một"}]"#.to_owned(),
            r#""rename":[{"unit":"A","name":"Xã Hai"}]"#.to_owned(),
            "/rename/0/name",
            "A (Xã An)",
        ),
        (
            r#""recode":[{"unit":"A","code":"1"}]"#.to_owned(),
            r#""recode":[{"unit":"A","code":"2"}]"#.to_owned(),
            "/recode/0/code",
            "A (Xã An)",
        ),
        (
            r#""moves":[{"unit":"A1","parent":"B"}]"#.to_owned(),
            r#""moves":[{"unit":"A1","parent":"C"}]"#.to_owned(),
            "/moves/0/parent",
            "A1 (Ấp A1)",
        ),
        (
            r#""places":[{"household":"h","unit":"B1"}]"#.to_owned(),
            r#""places":[{"household":"h","unit":"B2"}]"#.to_owned(),
            "/places/0/household",
            "h",
        ),
        (
            r#""move_teams":[{"team":"t","unit":"B1"}]"#.to_owned(),
            r#""move_teams":[{"team":"t","unit":"B2"}]"#.to_owned(),
            "/move_teams/0/team",
            "t",
        ),
        (
            r#""move_teams":[{"team":"t","unit":"B1"}]"#.to_owned(),
            r#""close_teams":["t"]"#.to_owned(),
            "/close_teams/0",
            "t",
        ),
        (
            r#""close_committees":[{"committee":"cA","into":"cB"}]"#.to_owned(),
            r#""close_committees":[{"committee":"cA"}]"#.to_owned(),
            "/close_committees/0/committee",
            "cA",
        ),
        (
            r#""close_committees":[{"committee":"cA","into":"cB"}]"#.to_owned(),
            r#""close_committees":[{"committee":"cB"}]"#.to_owned(),
            "/close_committees/0/committee",
            "cB",
        ),
        (
            r#""open_committees":[{"committee":"k","unit":"A"}]"#.to_owned(),
            r#""open_committees":[{"committee":"k","unit":"B"}]"#.to_owned(),
            "/open_committees/0/committee",
            "k",
        ),
        (unit("Xã Một"), unit("Xã Hai"), "/open/0/unit", "N (Xã Một)"),
        // A unit that is renamed, gives a part away or takes something in goes on.
        (
            r#""rename":[{"unit":"A","name":"Xã Một"}]"#.to_owned(),
            r#""succeed":[{"from":"A","into":"C"}]"#.to_owned(),
            "/succeed/0/from",
            "A (Xã An)",
        ),
        (
            r#""succeed":[{"from":"A","into":"B","part":true}]"#.to_owned(),
            r#""succeed":[{"from":"A","into":"C"}]"#.to_owned(),
            "/succeed/0/from",
            "A (Xã An)",
        ),
        (
            r#""succeed":[{"from":"A","into":"C"}]"#.to_owned(),
            r#""moves":[{"unit":"B1","parent":"A"}]"#.to_owned(),
            "/moves/0/parent",
            "A (Xã An)",
        ),
    ];
    for (first, second, path, found) in cases {
        says(
            &contradiction(&first, &second),
            "reform-conflict",
            &format!(
                "{path}: {found} was already changed by 1/NQ; the whole reform is kept without effect"
            ),
            &format!(
                "{path}: {found} đã được sắp xếp theo 1/NQ; toàn bộ đợt sắp xếp này được giữ lại, không có tác dụng"
            ),
        );
    }
    says(
        &contradiction(
            r#""recode":[{"unit":"A","code":"X"}]"#,
            r#""recode":[{"unit":"B","code":"X"}]"#,
        ),
        "code-taken",
        "/recode/0/code: on that day the code X belongs to A (Xã An)",
        "/recode/0/code: ngày đó mã X là của A (Xã An)",
    );
}

/// The first fault of a reform against itself.
fn of(rest: &str) -> Error {
    let registry = open(&staffed());
    let errors = registry.places_after(&act(1, rest)).unwrap_err();
    let mut batch = staffed();
    batch.reforms.push(act(1, rest));
    let (after, findings) = Registry::fold(batch);
    assert_eq!(after.reforms(), []);
    assert_eq!(findings[0].error, errors[0]);
    errors[0].clone()
}

#[test]
fn of_a_reform_with_itself() {
    let twice = [
        (
            r#""rename":[{"unit":"A","name":"X"},{"unit":"A","name":"Y"}]"#,
            "/rename/1/name: A (Xã An)",
        ),
        (
            r#""recode":[{"unit":"A","code":"1"},{"unit":"A","code":"2"}]"#,
            "/recode/1/code: A (Xã An)",
        ),
        (
            r#""moves":[{"unit":"A1","parent":"B"},{"unit":"A1","parent":"C"}]"#,
            "/moves/1/parent: A1 (Ấp A1)",
        ),
        (
            r#""places":[{"household":"h","unit":"B1"},{"household":"h","unit":"B2"}]"#,
            "/places/1/household: h",
        ),
        (
            r#""open_committees":[{"committee":"k","unit":"A"},{"committee":"k","unit":"B"}]"#,
            "/open_committees/1/committee: k",
        ),
        (
            r#""move_teams":[{"team":"t","unit":"B1"}],"close_teams":["t"]"#,
            "/close_teams/0: t",
        ),
        (
            r#""open":[{"unit":"N","name":"X","level":"commune","parent":"D"}],
            "rename":[{"unit":"N","name":"Y"}]"#,
            "/rename/0/name: N",
        ),
    ];
    for (rest, begins) in twice {
        says(
            &of(rest),
            "duplicate-other",
            &format!("{begins} stands twice with different content"),
            &format!("{begins} xuất hiện hai lần với nội dung khác nhau"),
        );
    }
    says(
        &of(r#""places":[{"household":"h","unit":"B1"},{"household":"h","unit":"B1"}]"#),
        "doubled-name",
        "/places/1/household: h stands twice; once is enough",
        "/places/1/household: h xuất hiện hai lần; chỉ cần một lần",
    );
    says(
        &of(r#""close":["C"],"rename":[{"unit":"C","name":"X"}]"#),
        "unit-missing",
        "/rename/0/unit: on that day there is no unit C (Xã Cường)",
        "/rename/0/unit: ngày đó không có đơn vị C (Xã Cường)",
    );
    says(
        &of(r#""recode":[{"unit":"A","code":"X"},{"unit":"B","code":"X"}]"#),
        "code-taken",
        "/recode/0/code: on that day the code X belongs to B (Xã Bình)",
        "/recode/0/code: ngày đó mã X là của B (Xã Bình)",
    );
    says(
        &of(r#""rename":[]"#),
        "empty-reform",
        "/: the reform changes nothing",
        "/: đợt sắp xếp này không thay đổi gì",
    );
}

#[test]
fn a_unit_that_is_not_there_is_told_with_its_day() {
    let of = |closed: &str, rest: &str| {
        let mut batch = staffed();
        let unit = batch.units.find("C").unwrap();
        batch.unit_closed.push((unit, day(closed)));
        batch.reforms.push(act(1, rest));
        let (_, findings) = Registry::fold(batch);
        findings[0].error.clone()
    };
    says(
        &of("2025-01-01", r#""succeed":[{"from":"C","into":"A"}]"#),
        "unit-missing",
        "/succeed/0/from: on that day there is no unit C (Xã Cường), which closed on 2025-01-01",
        "/succeed/0/from: ngày đó không có đơn vị C (Xã Cường), đã chấm dứt từ ngày 2025-01-01",
    );
    let mut batch = staffed();
    unit(&mut batch, "E", "Xã Em", Code::COMMUNE, Some("D"));
    let late = batch.units.find("E").unwrap();
    for (own, opened) in &mut batch.unit_opened {
        if *own == late {
            opened.spell.from = Some(day("2025-08-01"));
        }
    }
    batch
        .reforms
        .push(act(1, r#""rename":[{"unit":"E","name":"Xã Anh"}]"#));
    let (_, findings) = Registry::fold(batch);
    says(
        &findings[0].error,
        "unit-missing",
        "/rename/0/unit: on that day there is no unit E (Xã Em), which opens only on 2025-08-01",
        "/rename/0/unit: ngày đó không có đơn vị E (Xã Em), chỉ có từ ngày 2025-08-01",
    );
}

#[test]
fn a_body_that_is_not_there() {
    let mut batch = staffed();
    let committee = batch.committees.find("cA").unwrap();
    batch.committee_closed.push((committee, day("2025-01-01")));
    batch.reforms.push(act(
        1,
        r#""close_committees":[{"committee":"cB","into":"cA"}]"#,
    ));
    let (_, findings) = Registry::fold(batch);
    says(
        &findings[0].error,
        "body-missing",
        "/close_committees/0/into: on that day there is no committee cA",
        "/close_committees/0/into: ngày đó không có ban chỉ đạo cA",
    );
}

/// What two reforms state alike is no contradiction, and holds once.
#[test]
fn the_same_stated_twice() {
    let whole = r#""open":[{"unit":"N","code":"N","name":"Xã Mới","level":"commune","parent":"D"}],
        "succeed":[{"from":"A","into":"N"},{"from":"B","into":"N"}],
        "rename":[{"unit":"C","name":"Xã Khác"}],"places":[{"household":"h","unit":"C"}],
        "open_committees":[{"committee":"k","unit":"N"}],
        "close_committees":[{"committee":"cA","into":"k"},{"committee":"cB","into":"k"}],
        "close_teams":["t"]"#;
    let part = r#""succeed":[{"from":"A","into":"N"}],"rename":[{"unit":"C","name":"Xã Khác"}],
        "close_committees":[{"committee":"cA","into":"k"}],"close_teams":["t"]"#;
    let mut batch = staffed();
    batch.reforms = vec![act(2, whole)];
    let one = open(&batch);
    batch.reforms.extend([act(1, part), act(3, whole)]);
    let all = open(&batch);
    assert_eq!(all.reforms().len(), 3);
    assert_eq!(all.lineage().len(), one.lineage().len());
    let history = |registry: &Registry, id: &str| {
        let unit = registry.unit_ids().find(id).unwrap();
        registry.unit(unit).unwrap().clone()
    };
    for id in ["A", "B", "C", "N", "A1"] {
        assert_eq!(history(&one, id), history(&all, id));
    }
    // What is recorded already is told when somebody would record it again.
    says(
        &one.places_after(&act(1, part)).unwrap_err()[0],
        "reform-repeated",
        "/: all that it says is recorded already, by 2/NQ",
        "/: toàn bộ nội dung này đã được ghi theo 2/NQ",
    );
}

/// What was recorded by itself from the same day on holds against a reform; both are
/// found.
#[test]
fn of_a_reform_and_a_recorded_fact() {
    let from = Some(day(DAY));
    let recorded = || {
        let mut batch = staffed();
        let place = |id: &str| batch.units.find(id).unwrap();
        let (a, a1, b, b1) = (place("A"), place("A1"), place("B"), place("B1"));
        let (name, kind) = ("Xã Khác".to_owned(), "Xã".to_owned());
        batch.unit_names.push((a, Named { from, name, kind }));
        let code = "7".to_owned();
        batch.unit_codes.push((a, Coded { from, code }));
        let parent = Some(b);
        batch.unit_parents.push((a1, Parented { from, parent }));
        let (household, lane) = (batch.households.find("h").unwrap(), Code::NONE);
        let (unit, from) = (b1, from);
        let placed = noidai::household::Placed { from, unit, lane };
        batch.placed.push((household, placed));
        let moved = TeamMoved {
            day: day(DAY),
            unit: Some(b1),
            answers_to: None,
        };
        batch
            .team_moved
            .push((batch.teams.find("t").unwrap(), moved));
        batch
    };
    let cases = [
        (
            Column::UnitNames,
            r#""rename":[{"unit":"A","name":"NAME","kind":"Xã"}]"#,
            "Xã Khác",
        ),
        (
            Column::UnitCodes,
            r#""recode":[{"unit":"A","code":"NAME"}]"#,
            "7",
        ),
        (
            Column::UnitParents,
            r#""moves":[{"unit":"A1","parent":"NAME"}]"#,
            "B",
        ),
        (
            Column::Placed,
            r#""places":[{"household":"h","unit":"NAME"}]"#,
            "B1",
        ),
        (
            Column::TeamMoved,
            r#""move_teams":[{"team":"t","unit":"NAME"}]"#,
            "B1",
        ),
    ];
    for (column, text, same) in cases {
        let mut batch = recorded();
        batch.reforms.push(act(1, &text.replace("NAME", same)));
        assert_eq!(Registry::fold(batch).1, [], "{text}");
        let mut batch = recorded();
        let other = if column == Column::UnitCodes {
            "8"
        } else {
            "C"
        };
        batch.reforms.push(act(1, &text.replace("NAME", other)));
        let last = batch.lengths()[column as usize] - 1;
        let (registry, findings) = Registry::fold(batch);
        let found: Vec<_> = findings.iter().map(|one| (one.column, one.index)).collect();
        let mut wanted = vec![(column, last), (Column::Reforms, 0)];
        wanted.sort();
        assert_eq!((registry.reforms(), found), (&[][..], wanted));
        assert!(
            findings
                .iter()
                .all(|one| one.error.name() == "two-from-one-day")
        );
        if column == Column::UnitNames {
            says(
                &findings[1].error,
                "two-from-one-day",
                "/rename/0/name: A (Xã An) has two different values from 2025-07-01 on",
                "/rename/0/name: A (Xã An) có hai giá trị khác nhau, cùng từ ngày 2025-07-01",
            );
        }
    }
}

/// A reform is judged in its place in the order of days, and so are those after it.
#[test]
fn a_reform_dated_before_one_that_is_known() {
    let mut batch = staffed();
    batch.reforms.push(reform(
        r#"{"day":"2026-01-01","act":"2/NQ","succeed":[{"from":"A","into":"C"}]}"#,
    ));
    let registry = open(&batch);
    let breaking = act(1, r#""succeed":[{"from":"A","into":"B"}]"#);
    says(
        &registry.places_after(&breaking).unwrap_err()[0],
        "reform-broken",
        "2/NQ (2026-01-01), which is recorded already, would be left without effect: it contradicts this one about A (Xã An)",
        "2/NQ (2026-01-01) đã được ghi từ trước sẽ mất tác dụng, vì trái với đợt sắp xếp này về A (Xã An)",
    );
    // Another that leaves it alone is sound, and is in effect before it.
    let sound = act(1, r#""moves":[{"unit":"B1","parent":"A"}]"#);
    let after = registry.places_after(&sound).unwrap();
    let parent = |registry: &Registry, on: &str| {
        let unit = registry.unit(registry.unit_ids().find("B1").unwrap());
        let parent = unit.unwrap().parent_on(day(on)).unwrap();
        registry.unit_ids().text(parent).to_owned()
    };
    batch.reforms.push(sound);
    for registry in [&after, &open(&batch)] {
        assert_eq!(parent(registry, "2025-06-30"), "B");
        assert_eq!(parent(registry, DAY), "A");
        assert_eq!(parent(registry, "2026-01-01"), "C");
    }
}

/// Units of a level of their own, since the usual levels cannot lie under themselves.
#[test]
fn units_under_themselves() {
    let zones = || {
        let mut batch = small();
        let zone = batch.vocabulary.code("zone").unwrap();
        for id in ["Z1", "Z2"] {
            unit(&mut batch, id, &format!("Khu {id}"), zone, Some("P"));
        }
        batch
    };
    let one = r#""moves":[{"unit":"Z1","parent":"Z2"}]"#;
    let two = r#""moves":[{"unit":"Z2","parent":"Z1"}]"#;
    let mut batch = zones();
    batch.reforms.extend([act(2, two), act(1, one)]);
    let (registry, findings) = Registry::fold(batch);
    assert_eq!(registry.reforms(), [act(1, one)]);
    assert_eq!(
        (findings[0].column, findings[0].index),
        (Column::Reforms, 0)
    );
    says(
        &findings[0].error,
        "reform-conflict",
        "/moves/0/parent: Z2 (Khu Z2) was already changed by 1/NQ; the whole reform is kept without effect",
        "/moves/0/parent: Z2 (Khu Z2) đã được sắp xếp theo 1/NQ; toàn bộ đợt sắp xếp này được giữ lại, không có tác dụng",
    );
    // A later fact of its own that closes the circle is told before it is recorded.
    let mut batch = zones();
    let parent = batch.units.find("Z1");
    let from = Some(day("2026-01-01"));
    let below = batch.units.find("Z2").unwrap();
    batch.unit_parents.push((below, Parented { from, parent }));
    let registry = open(&batch);
    let errors = registry.places_after(&act(1, one)).unwrap_err();
    assert_eq!(errors[0].name(), "unit-under-itself");
    // In a folder, with the line of the reform.
    let units =
        "id,code,name,level,parent\nP,01,Tỉnh Cũ,province,\nZ1,,Khu Z1,zone,P\nZ2,,Khu Z2,zone,P\n";
    let both = r#"{"day":"2025-07-01","act":"1/NQ","moves":[{"unit":"Z1","parent":"Z2"},{"unit":"Z2","parent":"Z1"}]}"#;
    let source = |file, text: &'static str| Source {
        file,
        bytes: text.as_bytes(),
    };
    let sources = [source("units.csv", units), source("reforms.jsonl", both)];
    let faults = import::open(&sources, &Options::default()).unwrap_err();
    says(
        &faults.first[0],
        "unit-under-itself",
        "reforms.jsonl, line 1, /moves/0/parent: the unit Z1 (Khu Z1) lies under itself",
        "reforms.jsonl, dòng 1, /moves/0/parent: đơn vị Z1 (Khu Z1) nằm dưới chính nó",
    );
}

/// "They are one person": who sits in several committees that become one has one seat
/// there at a time, in the highest role, for as long as any of them lasts.
#[test]
fn a_member_of_two_committees_that_become_one() {
    let merged = act(
        1,
        r#""open_committees":[{"committee":"k","unit":"A"}],
        "close_committees":[{"committee":"cA","into":"k"},{"committee":"cB","into":"k"}]"#,
    );
    for order in [["cA", "cB"], ["cB", "cA"]] {
        let mut batch = staffed();
        let person = batch.people.intern("p").unwrap();
        batch.persons.push((person, Default::default()));
        for id in order {
            let body = Body::Committee(batch.committees.find(id).unwrap());
            let role = if id == "cB" { Code::HEAD } else { Code::MEMBER };
            let (spell, force) = (Spell::default(), Code::NONE);
            let seat = Membership {
                spell,
                body,
                role,
                force,
            };
            batch.memberships.push((person, seat));
        }
        // The head's seat was to end: recorded by itself, before the reform was known.
        let head = Body::Committee(batch.committees.find("cB").unwrap());
        batch
            .membership_ends
            .push((person, head, day("2026-01-01")));
        batch.reforms.push(merged.clone());
        let registry = open(&batch);
        let committee = registry.committee_ids().find("k").unwrap();
        let roles = |on: &str| {
            let seats = registry.members_on(Body::Committee(committee), day(on));
            seats.iter().map(|(_, seat)| seat.role).collect::<Vec<_>>()
        };
        assert_eq!(roles("2025-06-30"), []);
        assert_eq!(roles(DAY), [Code::HEAD]);
        assert_eq!(roles("2026-01-01"), [Code::MEMBER]);
    }
}

/// Somebody who died in office is not seated again, and a unit that a reform opens may
/// be renamed by itself later.
#[test]
fn late_facts_leave_a_reform_sound() {
    let mut batch = staffed();
    let person = batch.people.intern("p").unwrap();
    batch.persons.push((person, Default::default()));
    batch.deaths.push((person, day("2025-03-01")));
    let seat = Membership {
        spell: Spell::default(),
        body: Body::Committee(batch.committees.find("cA").unwrap()),
        role: Code::HEAD,
        force: Code::NONE,
    };
    batch.memberships.push((person, seat));
    let new = batch.units.intern("N").unwrap();
    let (from, name, kind) = (Some(day("2026-01-01")), "Xã Sau".to_owned(), String::new());
    batch.unit_names.push((new, Named { from, name, kind }));
    batch.reforms.push(act(
        1,
        r#""open":[{"unit":"N","code":"N","name":"Xã Mới","level":"commune","parent":"D"}],
        "close_committees":[{"committee":"cA","into":"cB"}]"#,
    ));
    let registry = open(&batch);
    let unit = registry.unit(new).unwrap();
    assert_eq!(
        (unit.name_on(day(DAY)), unit.name_on(day("2026-02-01"))),
        ("Xã Mới", "Xã Sau")
    );
}
