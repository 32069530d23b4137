//! JSON Pointers (RFC 6901): the way from the root to a place.

use super::scan::Scanner;
use std::borrow::Cow;

/// One step of the way.
pub(super) enum Step<'a> {
    /// Into the field of an object.
    Key(Cow<'a, str>),
    /// Into an array, from 0.
    Item(usize),
}

/// The pointer of a way.
pub(super) fn pointer(way: &[Step]) -> String {
    let mut text = String::new();
    for step in way {
        text.push('/');
        match step {
            Step::Item(at) => text.push_str(&at.to_string()),
            Step::Key(key) => text.push_str(&key.replace('~', "~0").replace('/', "~1")),
        }
    }
    text
}

/// The place that a reader had come to when it reported a fault: its line, from
/// 1, and how many bytes of that line it had read. A fault that was not placed
/// is at the root.
pub(super) fn of_fault(text: &str, line: usize, column: usize) -> String {
    let Some(lines_before) = line.checked_sub(1) else {
        return String::new();
    };
    let start: usize = text
        .split_inclusive('\n')
        .take(lines_before)
        .map(str::len)
        .sum();
    let mut scanner = Scanner::new(text, usize::MAX, Some(start + column));
    // The text has been checked; if it had not, the root is a fair answer.
    let _ = scanner.document();
    scanner.sought()
}
