//! JSON Pointers (RFC 6901): the way from the root to a place.

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
