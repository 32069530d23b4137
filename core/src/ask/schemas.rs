//! The JSON Schemas of all documents: those in `core/schemas` are what the types
//! make. `NOIDAI_WRITE=1 cargo test -p noidai schemas` writes them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

use super::{
    Answers, Appended, AskedActivity, AskedAnswers, AskedAppend, AskedChange, AskedCoverage,
    AskedDifference, AskedExchange, AskedExplanation, AskedFigures, AskedFrame, AskedGaps,
    AskedMembers, AskedMerge, AskedPlaces, AskedRecords, AskedRule, AskedSeries, AskedTargets,
    AskedWorklist, Converted, Duplicates, EventKinds, Exchanged, Files, FramePart, FrameSubjects,
    FrameSummary, JournalSummary, Kinds, Opening, Packed, Records, Report, Rules, Summary, Told,
    Words, event_schema::event,
};
use crate::{
    coverage::{Coverage, Question, Series, SeriesQuestion, Verdict},
    gap::{Explanation, GapQuestion, Gaps},
    import::{Mapping, schema::Document},
    rule::{Condition, Rule},
    work::{
        change::{ChangeQuestion, WhatChanged},
        done::{DoneQuestion, WhatWasDone},
        figures::{CompareFigures, Compared, FigureQuestion, Figures},
        members::{MembersByPlace, MembersQuestion},
        places::{PlacesOfDay, PlacesQuestion},
        targets::{TargetQuestion, Targets},
        worklist::{Worklist, WorklistQuestion},
    },
};
use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// A request: `ask` and that request's own fields.
#[derive(JsonSchema)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[allow(dead_code)] // Only its schema is used.
enum Request {
    Coverage(AskedCoverage),
    Series(AskedSeries),
    Explain(AskedExplanation),
    Gaps(AskedGaps),
    ChangeEvents(AskedChange),
    Change(AskedDifference),
    Targets(AskedTargets),
    Figures(AskedFigures),
    CompareFigures(CompareFigures),
    Activity(AskedActivity),
    Members(AskedMembers),
    Places(AskedPlaces),
    Worklist(AskedWorklist),
    Rules,
    CheckRule(AskedRule),
    Vocabulary,
    Errors,
    Opened,
    SetAside,
    Tables,
    EventKinds,
    Journal,
    Answers(AskedAnswers),
    Records(AskedRecords),
    Append(AskedAppend),
    Exchange(AskedExchange),
    Pack,
    Duplicates,
}

/// What a journal that is kept open is told: `tell` and its own fields.
#[derive(JsonSchema)]
#[serde(tag = "tell", rename_all = "snake_case")]
#[allow(dead_code)] // Only its schema is used.
enum Telling {
    Record(AskedAppend),
    Confirm,
    Merge(AskedMerge),
    Rewritten,
}

/// What a frame is asked: `ask` and that request's own fields.
#[derive(JsonSchema)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[allow(dead_code)] // Only its schema is used.
enum FrameRequest {
    Coverage(AskedCoverage),
    Coverages(AskedCoverages),
    Subjects(AskedSubjects),
    Part(AskedPart),
    Merge(AskedParts),
}

/// The fields of `coverages`.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Only its schema is used.
struct AskedCoverages {
    /// Ids of built-in rules, or rules' documents; none: the built-in ones.
    rules: Vec<Value>,
    /// The question.
    question: Question,
}

/// The fields of `subjects`.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Only its schema is used.
struct AskedSubjects {
    /// The id of a built-in rule, or a rule's document.
    rule: Value,
    /// The question.
    question: Question,
    /// Where the subjects went.
    verdict: Verdict,
}

/// The fields of `part`.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Only its schema is used.
struct AskedPart {
    /// The id of a built-in rule, or a rule's document.
    rule: Value,
    /// The question.
    question: Question,
    /// Which part, from 0.
    part: u64,
    /// Of how many.
    of: u64,
}

/// The fields of `merge`.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Only its schema is used.
struct AskedParts {
    /// The id of a built-in rule, or a rule's document.
    rule: Value,
    /// The question that the parts are the answers to.
    question: Question,
    /// Their bytes, as digits of base 16.
    parts: Vec<String>,
}

/// Serialised documents and read ones differ: what has a default is always
/// written, and need not be there when read.
fn of<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let settings = settings.with_transform(RecursiveTransform(without_example));
    settings.into_generator().into_root_schema_for::<T>()
}

fn of_settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_deserialize()
}

/// Leaves examples in Rust out of the descriptions.
fn without_example(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        let prose = text.split("\n\n```").next().unwrap_or("");
        *text = prose.replace('\n', " ");
    }
}

fn read<T: JsonSchema>() -> Schema {
    of::<T>(of_settings())
}

fn written<T: JsonSchema>() -> Schema {
    of::<T>(SchemaSettings::draft2020_12().for_serialize())
}

fn all() -> Vec<(&'static str, Schema)> {
    vec![
        ("request", read::<Request>()),
        ("telling", read::<Telling>()),
        ("opening", read::<Opening>()),
        ("frame", read::<AskedFrame>()),
        ("frame_request", read::<FrameRequest>()),
        ("frame_subjects", written::<FrameSubjects>()),
        ("frame_part", written::<FramePart>()),
        ("frame_summary", written::<FrameSummary>()),
        ("reform", read::<crate::place::Reform>()),
        ("rule", read::<Rule>()),
        ("condition", read::<Condition>()),
        ("question", read::<Question>()),
        ("series_question", read::<SeriesQuestion>()),
        ("series", written::<Series>()),
        ("coverage", written::<Coverage>()),
        ("gap_question", read::<GapQuestion>()),
        ("explanation", written::<Explanation>()),
        ("gaps", written::<Gaps>()),
        ("change_question", read::<ChangeQuestion>()),
        ("what_changed", written::<WhatChanged>()),
        ("target_question", read::<TargetQuestion>()),
        ("targets", written::<Targets>()),
        ("figure_question", read::<FigureQuestion>()),
        ("figures", written::<Figures>()),
        ("compared_figures", written::<Compared>()),
        ("worklist_question", read::<WorklistQuestion>()),
        ("worklist", written::<Worklist>()),
        ("activity_question", read::<DoneQuestion>()),
        ("activity", written::<WhatWasDone>()),
        ("members_question", read::<MembersQuestion>()),
        ("members", written::<MembersByPlace>()),
        ("places_question", read::<PlacesQuestion>()),
        ("places", written::<PlacesOfDay>()),
        ("event", event(of_settings().into_generator())),
        ("event_kinds", written::<EventKinds>()),
        ("journal", written::<JournalSummary>()),
        ("answers", written::<Answers>()),
        ("records", written::<Records>()),
        ("appended", written::<Appended>()),
        ("exchanged", written::<Exchanged>()),
        ("packed", written::<Packed>()),
        ("told", written::<Told>()),
        ("duplicates", written::<Duplicates>()),
        ("files", written::<Files>()),
        ("converted", written::<Converted>()),
        ("report", written::<Report>()),
        ("rules", written::<Rules>()),
        ("vocabulary", written::<Words>()),
        ("errors", written::<Kinds>()),
        ("opened", written::<Summary>()),
        ("mapping", read::<Mapping>()),
        ("tables", written::<Document>()),
    ]
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas"));
    let write = std::env::var_os("NOIDAI_WRITE").is_some();
    let mut names = Vec::new();
    for (name, schema) in all() {
        let path = folder.join(format!("{name}.json"));
        let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            committed, made,
            "core/schemas/{name}.json is not up to date"
        );
        names.push(format!("{name}.json"));
    }
    let mut found: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    names.sort();
    assert_eq!(found, names, "a schema of no document");
}
