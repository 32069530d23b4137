//! The core needs nothing of its host: built for WebAssembly, with every function
//! of the C interface exported, it imports nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::{fs, path::Path, process::Command};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// A number in LEB128, and what follows it.
fn number(bytes: &[u8]) -> (usize, &[u8]) {
    let length = bytes.iter().take_while(|byte| *byte & 0x80 != 0).count() + 1;
    let value = bytes[..length]
        .iter()
        .rev()
        .fold(0, |value, byte| value << 7 | usize::from(byte & 0x7F));
    (value, &bytes[length..])
}

/// The content of the sections of a number.
fn sections(wasm: &[u8], wanted: u8) -> Vec<&[u8]> {
    assert!(wasm.starts_with(b"\0asm\x01\0\0\0"), "no WebAssembly");
    let mut rest = &wasm[8..];
    let mut found = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        let (length, after) = number(after);
        let (content, after) = after.split_at(length);
        if *id == wanted {
            found.push(content);
        }
        rest = after;
    }
    found
}

#[test]
#[ignore = "needs the target wasm32-unknown-unknown"]
fn the_core_imports_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["build", "--quiet", "--locked", "-p", "noidai-c"])
        .args(["--target", "wasm32-unknown-unknown"])
        .status()
        .unwrap();
    assert!(
        built.success(),
        "the target wasm32-unknown-unknown is needed"
    );
    let wasm = fs::read(
        root.join(target)
            .join("wasm32-unknown-unknown/debug/noidai_c.wasm"),
    )
    .unwrap();
    let imports = sections(&wasm, IMPORTS);
    let count: usize = imports.iter().map(|section| number(section).0).sum();
    assert_eq!(
        count,
        0,
        "{}",
        imports
            .iter()
            .map(|section| String::from_utf8_lossy(section))
            .collect::<String>()
    );
    let exports = sections(&wasm, EXPORTS);
    for name in ["noidai_registry_open", "noidai_ask"] {
        let named = |section: &&[u8]| {
            section
                .windows(name.len())
                .any(|part| part == name.as_bytes())
        };
        assert!(
            exports.iter().any(named),
            "{name} is not exported, so nothing was looked at"
        );
    }
}
