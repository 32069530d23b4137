//! Every document of the corpus is of the form that its committed schema says.

mod validator;

use noidai::event::kind;
use noidai_corpus::{Case, themes};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::BTreeMap, fs};
use validator::Schema;

fn schema(name: &str) -> Schema {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/schemas/");
    let text = fs::read_to_string(format!("{folder}{name}.json")).unwrap();
    Schema(serde_json::from_str(&text).unwrap())
}

/// The schemas of what is asked or told, and of its answer.
fn asked(request: &Value, of_frame: bool) -> (&str, &str) {
    if request["tell"].is_string() {
        return ("telling", "told");
    }
    let ask = request["ask"].as_str().unwrap();
    match of_frame {
        true => ("frame_request", answered_by_frame(ask)),
        false => ("request", answered_by(ask)),
    }
}

/// The schema of the answer to a request.
fn answered_by(ask: &str) -> &str {
    match ask {
        "explain" => "explanation",
        "check_rule" => "report",
        "set_aside" | "change_events" => "files",
        "change" => "what_changed",
        "compare_figures" => "compared_figures",
        "append" => "appended",
        "exchange" => "exchanged",
        "pack" => "packed",
        other => other,
    }
}

/// The schema of a frame's answer to a request.
fn answered_by_frame(ask: &str) -> &str {
    match ask {
        "subjects" => "frame_subjects",
        "part" => "frame_part",
        _ => "coverage",
    }
}

/// How often each schema was held against a document.
#[derive(Default)]
struct Held {
    schemas: RefCell<BTreeMap<String, (Schema, usize)>>,
}

impl Held {
    fn fault(&self, name: &str, document: &Value) -> Option<String> {
        let mut schemas = self.schemas.borrow_mut();
        let (schema, count) = schemas
            .entry(name.to_owned())
            .or_insert_with(|| (schema(name), 0));
        *count += 1;
        schema.fault(document)
    }

    fn holds(&self, name: &str, document: &Value, place: &str) {
        if let Some(fault) = self.fault(name, document) {
            panic!("{place} is no {name}: {fault}");
        }
    }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The lines of a case's files, with the schema that each is of.
fn lines(case: &Case) -> impl Iterator<Item = (&'static str, &String)> {
    case.files
        .iter()
        .filter(|file| file.name.ends_with(".jsonl"))
        .flat_map(|file| {
            let of = match file.name.starts_with("events") {
                true => "event",
                false => "reform",
            };
            file.lines.iter().flatten().map(move |line| (of, line))
        })
}

#[test]
fn documents_are_of_the_form_that_their_schemas_say() {
    let held = Held::default();
    for (_, theme) in themes() {
        for case in &theme.cases {
            let place = case.name.as_str();
            let of_frame = case.frame.is_some();
            match &case.refused {
                Some(report) => held.holds("report", &value(report.get()), place),
                None if of_frame => {}
                None => {
                    held.holds("opening", &value(&case.options_text()), place);
                    lines(case).for_each(|(of, line)| held.holds(of, &value(line), place));
                }
            }
            for step in &case.steps {
                if let Some(report) = &step.error {
                    held.holds("report", &value(report.get()), place);
                }
                let (Some(request), Some(answer)) = (&step.request, &step.answer) else {
                    continue;
                };
                let (request, answer) = (value(request.get()), value(answer.get()));
                let (own, answered) = asked(&request, of_frame);
                held.holds(own, &request, place);
                for answer in answer.as_array().unwrap_or(&vec![answer.clone()]) {
                    held.holds(answered, answer, place);
                }
                // A schema that lets everything through would be of no use.
                assert!(held.fault(own, &answer).is_some(), "{place}");
                assert!(held.fault(answered, &request).is_some(), "{place}");
            }
        }
    }
    let counts: Vec<(String, usize)> = held
        .schemas
        .into_inner()
        .into_iter()
        .map(|(name, (_, count))| (name, count))
        .collect();
    for name in [
        "coverage",
        "errors",
        "event",
        "event_kinds",
        "explanation",
        "files",
        "frame_part",
        "frame_request",
        "frame_subjects",
        "gaps",
        "opened",
        "opening",
        "reform",
        "report",
        "request",
        "rules",
        "series",
        "tables",
        "telling",
        "told",
        "vocabulary",
    ] {
        assert!(counts.iter().any(|(known, _)| known == name), "{name}");
    }
}

#[test]
fn the_example_of_each_kind_is_an_event_and_nothing_less() {
    let schema = schema("event");
    for kind in kind::ALL.iter().flat_map(|family| family.iter()) {
        let example = value(kind.example);
        assert_eq!(schema.fault(&example), None, "{}", kind.name);
        for field in kind.data.iter().filter(|field| field.used.is_due()) {
            let mut lacking = example.clone();
            lacking["data"].as_object_mut().unwrap().remove(field.name);
            assert!(
                schema.fault(&lacking).is_some(),
                "{}: {}",
                kind.name,
                field.name
            );
        }
        let mut another = example.clone();
        another["about"] = json!([{"noun": "robot", "id": "r1"}]);
        assert!(schema.fault(&another).is_some(), "{}", kind.name);
        let mut more = example;
        more["when"] = json!("2025-01-01");
        assert!(schema.fault(&more).is_some(), "{}", kind.name);
    }
    let unknown = json!({"v": 1, "kind": "robot-hired", "data": {"wheels": 4}});
    assert_eq!(schema.fault(&unknown), None);
}
