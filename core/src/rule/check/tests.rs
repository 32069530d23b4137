#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::{
    event::Vocabulary,
    rule::{Given, Rule, Subject, built_in},
};

/// The rule of a subject, a requirement and parameters, as a document.
fn rule(subject: &str, requirement: &str, parameters: &str) -> Rule {
    let text = format!(
        r#"{{"v":1,"id":"x","names":{{"vi":"x","en":"x"}},"source":"x","subject":"{subject}",
            "catalogue":"basic-skills","parameters":[{parameters}],
            "population":null,"exclusions":null,"requirement":{requirement}}}"#
    );
    // Not by `Rule::read`, which refuses some of what is checked here.
    match crate::json::read(&text) {
        Ok(rule) => rule,
        Err(error) => panic!("{error}: {text}"),
    }
}

/// Name and path of every fault.
fn faults(rule: &Rule) -> Vec<String> {
    let faults = rule.check(&Vocabulary::default());
    let place = |error: &crate::Error| error.place().describe(crate::Language::English);
    faults
        .iter()
        .map(|error| format!("{} {}", error.name(), place(error).unwrap_or_default()))
        .collect()
}

/// The faults of a requirement, paths without what all have in common.
fn of(subject: &str, requirement: &str) -> Vec<String> {
    let faults = faults(&rule(subject, requirement, ""));
    faults
        .iter()
        .map(|fault| fault.replace("/requirement", "").trim_end().to_owned())
        .collect()
}

#[test]
fn the_built_in_rules_are_clean_and_are_written_as_they_were_read() {
    for rule in built_in() {
        assert_eq!(rule.check(&Vocabulary::default()), [], "{}", rule.id);
        let text = crate::json::write(&rule).unwrap();
        assert_eq!(Rule::read(&text).ok().as_ref(), Some(&rule));
        let again = crate::json::write(&Rule::read(&text).unwrap()).unwrap();
        assert_eq!(again, text);
    }
}

#[test]
fn words() {
    let some = |who: &str| format!(r#"{{"some":{{"of":"residents","who":{who}}}}}"#);
    for (who, fault) in [
        (
            r#"{"skills":{"of":["swimming"]}}"#,
            "unknown-skill /some/who/skills/of/0",
        ),
        (
            r#"{"skills":{"of":["online-safety","online-safety"]}}"#,
            "doubled-name /some/who/skills/of/1",
        ),
        (
            r#"{"skills":{"level":"master"}}"#,
            "unknown-level /some/who/skills/level",
        ),
        (r#"{"flag":"rich"}"#, "unknown-flag /some/who/flag"),
        (
            r#"{"platform":{"any_of":["vneid","fax"],"states":["installed"]}}"#,
            "unknown-platform /some/who/platform/any_of/1",
        ),
        // Words of open lists are never unknown.
        (r#"{"residence":["barracks"]}"#, ""),
    ] {
        let found = of("household", &some(who)).join(" ");
        assert_eq!(found, fault, "{who}");
    }
    let mut rule = rule("unit", r#"{"kind":["Xã"]}"#, "");
    rule.catalogue = "dancing".to_owned();
    rule.v = 2;
    rule.id = String::new();
    assert_eq!(
        faults(&rule),
        [
            "unknown-version /v",
            "out-of-range /id",
            "unknown-catalogue /catalogue"
        ]
    );
}

#[test]
fn bounds_that_never_or_always_hold() {
    for (subject, requirement, fault) in [
        ("resident", r#"{"any_of":[]}"#, "never-holds"),
        ("resident", r#"{"all_of":[]}"#, "always-holds"),
        (
            "resident",
            r#"{"age":{"min":30,"max":20}}"#,
            "never-holds /age",
        ),
        ("resident", r#"{"age":{"min":400}}"#, "never-holds /age/min"),
        ("resident", r#"{"age":{"min":20,"max":20}}"#, ""),
        ("resident", r#"{"age":{"min":0}}"#, ""),
        ("resident", r#"{"age":{}}"#, "always-holds /age"),
        (
            "resident",
            r#"{"not":{"age":{"max":null}}}"#,
            "always-holds /not/age",
        ),
        ("resident", r#"{"sex":"unknown"}"#, "never-holds /sex"),
        (
            "resident",
            r#"{"all_of":[{"age":{"min":30}},{"age":{"max":20}},{"age":{"max":10}}]}"#,
            "never-holds /all_of/1/age",
        ),
        (
            "resident",
            r#"{"all_of":[{"sex":"female"},{"sex":"male"}]}"#,
            "never-holds /all_of/1/sex",
        ),
        ("resident", r#"{"residence":[]}"#, "never-holds /residence"),
        (
            "resident",
            r#"{"skills":{"at_least":6}}"#,
            "never-holds /skills",
        ),
        ("resident", r#"{"skills":{"at_least":5}}"#, ""),
        (
            "resident",
            r#"{"skills":{"at_least":0}}"#,
            "always-holds /skills",
        ),
        (
            "resident",
            r#"{"skills":{"of":[]}}"#,
            "always-holds /skills",
        ),
        (
            "resident",
            r#"{"skills":{"evidence":[]}}"#,
            "never-holds /skills/evidence",
        ),
        // Of somebody not assessed this is unknown, so it says something.
        ("resident", r#"{"skills":{"level":"not-yet"}}"#, ""),
        (
            "resident",
            r#"{"platform":{"any_of":[],"states":["installed"]}}"#,
            "never-holds /platform/any_of",
        ),
        (
            "resident",
            r#"{"platform":{"any_of":["vneid"],"states":[]}}"#,
            "never-holds /platform/states",
        ),
        (
            "team",
            r#"{"some":{"of":"members","who":{"role":[]}}}"#,
            "never-holds /some/who/role",
        ),
        (
            "team",
            r#"{"some":{"of":"members","who":{"force":[]}}}"#,
            "never-holds /some/who/force",
        ),
        ("team", r#"{"level":[]}"#, "never-holds /level"),
        ("unit", r#"{"kind":[]}"#, "never-holds /kind"),
        (
            "household",
            r#"{"some":{"of":"residents","at_least":0}}"#,
            "always-holds /some/at_least",
        ),
        (
            "household",
            r#"{"all":{"of":"stalls"}}"#,
            "always-holds /all",
        ),
        (
            "household",
            r#"{"all":{"of":"residents","at_least":2,"who":{"flag":"unable"}}}"#,
            "bad-json /all/at_least",
        ),
        (
            "household",
            r#"{"share":{"of":"residents","at_least":0,"who":{"flag":"unable"}}}"#,
            "always-holds /share/at_least",
        ),
        (
            "household",
            r#"{"share":{"of":"residents","at_least":1000001,"who":{"flag":"unable"}}}"#,
            "share-above-all /share/at_least",
        ),
        (
            "household",
            r#"{"share":{"of":"residents","at_least":1000000,"who":{"flag":"unable"}}}"#,
            "",
        ),
        (
            "household",
            r#"{"share":{"of":"residents"}}"#,
            "always-holds /share",
        ),
        (
            "resident",
            r#"{"all_of":[{"not":{"sex":"male"}},{"flag":"unable"},{"sex":"male"}]}"#,
            "never-holds /all_of/0",
        ),
        // Both can be unknown.
        (
            "resident",
            r#"{"any_of":[{"not":{"sex":"male"}},{"sex":"male"}]}"#,
            "",
        ),
    ] {
        assert_eq!(of(subject, requirement).join(" "), fault, "{requirement}");
    }
}

#[test]
fn conditions_are_asked_of_what_can_answer() {
    let leaves = [
        ("skills", r#"{"skills":{}}"#, "resident member"),
        ("age", r#"{"age":{"min":6}}"#, "resident member"),
        ("sex", r#"{"sex":"female"}"#, "resident member"),
        ("residence", r#"{"residence":["away"]}"#, "resident"),
        ("advocate", r#"{"advocate":{}}"#, "resident"),
        ("flag", r#"{"flag":"poor"}"#, "resident member household"),
        (
            "platform",
            r#"{"platform":{"any_of":["vneid"],"states":["installed"]}}"#,
            "resident member household stall",
        ),
        ("role", r#"{"role":["head"]}"#, "member"),
        ("force", r#"{"force":["police"]}"#, "member"),
        ("kind", r#"{"kind":["family"]}"#, "household unit"),
        ("level", r#"{"level":["hamlet"]}"#, "team committee unit"),
        ("empty", r#""empty""#, "household"),
    ];
    let places = [
        ("resident", "resident", "", ""),
        (
            "member",
            "team",
            r#"{"all":{"of":"members","who":"#,
            "/all/who",
        ),
        ("household", "household", "", ""),
        (
            "stall",
            "household",
            r#"{"all":{"of":"stalls","who":"#,
            "/all/who",
        ),
        ("team", "team", "", ""),
        (
            "committee",
            "unit",
            r#"{"all":{"of":"committees","who":"#,
            "/all/who",
        ),
        (
            "unit",
            "unit",
            r#"{"all":{"of":{"units":"hamlet"},"who":"#,
            "/all/who",
        ),
    ];
    for (name, leaf, allowed) in leaves {
        for (asked, subject, open, path) in places {
            let close = if open.is_empty() { "" } else { "}}" };
            let found = of(subject, &format!("{open}{leaf}{close}"));
            let fault = match path {
                "" => "wrong-kind-of-condition".to_owned(),
                path => format!("wrong-kind-of-condition {path}"),
            };
            if allowed.split(' ').any(|allowed| allowed == asked) {
                assert_eq!(found, [""; 0], "{name} of {asked}");
            } else {
                assert_eq!(found, [fault], "{name} of {asked}");
            }
        }
    }
    assert_eq!(
        of("household", r#"{"together":{"of":"stalls","skills":{}}}"#),
        ["wrong-kind-of-condition"]
    );
}

#[test]
fn collections_belong_to_their_owners() {
    for (of_what, owners) in [
        (r#""residents""#, "household"),
        (r#""stalls""#, "household"),
        (r#""members""#, "team"),
        (r#""teams""#, "unit"),
        (r#""committees""#, "unit"),
        (r#"{"units":"hamlet"}"#, "unit"),
    ] {
        for subject in ["resident", "household", "team", "unit"] {
            let found = of(subject, &format!(r#"{{"some":{{"of":{of_what}}}}}"#));
            match subject == owners {
                true => assert_eq!(found, [""; 0], "{of_what} of {subject}"),
                false => assert_eq!(
                    found,
                    ["collection-lacking /some/of"],
                    "{of_what} of {subject}"
                ),
            }
        }
    }
    assert_eq!(
        of(
            "team",
            r#"{"together":{"of":"residents","skills":{"level":"x"}}}"#
        ),
        [
            "collection-lacking /together/of",
            "unknown-level /together/skills/level"
        ]
    );
    let committee =
        r#"{"some":{"of":"committees","who":{"some":{"of":"members","who":{"role":["head"]}}}}}"#;
    assert_eq!(of("unit", committee), [""; 0]);
}

#[test]
fn depth_and_size() {
    let nested = |depth: usize| {
        let open = r#"{"not":"#.repeat(depth - 1);
        format!(r#"{open}{{"flag":"poor"}}{}"#, "}".repeat(depth - 1))
    };
    assert_eq!(of("household", &nested(16)), [""; 0]);
    assert_eq!(
        of("household", &nested(17)),
        [format!("rule-too-deep {}", "/not".repeat(16))]
    );
    let many = |count: usize| {
        format!(
            r#"{{"any_of":[{}]}}"#,
            vec![r#""empty""#; count - 1].join(",")
        )
    };
    assert_eq!(of("household", &many(256)), [""; 0]);
    assert_eq!(of("household", &many(400)), ["rule-too-large /any_of/255"]);
}

#[test]
fn every_fault_in_one_pass() {
    let mut rule = rule(
        "household",
        r#"{"all_of":[{"flag":"rich"},{"some":{"of":"residents","at_least":0,"who":{"all_of":[
            {"skills":{"level":"master","of":["swimming","online-safety"],"at_least":3}},{"role":["head"]}]}}}]}"#,
        "",
    );
    rule.population = serde_json::json!({"any_of": []});
    rule.exclusions = serde_json::json!({"swims": true});
    assert_eq!(
        faults(&rule),
        [
            "never-holds /population",
            "bad-json /exclusions/swims",
            "unknown-flag /requirement/all_of/0/flag",
            "always-holds /requirement/all_of/1/some/at_least",
            "unknown-skill /requirement/all_of/1/some/who/all_of/0/skills/of/0",
            "unknown-level /requirement/all_of/1/some/who/all_of/0/skills/level",
            "never-holds /requirement/all_of/1/some/who/all_of/0/skills",
            "wrong-kind-of-condition /requirement/all_of/1/some/who/all_of/1",
        ]
    );
    rule.requirement = serde_json::Value::Null;
    assert_eq!(
        faults(&rule).last().map(String::as_str),
        Some("missing-field /requirement")
    );
}

#[test]
fn parameters() {
    let adults = r#"{"some":{"of":"residents","where":{"age":{"min":{"param":"min_age"},"max":60}},
        "who":{"skills":{"level":{"param":"level"},"of":{"param":"skills"}}}}}"#;
    let parameter = |name: &str, default: &str, values: &str| {
        format!(r#"{{"name":"{name}","default":{default},"values":[{values}]}}"#)
    };
    let value = |unit: &str, from: &str, until: &str, value: &str| {
        format!(r#"{{"unit":{unit},"from":{from},"until":{until},"value":{value}}}"#)
    };
    let everywhere = |text: &str| value("null", "null", "null", text);
    let with = |min_age: (&str, String), level: (&str, String), skills: (&str, String)| {
        let list = [
            parameter("min_age", min_age.0, &min_age.1),
            parameter("level", level.0, &level.1),
            parameter("skills", skills.0, &skills.1),
        ];
        faults(&rule("household", adults, &list.join(",")))
    };
    let none = || ("null", String::new());
    assert_eq!(with(none(), none(), none()), [""; 0]);
    // Wrong defaults.
    assert_eq!(
        with((r#""18""#, String::new()), none(), none()),
        ["bad-parameter /parameters/0/default"]
    );
    assert_eq!(
        with(("70", String::new()), none(), none()),
        ["never-holds /requirement/some/where/age"]
    );
    assert_eq!(
        with(none(), (r#""master""#, String::new()), none()),
        ["unknown-level /parameters/1/default"]
    );
    let skills = (r#"["online-safety","swimming"]"#, String::new());
    assert_eq!(
        with(none(), none(), skills),
        ["unknown-skill /parameters/2/default/1"]
    );
    // Wrong values by unit and period.
    assert_eq!(
        with(
            (
                "16",
                [everywhere("true"), value(r#""931""#, "null", "null", "61")].join(",")
            ),
            (r#""fluent""#, everywhere(r#""master""#)),
            ("null", everywhere(r#"["online-safety",7]"#)),
        ),
        [
            "bad-parameter /parameters/0/values/0/value",
            "never-holds /parameters/0/values/1/value",
            "unknown-level /parameters/1/values/0/value",
            "bad-parameter /parameters/2/values/0/value/1",
        ]
    );
    // Units and spells.
    let (first, second) = (r#""2025-01-01""#, r#""2025-07-01""#);
    let values = [
        value(r#""hộ""#, "null", "null", "16"),
        value(r#""931""#, second, first, "16"),
        value(r#""931""#, first, second, "16"),
        value(r#""931""#, second, "null", "17"),
        value(r#""931""#, "null", r#""2025-01-02""#, "18"),
    ];
    assert_eq!(
        with(("null", values.join(",")), none(), none()),
        [
            "bad-id /parameters/0/values/0/unit",
            "ends-before-begins /parameters/0/values/1/until",
            "doubled-name /parameters/0/values/4",
        ]
    );
    // Names.
    let doubled = [
        parameter("a", "1", ""),
        parameter("a", "2", ""),
        parameter("", "3", ""),
    ];
    assert_eq!(
        faults(&rule("household", r#""empty""#, &doubled.join(","))),
        [
            "doubled-name /parameters/1/name",
            "out-of-range /parameters/2/name"
        ]
    );
    assert_eq!(
        of(
            "resident",
            r#"{"any_of":[{"age":{"min":{"param":"a"}}},{"flag":{"param":"b"}}]}"#
        ),
        [
            "unknown-parameter /any_of/0/age/min",
            "unknown-parameter /any_of/1/flag"
        ]
    );
    // The message says what the value was and what is due.
    let list = parameter("min_age", r#""18""#, "");
    let wrong = rule("resident", r#"{"age":{"min":{"param":"min_age"}}}"#, &list);
    assert_eq!(
        wrong.check(&Vocabulary::default())[0].to_string(),
        "/parameters/0/default: the parameter takes a whole number from 0 to 65535, not \"18\""
    );
}

#[test]
fn settings_choose_the_nearest_unit_on_the_day() {
    let list = r#"{"name":"min_age","default":16,"values":[
        {"unit":null,"from":"2025-01-01","until":null,"value":17},
        {"unit":"93","from":null,"until":null,"value":18},
        {"unit":"31441","from":"2025-01-01","until":"2025-07-01","value":null}]}"#;
    let rule = rule("resident", r#"{"age":{"min":{"param":"min_age"}}}"#, list);
    let day = |text: &str| text.parse().ok();
    let min = |units: &[&str], on, given: &[Given]| {
        let concrete = rule.concrete(units, day(on), given).unwrap();
        crate::json::write(&concrete.requirement).unwrap()
    };
    let chain = ["31441", "936", "93"];
    assert_eq!(min(&[], "2024-12-31", &[]), r#"{"age":{"min":16}}"#);
    assert_eq!(min(&[], "2025-01-01", &[]), r#"{"age":{"min":17}}"#);
    assert_eq!(min(&chain, "2024-12-31", &[]), r#"{"age":{"min":18}}"#);
    assert_eq!(min(&chain, "2025-06-30", &[]), r#"{"age":{}}"#);
    assert_eq!(min(&chain, "2025-07-01", &[]), r#"{"age":{"min":18}}"#);
    let given = [Given::new("min_age", 30)];
    assert_eq!(min(&chain, "2025-06-30", &given), r#"{"age":{"min":30}}"#);

    let settings = |units: &[&str]| rule.settings(units, day("2025-06-30"), &[]).unwrap();
    assert_eq!(settings(&["936", "93"]), settings(&["93"]));
    assert_ne!(settings(&chain), settings(&["93"]));
    let wrong = [Given::new("max_age", 3)];
    let error = rule.settings(&[], None, &wrong).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/parameters/0/name: the rule has no parameter max_age; it has min_age"
    );
    assert_eq!(Subject::Resident, rule.subject);
}
