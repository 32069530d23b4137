//! What went wrong, where, what was there and what was expected.
//!
//! One [`Error`] for everything: a [kind](ErrorKind) with a stable number and a
//! stable name, a message in English and in Vietnamese, and the place of the
//! fault. The number is also the C status and the `code` in JavaScript.

mod at;
mod faults;
mod kind;
mod nouns;

pub use at::At;
pub use faults::{Faults, MOST_KEPT};
pub use kind::{ErrorKind, Language};

/// A result whose error is the crate's own [`Error`].
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// A fault in what was given.
///
/// ```
/// use noidai::{Error, ErrorKind, Language};
/// let error = Error::new(ErrorKind::UnknownSkill).found("swimming").path("/who/skills/0");
/// assert_eq!(error.code(), ErrorKind::UnknownSkill.code());
/// assert!(error.message(Language::English).contains("swimming"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::English))]
pub struct Error {
    detail: Box<Detail>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Detail {
    kind: ErrorKind,
    at: At,
    found: Option<Words>,
    expected: Option<Words>,
    personal: bool,
}

/// Data, or words that each language has its own of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    text: String,
    vi: Option<String>,
}

impl Words {
    fn get(&self, language: Language) -> &str {
        match (language, &self.vi) {
            (Language::Vietnamese, Some(vi)) => vi,
            _ => &self.text,
        }
    }
}

/// How much of a value that was there an error repeats, in bytes.
const LONGEST_FOUND: usize = 120;

impl Error {
    /// An error of a kind, its place and details still to be given.
    pub fn new(kind: ErrorKind) -> Self {
        Self {
            detail: Box::new(Detail {
                kind,
                at: At::Unplaced,
                found: None,
                expected: None,
                personal: false,
            }),
        }
    }

    /// Says what was there. Long values are cut.
    pub fn found(mut self, found: impl Into<String>) -> Self {
        let mut found = found.into();
        if found.len() > LONGEST_FOUND {
            let cut = (0..=LONGEST_FOUND)
                .rev()
                .find(|at| found.is_char_boundary(*at))
                .unwrap_or(0);
            found.truncate(cut);
            found.push('…');
        }
        self.detail.found = Some(Words {
            text: found,
            vi: None,
        });
        self
    }

    /// Says what was there in words, Vietnamese first.
    pub fn found_words(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.detail.found = Some(Words {
            text: en.into(),
            vi: Some(vi.into()),
        });
        self
    }

    /// Says what was there, where that is a personal value: messages leave it
    /// out unless [`Error::message_with_personal`] is asked.
    pub fn found_personal(self, found: impl Into<String>) -> Self {
        let mut error = self.found(found);
        error.detail.personal = true;
        error
    }

    /// Says which values would have been right, as data (codes, bounds).
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.detail.expected = Some(Words {
            text: expected.into(),
            vi: None,
        });
        self
    }

    /// Says in words what would have been right, Vietnamese first.
    pub fn expected_words(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.detail.expected = Some(Words {
            text: en.into(),
            vi: Some(vi.into()),
        });
        self
    }

    /// The same as a fault of another kind.
    pub(crate) fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.detail.kind = kind;
        self
    }

    /// Places the error in a document, by JSON Pointer (`/requirement/all_of/2`).
    pub fn path(mut self, pointer: impl Into<String>) -> Self {
        self.detail.at = At::Path(pointer.into());
        self
    }

    /// Places the error anywhere.
    pub fn at(mut self, at: At) -> Self {
        self.detail.at = at;
        self
    }

    /// Puts a prefix before the path, when an inner document is reported from
    /// an outer one.
    pub fn within(mut self, prefix: &str) -> Self {
        self.detail.at = match self.detail.at {
            At::Path(inner) => At::Path(format!("{prefix}{inner}")),
            At::Unplaced => At::Path(prefix.to_owned()),
            other => other,
        };
        self
    }

    /// The kind of fault.
    pub fn kind(&self) -> ErrorKind {
        self.detail.kind
    }

    /// The stable number of the kind.
    pub fn code(&self) -> u16 {
        self.detail.kind.code()
    }

    /// The stable name of the kind, such as `unknown-skill`.
    pub fn name(&self) -> &'static str {
        self.detail.kind.name()
    }

    /// Where the fault is.
    pub fn place(&self) -> &At {
        &self.detail.at
    }

    /// What was there, where it is known, words in English; personal values only if
    /// asked for.
    pub fn found_text(&self, show_personal: bool) -> Option<&str> {
        if self.detail.personal && !show_personal {
            return None;
        }
        Some(&self.detail.found.as_ref()?.text)
    }

    /// The values that would have been right, where the kind has such, words in
    /// English.
    pub fn expected_text(&self) -> Option<&str> {
        Some(&self.detail.expected.as_ref()?.text)
    }

    /// The message in a language, with the place, without personal values.
    pub fn message(&self, language: Language) -> String {
        self.render(language, false)
    }

    /// The message in a language, personal values included.
    pub fn message_with_personal(&self, language: Language) -> String {
        self.render(language, true)
    }

    fn render(&self, language: Language, show_personal: bool) -> String {
        let hidden = match language {
            Language::English => "(hidden)",
            Language::Vietnamese => "(ẩn)",
        };
        let found = match &self.detail.found {
            None => "—",
            Some(_) if self.detail.personal && !show_personal => hidden,
            Some(found) => found.get(language),
        };
        let expected = &self.detail.expected;
        let expected = expected.as_ref().map_or("—", |words| words.get(language));
        let found = &*nouns::found(self.detail.kind, found, language);
        let expected = &*nouns::expected(self.detail.kind, expected, language);
        // One pass, so that a value that contains a placeholder stays as it is.
        let mut text = String::new();
        let mut rest = self.detail.kind.template(language);
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            text.push_str(before);
            if let Some(after) = after.strip_prefix("{found}") {
                text.push_str(found);
                rest = after;
            } else if let Some(after) = after.strip_prefix("{expected}") {
                text.push_str(expected);
                rest = after;
            } else {
                text.push('{');
                rest = after.strip_prefix('{').unwrap_or("");
            }
        }
        text.push_str(rest);
        match self.detail.at.describe(language) {
            Some(place) => format!("{place}: {text}"),
            None => text,
        }
    }
}
