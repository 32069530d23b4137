//! The JSON Schema of an event: the envelope, and for each kind that is known
//! what it is about and carries.

use crate::{
    event::{
        About, Replaces,
        envelope::VERSION,
        kind::{ALL, Field, Form, Kind, Use, Who},
    },
    id,
};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

const DAY: &str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// The schema of the envelope, of known and unknown kinds.
pub(super) fn event(mut generator: SchemaGenerator) -> Schema {
    let about = generator.subschema_for::<About>();
    let replaces = generator.subschema_for::<Replaces>();
    let kinds: Vec<Value> = ALL
        .iter()
        .flat_map(|family| family.iter())
        .map(of_kind)
        .collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": "An event in its envelope. A kind that is not listed is kept, without effect.",
        "type": "object",
        "properties": {
            "v": {"description": "Version of the envelope.", "const": VERSION},
            "kind": {"description": "What happened.", "type": "string", "minLength": 1, "maxLength": 64},
            "on": {"description": "The day on which it holds; null: since ever.", "type": ["string", "null"], "pattern": DAY},
            "unit": {"description": "The place, where the kind has one.", "type": ["string", "null"], "minLength": 1, "maxLength": id::LONGEST_ID},
            "about": {"description": "The ids that it concerns.", "type": "array", "items": about},
            "replaces": {"description": "The event that it corrects.", "anyOf": [replaces, {"type": "null"}]},
            "data": {"description": "What was found.", "type": "object"},
            "personal": {"description": "What erasure takes.", "type": "object"}
        },
        "required": ["v", "kind"],
        "additionalProperties": false,
        "allOf": kinds
    });
    if let Some(fields) = schema.as_object_mut() {
        let definitions = generator.take_definitions(true);
        fields.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema.try_into().unwrap_or_default()
}

fn of_kind(kind: &Kind) -> Value {
    let mut then = Map::new();
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for (name, used) in [("on", kind.on), ("unit", kind.unit)] {
        if used.is_due() {
            required.push(name);
            properties.insert(name.to_owned(), json!({"type": "string"}));
        }
        if used == Use::No && name == "on" {
            properties.insert(name.to_owned(), json!({"type": "null"}));
        }
    }
    if kind.about.iter().any(|who| who.used.is_due()) {
        required.push("about");
    }
    let of_about = json!({
        "items": {"anyOf": kind.about.iter().map(one_of).collect::<Vec<_>>()},
        "allOf": kind.about.iter().map(times).collect::<Vec<_>>()
    });
    let none = json!({"maxItems": 0});
    properties.insert(
        "about".to_owned(),
        if kind.about.is_empty() {
            none
        } else {
            of_about
        },
    );
    for (name, fields) in [("data", kind.data), ("personal", kind.personal)] {
        if fields.iter().any(|field| field.used.is_due()) {
            required.push(name);
        }
        properties.insert(name.to_owned(), of_fields(fields));
    }
    then.insert("description".to_owned(), kind.meaning.into());
    then.insert("properties".to_owned(), properties.into());
    then.insert("required".to_owned(), required.into());
    json!({"if": {"properties": {"kind": {"const": kind.name}}}, "then": then})
}

fn one_of(who: &Who) -> Value {
    let role = match who.role {
        "" => json!({"type": "null"}),
        role => json!({"const": role}),
    };
    let mut required = vec!["noun"];
    if !who.role.is_empty() {
        required.push("as");
    }
    json!({"properties": {"as": role, "noun": {"enum": who.nouns}}, "required": required})
}

fn times(who: &Who) -> Value {
    let mut times = json!({"contains": one_of(who), "minContains": u32::from(who.used.is_due())});
    if !who.many
        && let Some(fields) = times.as_object_mut()
    {
        fields.insert("maxContains".to_owned(), 1.into());
    }
    times
}

fn of_fields(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.to_owned(), of_field(field)))
        .collect();
    let due = fields.iter().filter(|field| field.used.is_due());
    let required: Vec<&str> = due.map(|field| field.name).collect();
    json!({"properties": properties, "required": required})
}

fn of_field(field: &Field) -> Value {
    let own = match field.form {
        Form::Text => json!({"type": "string"}),
        Form::Code => json!({"type": "string", "minLength": 1, "maxLength": 64}),
        Form::OneOf(codes) => json!({"enum": codes}),
        Form::Day => json!({"type": "string", "pattern": DAY}),
        Form::Year => json!({"type": "integer", "minimum": 1800, "maximum": 2199}),
        Form::Count => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
        Form::YesNo => json!({"type": "boolean"}),
        Form::Document => json!({}),
    };
    match field.used.is_due() {
        true => own,
        false => json!({"anyOf": [own, {"type": "null"}]}),
    }
}
