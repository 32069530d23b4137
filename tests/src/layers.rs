//! A module uses only what stands below it.

use std::{collections::BTreeMap, fs, path::Path};

/// From the bottom up; modules of one row may refer to each other's types.
const LAYERS: [&[&str]; 9] = [
    &["checksum", "error", "hashed", "order"],
    &["text", "time", "id", "json"],
    &[
        "person",
        "skill",
        "platform",
        "household",
        "team",
        "place",
        "target",
        "figure",
        "event",
        "activity",
    ],
    &["rule"],
    &["registry"],
    &["coverage", "import", "export", "journal"],
    &["gap", "frame", "reform"],
    &["work"],
    &["ask"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

fn sources(folder: &Path, module: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let own = if module.is_empty() {
            stem
        } else {
            module.to_owned()
        };
        if path.is_dir() {
            sources(&path, &own, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && own != "lib" {
            found.push((own, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The modules that a source names after `crate::`, in paths and in braces.
fn named(source: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let mut depth = 0;
        let mut word = String::new();
        let mut taken = false;
        for letter in rest.chars() {
            match letter {
                '{' => {
                    depth += 1;
                    word.clear();
                    taken = depth > 1;
                }
                '}' | ';' | ')' | ' ' | ',' | ':' | '<' | '>' | '(' | '\n' => {
                    if !taken && !word.is_empty() {
                        modules.push(word.clone());
                        taken = true;
                    }
                    word.clear();
                    match letter {
                        '}' => depth -= 1,
                        ',' if depth == 1 => taken = false,
                        _ => {}
                    }
                    if depth <= 0 && (taken || letter == ';') && letter != ' ' {
                        break;
                    }
                }
                letter => word.push(letter),
            }
        }
    }
    modules
}

#[test]
fn arrows_point_down() {
    let mut found = Vec::new();
    sources(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src")),
        "",
        &mut found,
    );
    assert!(found.len() > 20, "the core's sources were not found");
    let mut arrows: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (module, source) in &found {
        let from = layer(module).unwrap_or_else(|| panic!("{module} stands in no layer"));
        for used in named(source) {
            let Some(to) = layer(&used) else { continue };
            *arrows.entry((module.clone(), used.clone())).or_default() += 1;
            assert!(to <= from, "{module} uses {used}, which stands above it");
        }
    }
    let registry_uses_household =
        arrows.contains_key(&("registry".to_owned(), "household".to_owned()));
    assert!(
        registry_uses_household,
        "the reading of `use` lines has gone blind: {arrows:?}"
    );
}
