//! The interface as programs were built against it: names, signatures, numbers and
//! layouts, committed as `abi.txt`. What stands there is only added to; whatever
//! changes or goes needs a new `NOIDAI_ABI`, and `NOIDAI_WRITE=1` refuses to write it
//! without one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod declared;

use declared::Header;
use noidai_c::{
    NOIDAI_ABI, noidai_bytes, noidai_column, noidai_file, noidai_row, noidai_table, noidai_text,
};
use std::{fmt::Write, fs, mem::offset_of, path::PathBuf};

fn at(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Size of a struct, and name and offset of each member, where pointers have 64 bits.
type Layout = (&'static str, usize, Vec<(&'static str, usize)>);

macro_rules! layouts {
    ($($name:ident { $($member:ident)* })*) => {
        vec![$((
            stringify!($name),
            size_of::<$name>(),
            vec![$((stringify!($member), offset_of!($name, $member)),)*],
        ),)*]
    };
}

fn layouts() -> Vec<Layout> {
    layouts! {
        noidai_bytes { data length }
        noidai_column { size name kind values value_bytes lengths validity }
        noidai_table { size name columns column_count row_count }
        noidai_text { data length }
        noidai_file { name content }
        noidai_row {
            kind stratum_count unit code name level strata population excluded
            undetermined outside numerator not_covered not_assessed share_low share_high
        }
    }
}

/// One line for each thing that a program relies on.
fn interface() -> String {
    let header = Header::of(&fs::read_to_string(at("include/noidai.h")).unwrap());
    let mut lines = Vec::new();
    for (name, value) in &header.constants {
        lines.push(format!("constant {name} {value}"));
    }
    for name in &header.names {
        lines.push(format!("type {}", name.text()));
    }
    for name in &header.opaque {
        lines.push(format!("hidden {name}"));
    }
    let layouts = layouts();
    for own in &header.structs {
        let name = &own.own.name;
        let layout = layouts.iter().find(|(known, ..)| known == name);
        let (_, size, members) = layout.unwrap_or_else(|| panic!("the layout of {name}"));
        let mut line = format!("struct {name}, {size} bytes");
        assert_eq!(own.parts.len(), members.len(), "members of {name}");
        for (declared, (member, offset)) in own.parts.iter().zip(members) {
            assert_eq!(&declared.name, member, "members of {name}");
            write!(line, "; {offset}: {}", declared.text()).unwrap();
        }
        lines.push(line);
    }
    for own in &header.functions {
        let parameters = own.parts.iter().map(declared::Declared::text);
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        lines.push(format!("function {}({parameters})", own.own.text()));
    }
    lines.join("\n") + "\n"
}

/// The number that a text of the interface was written with.
fn number(interface: &str) -> Option<u32> {
    let mut lines = interface.lines();
    let value = lines.find_map(|line| line.strip_prefix("constant NOIDAI_ABI "));
    value?.parse().ok()
}

/// What a program built against the older could miss in the newer.
fn broken<'a>(older: &'a str, newer: &str) -> Vec<&'a str> {
    let is_there = |line: &&str| newer.lines().any(|other| other == *line);
    older.lines().filter(|line| !is_there(line)).collect()
}

#[test]
fn nothing_changes_without_a_new_number() {
    let path = at("abi.txt");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let made = interface();
    if number(&committed) == Some(NOIDAI_ABI) {
        let broken = broken(&committed, &made);
        assert!(broken.is_empty(), "needs a new NOIDAI_ABI: {broken:#?}");
    }
    if std::env::var_os("NOIDAI_WRITE").is_some() {
        fs::write(&path, &made).unwrap();
        return;
    }
    assert_eq!(committed, made, "abi.txt is not up to date");
}

#[test]
fn what_breaks_programs_is_found() {
    let older = "constant NOIDAI_ABI 1\nfunction int f(size_t count)\nfunction int g()\n";
    assert_eq!(number(older), Some(1));
    let grown = older.to_owned() + "function int h()\n";
    assert!(broken(older, &grown).is_empty());
    let other = older.replace("size_t", "uint32_t");
    assert_eq!(broken(older, &other), ["function int f(size_t count)"]);
}

#[test]
fn the_library_is_named_for_its_number() {
    let script = fs::read_to_string(at("build.rs")).unwrap();
    assert!(script.contains(&format!("libnoidai.so.{NOIDAI_ABI}\"")));
    let install = fs::read_to_string(at("../scripts/install-c")).unwrap();
    assert!(install.contains(&format!("libnoidai.so.{NOIDAI_ABI}")));
}
