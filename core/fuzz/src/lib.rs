//! What the fuzz targets run: one function for each decoder, with its oracle. The
//! targets call them under cargo-fuzz, and `tests/replay.rs` on stable Rust.

use noidai::{
    Registry,
    import::{self, Options, Source},
    json::{self, Limits},
    rule::Rule,
    text,
};
use std::io::Read;

/// Every target by name.
pub const TARGETS: [(&str, fn(&[u8])); 4] = [
    ("json", json),
    ("rule", rule),
    ("tables", tables),
    ("text", text),
];

/// What the strict reader lets through, serde_json reads, and so again what that
/// writes.
pub fn json(bytes: &[u8]) {
    let Ok(text) = json::check(bytes, Limits::default()) else {
        return;
    };
    let value: serde_json::Value = serde_json::from_str(text).expect("checked");
    let written = value.to_string();
    json::check(written.as_bytes(), Limits::default()).expect("written by serde_json");
    let again: serde_json::Value = serde_json::from_str(&written).expect("written");
    assert_eq!(value, again);
}

/// A rule that reads is written and read as the same; its check does not panic.
pub fn rule(bytes: &[u8]) {
    let Ok(rule) = core::str::from_utf8(bytes)
        .map_err(drop)
        .and_then(|text| Rule::read(text).map_err(drop))
    else {
        return;
    };
    let written = json::write(&rule).expect("a rule is a document");
    assert_eq!(Rule::read(&written).expect("written"), rule);
    let _ = rule.check(&noidai::event::Vocabulary::default());
}

/// A folder of tables in one input: files divided by lines `--- NAME`.
pub fn tables(bytes: &[u8]) {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"--- ") {
            Some(name) => {
                let name = String::from_utf8_lossy(name).trim().to_owned();
                files.push((name, Vec::new()));
            }
            None => {
                if let Some((_, body)) = files.last_mut() {
                    body.extend_from_slice(line);
                }
            }
        }
    }
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    match import::tables(&sources, &Options::default()) {
        Ok(imported) => {
            let (_, findings) = Registry::fold(imported.batch.clone());
            for finding in findings {
                let _ = imported.place(finding.column, finding.index);
                assert!(!finding.error.to_string().is_empty());
            }
        }
        Err(faults) => assert!(faults.count as usize >= faults.first.len() && faults.count > 0),
    }
}

/// What is decoded is NFC after tidying, and its search key is stable.
pub fn text(bytes: &[u8]) {
    let Ok((decoded, _)) = text::decode(bytes) else {
        return;
    };
    let tidied = text::tidy(&decoded).into_owned();
    assert_eq!(text::tidy(&tidied), tidied);
    let folded = text::fold(&tidied);
    assert_eq!(text::fold(&folded), folded);
}

/// Runs a target on what stands on the standard input: for one input by hand.
pub fn from_standard_input(target: fn(&[u8])) {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .expect("standard input");
    target(&bytes);
}
