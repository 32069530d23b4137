//! The committed header is what the sources make, and C and C++ take it.
//! `NOIDAI_WRITE=1 cargo test -p noidai-c` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic)]

use cbindgen::{Builder, Config, DocumentationStyle, Language, SortKey, Style};
use std::{fs, path::PathBuf};

fn at(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn made() -> String {
    let text = |path| fs::read_to_string(at(path)).unwrap();
    let mut config = Config {
        language: Language::C,
        header: Some(text("header/first-page.h").trim_end().to_owned()),
        trailer: Some(text("header/helpers.h").trim_end().to_owned()),
        include_guard: Some("NOIDAI_H".to_owned()),
        cpp_compat: true,
        style: Style::Both,
        documentation_style: DocumentationStyle::C,
        usize_is_size_t: true,
        no_includes: true,
        sys_includes: vec!["stddef.h".to_owned(), "stdint.h".to_owned()],
        sort_by: SortKey::None,
        ..Config::default()
    };
    config.function.sort_by = Some(SortKey::None);
    config.constant.sort_by = Some(SortKey::None);
    let builder = Builder::new().with_src(at("src/lib.rs"));
    let mut header = Vec::new();
    let bindings = builder.with_config(config).generate().unwrap();
    bindings.write(&mut header);
    String::from_utf8(header).unwrap()
}

#[test]
fn the_committed_header_is_that_of_the_sources() {
    let path = at("include/noidai.h");
    let made = made();
    if std::env::var_os("NOIDAI_WRITE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    assert_eq!(committed, made, "include/noidai.h is not up to date");
}
