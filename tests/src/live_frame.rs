//! A frame kept open is, after any visits, the frame built anew from what is known then:
//! its bytes, its answers, and the counts that followed.

use crate::random::day;
use noidai::{
    coverage::{Place, Places, Question},
    frame::{Frame, FrameBuilder, LiveFrame, NOBODY, NOT_ASSESSED, OPEN, Residents},
    rule::{Rule, built_in},
    skill::Catalogue,
};
use proptest::prelude::*;

/// A resident: day of birth and levels; and what is marked in the row.
type Row = (i32, [u8; 5], u8);

fn household() -> impl Strategy<Value = Vec<Row>> {
    let level = prop_oneof![2 => 0_u8..4, 3 => Just(3), 1 => Just(NOT_ASSESSED)];
    let birth =
        prop_oneof![1 => Just(0), 6 => (1_i32..30_000).prop_map(|ago| day(0).number() - ago)];
    let open = prop_oneof![5 => Just(0), 1 => Just(OPEN)];
    let row = (birth, prop::array::uniform5(level), open);
    let size = prop_oneof![6 => 1_usize..6, 1 => 30_usize..70, 1 => 120_usize..140];
    prop_oneof![
        8 => size.prop_flat_map(move |size| prop::collection::vec(row.clone(), size)),
        1 => Just(vec![(0, [NOT_ASSESSED; 5], NOBODY)]),
        1 => Just(vec![(0, [NOT_ASSESSED; 5], NOBODY | OPEN)]),
    ]
}

/// Calls with the rows of a household.
fn with_rows<T>(
    place: u32,
    household: u64,
    rows: &[Row],
    push: impl FnOnce(&Residents<'_>) -> T,
) -> T {
    let levels: Vec<Vec<u8>> = (0..5)
        .map(|skill| rows.iter().map(|row| row.1[skill]).collect())
        .collect();
    let levels: Vec<&[u8]> = levels.iter().map(Vec::as_slice).collect();
    push(&Residents {
        place: &vec![place; rows.len()],
        household: &vec![household; rows.len()],
        birth: &rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        levels: &levels,
        marks: &rows.iter().map(|row| row.2).collect::<Vec<_>>(),
    })
}

fn built(town: &[Vec<Vec<Row>>]) -> Frame {
    let units = (0..town.len()).map(|at| Place {
        id: format!("h{at}"),
        code: String::new(),
        name: format!("h{at}"),
        level: "hamlet".to_owned(),
        end: at + 1,
    });
    let places = Places {
        units: units.collect(),
    };
    let levels = vec!["hamlet".to_owned()];
    let mut builder = FrameBuilder::new(day(0), places, levels, Catalogue::basic());
    for (place, homes) in town.iter().enumerate() {
        for (number, rows) in homes.iter().enumerate() {
            with_rows(place as u32, number as u64, rows, |rows| builder.push(rows)).unwrap();
        }
    }
    builder.finish().unwrap()
}

fn rules() -> Vec<Rule> {
    let ids = [
        "ministry-household",
        "household-together",
        "resident-fluent",
    ];
    let mut rules = built_in();
    rules.retain(|rule| ids.contains(&rule.id.as_str()));
    let can = r#"{"skills":{"at_least":2,"level":"can-do"}}"#;
    for requirement in [
        format!(
            r#"{{"some":{{"at_least":2,"of":"residents","where":{{"age":{{"min":18,"max":60}}}},"who":{can}}}}}"#
        ),
        format!(r#"{{"share":{{"at_least":400000,"of":"residents","who":{can}}}}}"#),
        format!(r#"{{"all":{{"of":"residents","where":{{"age":{{"min":40}}}},"who":{can}}}}}"#),
    ] {
        let text = format!(
            r#"{{"v":1,"id":"x","names":{{"vi":"x","en":"x"}},"source":"x","subject":"household","catalogue":"basic-skills",
                "population":null,"exclusions":null,"requirement":{requirement}}}"#
        );
        rules.push(Rule::read(&text).unwrap());
    }
    rules
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(25) })]

    #[test]
    fn visited_or_built_anew(
        mut town in prop::collection::vec(prop::collection::vec(household(), 1..12), 1..5),
        visits in prop::collection::vec((any::<u16>(), any::<u16>(), household()), 0..25),
        spare in 0_usize..40,
    ) {
        let rules = rules();
        let question = Question::on(day(0));
        let mut within = question.clone();
        within.unit = Some("h0".to_owned());
        let mut live = LiveFrame::open(built(&town), spare).unwrap();
        let asked: Vec<(&Rule, &Question)> = rules.iter().flat_map(|rule| [(rule, &question), (rule, &within)]).collect();
        for (rule, question) in &asked {
            live.follow(rule, question).unwrap();
        }
        for (place, number, rows) in visits {
            let place = usize::from(place) % town.len();
            let number = usize::from(number) % town[place].len();
            with_rows(place as u32, 7, &rows, |rows| live.visit(place, number, rows)).unwrap();
            town[place][number] = rows;
        }
        let anew = built(&town);
        for (number, (rule, question)) in asked.iter().enumerate() {
            let expected = anew.coverage(rule, question).unwrap();
            prop_assert_eq!(&live.coverage(rule, question).unwrap(), &expected);
            let part = live.part(number).unwrap().clone();
            prop_assert_eq!(part.to_bytes(), anew.part(rule, question, 0..town.len()).unwrap().to_bytes());
            prop_assert_eq!(&anew.finish(rule, question, part).unwrap(), &expected);
        }
        prop_assert_eq!(live.close().to_bytes().unwrap(), anew.to_bytes().unwrap());
    }
}

#[test]
fn households_are_numbered_by_cell() {
    let row = (0, [3; 5], 0);
    let frame = built(&[vec![vec![row; 2], vec![row]], vec![vec![row; 3]]]);
    let found = (0..7).map(|slot| frame.household_at(slot));
    let expected = [
        None,
        Some((0, 0)),
        Some((0, 1)),
        None,
        None,
        Some((1, 0)),
        None,
    ];
    assert!(found.eq(expected));
}

#[test]
fn visits_that_are_refused() {
    let row = (0, [3; 5], 0);
    let town = [vec![vec![row; 2], vec![row]], vec![vec![row; 3]]];
    let question = Question::on(day(0));
    let mut live = LiveFrame::open(built(&town), 1).unwrap();
    let mut refused = |cell: usize, number: usize, place: u32, rows: &[Row]| {
        with_rows(place, 7, rows, |rows| live.visit(cell, number, rows))
            .unwrap_err()
            .name()
    };
    let nobody = (0, [3; 5], NOBODY);
    for (found, expected) in [
        (refused(0, 2, 0, &[row]), "unknown-subject"),
        (refused(2, 0, 0, &[row]), "unknown-subject"),
        (refused(0, 0, 1, &[row]), "broken-household"),
        (refused(0, 0, 0, &[]), "uneven-columns"),
        (refused(0, 0, 0, &[row, nobody]), "broken-household"),
        (refused(0, 0, 0, &[(0, [4; 5], 0)]), "unknown-level"),
    ] {
        assert_eq!(found, expected);
    }
    assert_eq!(
        live.close().to_bytes().unwrap(),
        built(&town).to_bytes().unwrap()
    );
    let team = built_in()
        .into_iter()
        .find(|rule| rule.subject == noidai::rule::Subject::Team);
    let mut live = LiveFrame::open(built(&town), 1).unwrap();
    assert_eq!(
        live.follow(&team.unwrap(), &question).unwrap_err().name(),
        "not-in-frame"
    );
}
