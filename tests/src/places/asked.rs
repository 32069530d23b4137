//! Units as questions name them: by id, or by the code of the map's day.

use super::country::{asked, day, drawn, household, open, reform, small, unit};
use noidai::{
    Error, Language, Registry,
    coverage::{Over, Question, SeriesQuestion, coverage, series},
    event::{Batch, Code},
    gap::{GapQuestion, explain, gaps},
    reform::audit,
    rule::{Rule, built_in},
    time::Every,
};

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";

fn rule(id: &str) -> Rule {
    let mut rules = built_in().into_iter();
    rules.find(|rule| rule.id == id).unwrap()
}

/// A household in each hamlet and commune of the small country. On the reform's day A
/// and B become AB, which takes over the code A; C gets the code B.
fn reformed() -> Registry {
    let mut batch = small();
    for unit in ["A1", "A2", "B1", "B2", "A", "C"] {
        household(&mut batch, &format!("h{unit}"), &[(unit, None)]);
    }
    batch.reforms.push(reform(
        r#"{"day":"2025-07-01","act":"1/NQ",
        "open":[{"unit":"A@2025-07-01","code":"A","name":"Xã An Bình","level":"commune","parent":"D"}],
        "succeed":[{"from":"A","into":"A@2025-07-01"},{"from":"B","into":"A@2025-07-01"}],
        "recode":[{"unit":"C","code":"B"}]}"#,
    ));
    open(&batch)
}

/// Coverage of a unit on a map: the id that the answer gives, and how many; or what
/// is said against it, in both languages.
fn within(registry: &Registry, text: &str, map: &str) -> Result<(String, u64), [String; 2]> {
    let mut question = Question::on(day(BEFORE));
    question.map = map.to_owned();
    question.unit = Some(text.to_owned());
    let answer = coverage(registry, &rule("household-app"), &question);
    let mut listed = GapQuestion::on(day(BEFORE));
    listed.map = map.to_owned();
    listed.unit = Some(text.to_owned());
    let gaps = gaps(registry, &rule("household-app"), &listed);
    match (answer, gaps) {
        (Ok(answer), Ok(gaps)) => {
            assert_eq!(answer.total, gaps.total);
            assert_eq!((&answer.unit, answer.map_day), (&gaps.unit, gaps.map_day));
            Ok((
                answer.unit.unwrap(),
                super::country::subjects(&answer.total),
            ))
        }
        (Err(one), Err(other)) => {
            assert_eq!(one, other);
            Err(said(&one))
        }
        (one, other) => panic!("{one:?} and {other:?}"),
    }
}

fn said(error: &Error) -> [String; 2] {
    [Language::English, Language::Vietnamese].map(|language| error.message(language))
}

/// "Look up the id on the question's map, else the code on that map's day."
#[test]
fn a_unit_is_named_by_id_or_by_the_code_of_the_maps_day() {
    let registry = reformed();
    let found = |text: &str, map: &str| within(&registry, text, map).unwrap();
    assert_eq!(found("A", BEFORE), ("A".to_owned(), 3));
    assert_eq!(found("A", AFTER), ("A@2025-07-01".to_owned(), 5));
    assert_eq!(found("A@2025-07-01", AFTER).1, 5);
    // The code B passed to C, which the old B is not.
    assert_eq!(found("B", BEFORE), ("B".to_owned(), 2));
    assert_eq!(found("B", AFTER), ("C".to_owned(), 1));
    assert_eq!(found("C", AFTER), ("C".to_owned(), 1));
}

#[test]
fn what_is_not_on_the_map_is_told_with_its_day_and_what_is_there_instead() {
    let mut batch = small();
    batch.reforms.push(reform(
        r#"{"day":"2025-07-01","act":"1/NQ",
        "open":[{"unit":"N","code":"31999","name":"Xã Mới","level":"commune","parent":"D"}],
        "succeed":[{"from":"A","into":"N"},{"from":"B","into":"N"}],
        "recode":[{"unit":"C","code":"31888"}]}"#,
    ));
    let registry = open(&batch);
    let refused = |text: &str, map: &str| within(&registry, text, map).unwrap_err();
    assert_eq!(
        refused("A", AFTER),
        [
            "/unit: the unit A (Xã An) closed on 2025-07-01 → N (Xã Mới)",
            "/unit: đơn vị A (Xã An) đã chấm dứt từ ngày 2025-07-01 → N (Xã Mới)",
        ]
    );
    let opens = [
        "/unit: the unit N (Xã Mới) opens only on 2025-07-01 ← A (Xã An), B (Xã Bình)",
        "/unit: đơn vị N (Xã Mới) chỉ có từ ngày 2025-07-01 ← A (Xã An), B (Xã Bình)",
    ];
    assert_eq!(refused("N", BEFORE), opens);
    assert_eq!(refused("31999", BEFORE), opens);
    assert_eq!(
        refused("31888", BEFORE),
        [
            "/unit: on that day no unit carries the code 31888; on others it is that of C (Xã Cường)",
            "/unit: ngày đó không có đơn vị nào mang mã 31888; vào ngày khác, đó là mã của C (Xã Cường)",
        ]
    );
    for nothing in ["Xã An", "99", ""] {
        assert_eq!(
            refused(nothing, AFTER),
            [
                format!("/unit: no unit has the id or the code {nothing}"),
                format!("/unit: không có đơn vị nào mang mã hoặc mã định danh {nothing}"),
            ]
        );
    }
}

#[test]
fn a_code_of_two_units_is_refused_with_both() {
    let mut batch = small();
    for (id, name) in [("X", "Xã Một"), ("Y", "Xã Hai")] {
        unit(&mut batch, id, name, Code::COMMUNE, Some("D"));
    }
    for (_, coded) in batch.unit_codes.iter_mut().rev().take(2) {
        coded.code = "31000".to_owned();
    }
    let (registry, _) = Registry::fold(batch);
    assert_eq!(
        within(&registry, "31000", "then").unwrap_err(),
        [
            "/unit: 31000 can be any of X (Xã Một), Y (Xã Hai)",
            "/unit: 31000 có thể là bất kỳ đơn vị nào trong: X (Xã Một), Y (Xã Hai)",
        ]
    );
}

/// A series is about one unit: the code is looked up on the map of the day on which it
/// is asked, and where that unit is not yet there nothing else is counted for it.
#[test]
fn a_series_never_goes_over_to_another_unit_of_the_code() {
    let registry = reformed();
    let over = Over::Periods {
        from: day("2025-06-01"),
        until: day("2025-08-01"),
        every: "month".parse::<Every>().unwrap(),
    };
    let asked = |map: &str| {
        let mut question = Question::on(day("2025-07-31"));
        question.map = map.to_owned();
        question.unit = Some("A".to_owned());
        series(
            &registry,
            &rule("household-app"),
            &SeriesQuestion::over(question, over.clone()),
        )
    };
    let units = asked(AFTER).unwrap().periods.into_iter();
    let units: Vec<_> = units.map(|period| period.coverage.unit.unwrap()).collect();
    assert_eq!(units, ["A@2025-07-01"; 2]);
    assert_eq!(asked("then").unwrap_err().name(), "unit-not-yet-open");
}

/// A rule about units explains one by the code of the day; the map never changes which
/// subjects there are.
#[test]
fn a_unit_is_explained_by_the_code_of_the_day() {
    let registry = reformed();
    let explained = |text: &str, on: &str, map: &str| {
        let mut question = GapQuestion::on(day(on));
        (question.map, question.today) = (map.to_owned(), Some(day(AFTER)));
        explain(&registry, &rule("commune-organised"), &question, text)
    };
    let found = explained("A", AFTER, "then").unwrap();
    assert_eq!(
        (found.id.as_str(), found.map_day),
        ("A@2025-07-01", day(AFTER))
    );
    // The old A on the map of today.
    let found = explained("A", BEFORE, "now").unwrap();
    assert_eq!((found.id.as_str(), found.map_day), ("A", day(AFTER)));
    assert_eq!(found.units.last().unwrap().id, "A@2025-07-01");
    let refused = explained("A@2025-07-01", BEFORE, "now").unwrap_err();
    assert_eq!(
        said(&refused)[0],
        "the unit A@2025-07-01 (Xã An Bình) opens only on 2025-07-01 ← A (Xã An), B (Xã Bình)"
    );
}

fn levels(registry: &Registry, on: &str) -> Vec<String> {
    let map = registry.map(day(on));
    let levels = map.levels().iter();
    levels
        .map(|level| registry.vocabulary().text(*level).to_owned())
        .collect()
}

/// All hamlets of a split commune lie unassigned in the district, beside communes: the
/// levels keep their order, and only what is unassigned is blamed.
#[test]
fn levels_keep_their_order_over_a_split_without_assignments() {
    // Hamlets without a code come before communes in the order of siblings.
    let all = ["province", "district", "commune", "hamlet"];
    for hamlets_elsewhere in [true, false] {
        let mut batch = Batch::default();
        unit(&mut batch, "P", "Tỉnh", Code::PROVINCE, None);
        unit(&mut batch, "D", "Huyện", Code::DISTRICT, Some("P"));
        for commune in ["a", "b", "c"] {
            unit(&mut batch, commune, "Xã", Code::COMMUNE, Some("D"));
        }
        for hamlet in ["A1", "A2"] {
            unit(&mut batch, hamlet, "Ấp", Code::HAMLET, Some("a"));
        }
        if hamlets_elsewhere {
            unit(&mut batch, "B1", "Ấp", Code::HAMLET, Some("b"));
        }
        household(&mut batch, "h", &[("A1", None)]);
        batch.reforms.push(reform(
            r#"{"day":"2025-07-01","act":"2/NQ",
            "succeed":[{"from":"a","into":"b","part":true},{"from":"a","into":"c","part":true}],
            "close":["a"]}"#,
        ));
        let registry = open(&batch);
        for on in [BEFORE, AFTER] {
            assert_eq!(levels(&registry, on), all, "{on}");
        }
        assert_eq!(audit(&registry, day(BEFORE)), []);
        let blamed: Vec<_> = audit(&registry, day(AFTER)).iter().map(said).collect();
        let each = ["A1", "A2"].map(|hamlet| {
            [
                format!("nobody said into which of these {hamlet} (Ấp) went: b (Xã), c (Xã)"),
                format!("chưa xác định {hamlet} (Ấp) về đơn vị nào trong: b (Xã), c (Xã)"),
            ]
        });
        assert_eq!(blamed, each);
        assert_eq!(
            drawn(&asked(&registry, AFTER, "then"), "commune"),
            "remainder D 1"
        );
    }
}

/// A few units written the wrong way round turn nothing around, and are blamed.
#[test]
fn levels_go_by_what_most_units_say() {
    let mut batch = small();
    unit(&mut batch, "wrong", "Xã Sai", Code::COMMUNE, Some("A1"));
    let registry = open(&batch);
    assert_eq!(
        levels(&registry, BEFORE),
        ["province", "district", "commune", "hamlet"]
    );
    let blamed = audit(&registry, day(BEFORE));
    assert_eq!(blamed.len(), 1);
    assert_eq!(blamed[0].found_text(false), Some("wrong (Xã Sai)"));
}
