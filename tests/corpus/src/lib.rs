//! The corpus: cases that Rust, C and JavaScript replay, and must answer with the
//! same bytes.
//!
//! A file of `tests/corpus` holds cases of one theme. Each case opens some files
//! and asks requests; what was worked out by hand stands in `by_hand`, apart from
//! what the library wrote (`answer`, `error`, `refused`), which is compared byte
//! for byte once white space between its tokens is taken away.

mod layout;

pub use layout::{compact, pretty};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of the corpus.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What its cases are about.
    pub about: String,
    /// Files that every case opens, before its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// Frames of those files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<FrameOf>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// Files opened, and what is asked of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The case in words.
    pub name: String,
    /// The sentence of the design that it shows.
    pub shows: String,
    /// The frame that is loaded instead of opening files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Loaded>,
    /// Files besides the theme's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// Whether they are a journal that is kept open, and may be told something.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub kept: bool,
    /// How they are opened; absent: `{}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Box<RawValue>>,
    /// The report with which opening is refused, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<RawValue>>,
    /// What of that report was worked out by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<Box<RawValue>>,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A frame of a theme's files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameOf {
    /// Its name.
    pub name: String,
    /// Files besides the theme's.
    pub files: Vec<File>,
    /// Rules that it can answer, and on whose map besides its own: as a frame is asked for.
    pub request: Box<RawValue>,
    /// The bytes of its file, 32 a line.
    #[serde(default)]
    pub bytes: Vec<String>,
}

/// The bytes of a frame's file as they are loaded.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loaded {
    /// The name of the frame.
    pub of: String,
    /// Bytes that are changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Changed>,
    /// How many bytes are left of it, or zeros added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// Whether the checksum of header and index is made right again.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub is_summed: bool,
}

/// Bytes that are changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    /// Of the first.
    pub at: usize,
    /// What stands there then.
    pub hex: String,
}

/// A file: its text in lines, or its bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its lines, each ended by a line feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<String>>,
    /// Its bytes, two digits each, where they are not lines of UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
}

/// One request and what comes back.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The request, sent compact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Box<RawValue>>,
    /// The request as it is sent, where it is not a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_text: Option<String>,
    /// What was worked out by hand: the part of the answer or error that it says
    /// must be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<Box<RawValue>>,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Box<RawValue>>,
    /// Or the report of what was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Box<RawValue>>,
}

impl File {
    /// What is in the file.
    pub fn bytes(&self) -> Vec<u8> {
        match (&self.lines, &self.hex) {
            (Some(lines), None) => lines
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<String>()
                .into_bytes(),
            (None, Some(hex)) => bytes_of(hex),
            _ => panic!("{}: either lines or hex", self.name),
        }
    }
}

/// Bytes written as two digits each.
fn bytes_of(hex: &str) -> Vec<u8> {
    assert!(hex.len().is_multiple_of(2), "{hex}: two digits a byte");
    let digits = hex.as_bytes().chunks(2);
    let digits = digits.map(|pair| std::str::from_utf8(pair).unwrap());
    digits
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

impl FrameOf {
    /// Its file's bytes.
    pub fn file(&self) -> Vec<u8> {
        bytes_of(&self.bytes.concat())
    }

    /// Takes other bytes.
    pub fn set(&mut self, file: &[u8]) {
        let lines = file.chunks(32).map(|line| {
            let digits = line.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<String>()
        });
        self.bytes = lines.collect();
    }
}

impl Loaded {
    /// The bytes that are loaded.
    pub fn file(&self, frames: &[FrameOf]) -> Vec<u8> {
        let of = frames.iter().find(|frame| frame.name == self.of);
        let mut file = of
            .unwrap_or_else(|| panic!("{}: no such frame", self.of))
            .file();
        for Changed { at, hex } in &self.changed {
            let new = bytes_of(hex);
            file[*at..*at + new.len()].copy_from_slice(&new);
        }
        if self.is_summed {
            let sections = u32::from_le_bytes(file[12..16].try_into().unwrap()) as usize;
            let index = 32..(32 + 24 * sections).min(file.len());
            let summed = [&file[..24], &file[index]].concat();
            let sum = crc32(&summed).to_le_bytes();
            file[24..28].copy_from_slice(&sum);
        }
        file.resize(self.length.unwrap_or(file.len()), 0);
        file
    }
}

/// As zip files and Ethernet have it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

impl Case {
    /// The options as they are sent.
    pub fn options_text(&self) -> String {
        self.options
            .as_ref()
            .map_or_else(|| "{}".to_owned(), |options| compact(options.get()))
    }
}

impl Step {
    /// Whether it tells a journal something, and asks nothing.
    pub fn tells(&self) -> bool {
        self.request_bytes().starts_with(r#"{"tell":"#)
    }

    /// The request as it is sent.
    pub fn request_bytes(&self) -> String {
        match (&self.request, &self.request_text) {
            (Some(request), None) => compact(request.get()),
            (None, Some(text)) => text.clone(),
            _ => panic!("either request or request_text"),
        }
    }
}

/// Where the corpus lies.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the corpus, in the order of names.
pub fn themes() -> Vec<(PathBuf, Theme)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let theme = serde_json::from_str(&text)
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        (path, theme)
    };
    paths.into_iter().map(read).collect()
}
