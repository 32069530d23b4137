//! What is refused: the code, the place and the text in both languages.

use crate::random::{Fact, UNITS, batch, day};
use noidai::{
    Error, Language, Registry,
    coverage::{Question, coverage},
    event::{Code, batch::Listed},
    person::{Birth, Sex},
    rule::{Given, Rule, Setting, built_in},
    time::Spell,
};

fn asked(change: impl FnOnce(&mut Question)) -> Error {
    let registry = Registry::open(batch(&[])).unwrap();
    let mut question = Question::on(day(0));
    change(&mut question);
    coverage(&registry, &built_in()[0], &question).unwrap_err()
}

fn with_requirement(subject: &str, requirement: &str) -> Error {
    let text = format!(
        r#"{{"v":1,"id":"x","names":{{"vi":"x","en":"x"}},"source":"x","subject":"{subject}","catalogue":"basic-skills",
            "population":null,"exclusions":null,"requirement":{requirement}}}"#
    );
    let registry = Registry::open(batch(&[])).unwrap();
    match Rule::read(&text) {
        Ok(rule) => coverage(&registry, &rule, &Question::on(day(0))).unwrap_err(),
        Err(error) => error,
    }
}

fn says(error: &Error, name: &str, english: &str, vietnamese: &str) {
    assert_eq!(error.name(), name);
    assert_eq!(error.message(Language::English), english);
    assert_eq!(error.message(Language::Vietnamese), vietnamese);
}

#[test]
fn without_a_journal_nobody_looks_back() {
    let known = "office@2025-06-14T00:00:00.000Z";
    let error = asked(|question| question.known_at = Some(known.to_owned()));
    assert_eq!((error.name(), error.code()), ("known-otherwise", 720));
}

#[test]
fn questions() {
    says(
        &asked(|question| question.map = "now".to_owned()),
        "missing-field",
        "/today: the field today is missing",
        "/today: thiếu trường today",
    );
    says(
        &asked(|question| question.map = "2025-02-30".to_owned()),
        "unknown-value",
        "/map: 2025-02-30 is not one of then, now, YYYY-MM-DD",
        "/map: 2025-02-30 không thuộc then, now, YYYY-MM-DD",
    );
    says(
        &asked(|question| question.by = vec!["ward".to_owned()]),
        "unknown-unit-level",
        "/by/0: no unit has the level ward; known are province, commune, hamlet (map of 2025-01-01)",
        "/by/0: không có đơn vị nào ở cấp ward; có: province, commune, hamlet (bản đồ ngày 2025-01-01)",
    );
    assert_eq!(
        asked(|question| question.unit = Some("99".to_owned())).name(),
        "unknown-unit"
    );
    let error = asked(|question| question.parameters = vec![Given::new("max_age", 3)]);
    assert_eq!(error.name(), "unknown-parameter");
}

#[test]
fn rules() {
    let some = |who: &str| format!(r#"{{"some":{{"of":"residents","who":{who}}}}}"#);
    says(
        &with_requirement("household", &some(r#"{"skills":{"of":["swimming"]}}"#)),
        "unknown-skill",
        "/requirement/some/who/skills/of/0: the catalogue has no skill swimming; it has public-services, online-shopping, \
         online-payment, online-safety, local-platforms",
        "/requirement/some/who/skills/of/0: danh mục không có kỹ năng swimming; có: public-services, online-shopping, \
         online-payment, online-safety, local-platforms",
    );
    for (subject, requirement, name) in [
        (
            "household",
            some(r#"{"skills":{"level":"master"}}"#),
            "unknown-level",
        ),
        (
            "household",
            some(r#"{"skills":{"at_least":6}}"#),
            "never-holds",
        ),
        (
            "household",
            some(r#"{"skills":{"at_least":0}}"#),
            "always-holds",
        ),
        (
            "household",
            some(r#"{"platform":{"any_of":["fax"],"states":["activated"]}}"#),
            "unknown-platform",
        ),
        (
            "household",
            some(r#"{"age":{"min":30,"max":20}}"#),
            "never-holds",
        ),
        ("household", r#"{"flag":"rich"}"#.to_owned(), "unknown-flag"),
        (
            "household",
            r#"{"age":{"min":3}}"#.to_owned(),
            "wrong-kind-of-condition",
        ),
        (
            "household",
            r#"{"some":{"of":"members"}}"#.to_owned(),
            "collection-lacking",
        ),
        (
            "household",
            r#"{"some":{"of":"residents","at_least":0}}"#.to_owned(),
            "always-holds",
        ),
        (
            "household",
            r#"{"share":{"of":"residents","at_least":1000001}}"#.to_owned(),
            "share-above-all",
        ),
        ("household", r#"{"any_of":[]}"#.to_owned(), "never-holds"),
        ("household", r#"{"all_of":[]}"#.to_owned(), "always-holds"),
        (
            "household",
            r#"{"age":{"min":{"param":"age"}}}"#.to_owned(),
            "unknown-parameter",
        ),
        ("household", r#"{"swims":true}"#.to_owned(), "bad-json"),
        ("village", r#""empty""#.to_owned(), "bad-json"),
    ] {
        assert_eq!(
            with_requirement(subject, &requirement).name(),
            name,
            "{requirement}"
        );
    }
}

fn findings(facts: &[Fact]) -> Vec<(&'static str, String)> {
    let (_, findings) = Registry::fold(batch(facts));
    findings
        .iter()
        .map(|finding| {
            (
                finding.error.name(),
                finding.error.message(Language::English),
            )
        })
        .collect()
}

#[test]
fn facts_that_contradict_one_another() {
    let home = |number| Fact::Household {
        number,
        unit: 2,
        listed: Listed::Yes,
    };
    let who = |birth| Fact::Person {
        number: 0,
        birth,
        sex: Sex::Unknown,
    };
    let lives = |household, from, until| {
        let spell = Spell {
            from: Some(day(from)),
            until: Some(day(until)),
        };
        Fact::Residence {
            person: 0,
            household,
            kind: Code::PERMANENT,
            spell,
        }
    };
    let clean = [
        home(0),
        home(1),
        who(Birth::Unknown),
        lives(0, 0, 10),
        lives(1, 10, 20),
    ];
    assert_eq!(findings(&clean), []);

    let twice = [
        home(0),
        home(1),
        who(Birth::Unknown),
        lives(0, 0, 11),
        lives(1, 10, 20),
    ];
    let found = findings(&twice);
    assert_eq!(
        found.len(),
        2,
        "both rows are named, never the later one alone"
    );
    assert_eq!(
        found[0],
        (
            "two-residences",
            "two permanent residences at once, from 2025-01-11".to_owned()
        )
    );

    let backwards = [home(0), who(Birth::Unknown), lives(0, 10, 10)];
    let message = "the spell ends on 2025-01-11, not after it begins (2025-01-11)".to_owned();
    assert_eq!(findings(&backwards), [("ends-before-begins", message)]);

    let nowhere = [who(Birth::Unknown), lives(0, 0, 10)];
    assert_eq!(
        findings(&nowhere),
        [("unknown-reference", "h0 refers to no household".to_owned())]
    );

    let two_of_one = [who(Birth::Year(1990)), who(Birth::Year(1991))];
    let message = "p0 stands twice with different content".to_owned();
    assert_eq!(
        findings(&two_of_one),
        [
            ("duplicate-other", message.clone()),
            ("duplicate-other", message)
        ]
    );
}

#[test]
fn a_wrong_value_of_one_unit() {
    let mut rule = built_in()[0].clone();
    let home = Fact::Household {
        number: 0,
        unit: 2,
        listed: Listed::Yes,
    };
    let level = rule
        .parameters
        .iter_mut()
        .find(|known| known.name == "level");
    level.unwrap().values.push(Setting {
        unit: Some(UNITS[2].0.to_owned()),
        from: None,
        until: None,
        value: "master".into(),
    });
    let fact = Fact::Person {
        number: 0,
        birth: Birth::Unknown,
        sex: Sex::Unknown,
    };
    let lives = Fact::Residence {
        person: 0,
        household: 0,
        kind: Code::PERMANENT,
        spell: Spell::default(),
    };
    let registry = Registry::open(batch(&[home, fact, lives])).unwrap();
    let error = coverage(&registry, &rule, &Question::on(day(0))).unwrap_err();
    assert_eq!(error.name(), "unknown-level");
}

/// What no document may be: as a rule, and as a line of events beside tables.
#[test]
fn documents_that_are_no_documents() {
    let event = |data: &str| {
        format!(
            r#"{{"v":1,"kind":"person-recorded","about":[{{"noun":"person","id":"p1"}}],"data":{data}}}"#
        )
    };
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    for (data, name, english, vietnamese) in [
        (
            r#"{"sex":"female","sex":"male"}"#.to_owned(),
            "duplicate-key",
            "/data/sex: the key sex stands twice in one object",
            "/data/sex: khóa sex xuất hiện hai lần trong một đối tượng",
        ),
        (
            r#"{"note":"\ud800"}"#.to_owned(),
            "bad-text",
            r"/data/note: the text is not valid Unicode: \ud800",
            r"/data/note: văn bản không phải Unicode hợp lệ: \ud800",
        ),
        (
            r#"{"note":9007199254740993}"#.to_owned(),
            "number-too-large",
            "/data/note: the number 9007199254740993 is beyond 2^53 or not a whole number",
            "/data/note: số 9007199254740993 vượt quá 2^53 hoặc không phải số nguyên",
        ),
        (
            format!(r#"{{"note":{deep}}}"#),
            "too-deep",
            "the document is nested deeper than 64 levels",
            "tài liệu lồng nhau sâu quá 64 tầng",
        ),
        (
            "{}} {".to_owned(),
            "trailing-bytes",
            "there is something after the end of the document",
            "có dữ liệu thừa sau phần kết thúc tài liệu",
        ),
    ] {
        let text = event(&data);
        let source = noidai::import::Source {
            file: "events.jsonl",
            bytes: text.as_bytes(),
        };
        let faults = noidai::import::tables(&[source], &Default::default()).unwrap_err();
        let placed = |language, message: &str| {
            let said = faults.first[0].message(language);
            assert!(said.starts_with("events.jsonl, "), "{said}");
            assert!(said.ends_with(message), "{said}\nis not\n{message}");
        };
        assert_eq!((faults.count, faults.first[0].name()), (1, name));
        placed(Language::English, english);
        placed(Language::Vietnamese, vietnamese);
        // The same of a rule, whatever it would have said.
        let rule = format!(r#"{{"v":1,"data":{data}}}"#);
        assert_eq!(Rule::read(&rule).unwrap_err().name(), name, "{rule}");
    }
}

#[test]
fn documents_are_read_strictly() {
    let text = noidai::json::write(&built_in()[0]).unwrap();
    for (old, new, name) in [
        (r#"{"v":1,"#, r#"{"v":1,"v":1,"#, "duplicate-key"),
        (
            r#""at_least":1,"#,
            r#""at_least":1,"at_least":0,"#,
            "duplicate-key",
        ),
        (
            r#""at_least":1,"#,
            r#""at_least":9007199254740993,"#,
            "number-too-large",
        ),
        (r#""at_least":1,"#, r#""at_least":1.5,"#, "number-too-large"),
        (r#""source":""#, r#""source":"\ud800"#, "bad-text"),
        (r#""at_least":1,"#, r#""at_least":"1","#, "bad-json"),
        (r#""where":"#, r#""when":"#, "bad-json"),
    ] {
        let changed = text.replacen(old, new, 1);
        assert_ne!(changed, text, "{old}");
        assert_eq!(Rule::read(&changed).unwrap_err().name(), name, "{new}");
    }
    let error = Rule::read(&format!("{text} {{}}")).unwrap_err();
    assert_eq!(error.name(), "trailing-bytes");
    let error =
        Rule::read(&text.replacen(r#""at_least":1,"#, r#""at_least":"1","#, 1)).unwrap_err();
    assert_eq!(
        error.message(Language::English),
        "/requirement/some/at_least: this is not the JSON document that was expected: \
         \"1\" stands where a whole number from 0 to 4294967295 is due"
    );
}
