//! What the fuzz targets run: one function for each decoder, with its oracle. The
//! targets call them under cargo-fuzz, and `tests/replay.rs` on stable Rust.

mod c;

pub use c::c;

use noidai::{
    Registry,
    coverage::Question,
    event::{Batch, Envelope, lines},
    frame::{FrameFile, Needs, Partial},
    import::{self, Options, Source},
    journal::{Journal, Summary},
    json::{self, Limits},
    rule::{Rule, built_in},
    text::{
        self,
        legacy::{Capitals, Legacy},
    },
};
use std::io::Read;

/// Every target by name.
pub const TARGETS: [(&str, fn(&[u8])); 12] = [
    ("c", c),
    ("events", events),
    ("frame", frame),
    ("journal", journal),
    ("json", json),
    ("legacy", legacy),
    ("mapping", mapping),
    ("pack", pack),
    ("rule", rule),
    ("summary", summary),
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

/// Files in one input, divided by lines `--- NAME`.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
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
    files
}

/// A folder of tables in one input.
pub fn tables(bytes: &[u8]) {
    let files = files(bytes);
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

/// Lines of events that read are written again, and read as the same. The digest
/// of what reads is made, and does not hang on the personal part's text.
pub fn events(bytes: &[u8]) {
    let file = "events.jsonl";
    let read = |bytes: &[u8]| {
        let source = lines::Source { file, bytes };
        lines::read(Batch::default(), &[source], &lines::Options::default())
    };
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(envelope) = Envelope::read(line) {
            let less = envelope.without_personal();
            let erased =
                Envelope::read(less.as_bytes()).expect("an envelope without its personal part");
            assert_eq!(envelope.body(), erased.body());
        }
    }
    let Ok(found) = read(bytes) else { return };
    let (_, findings) = Registry::fold(found.batch.clone());
    if !findings.is_empty() {
        return;
    }
    let written = lines::write(&found.batch);
    let again = read(written.as_bytes()).expect("written by the library");
    assert_eq!(lines::write(&again.batch), written);
}

/// A frame that opens and is sound answers; nothing is taken for larger than it is.
pub fn frame(bytes: &[u8]) {
    let Ok(file) = FrameFile::open(bytes) else {
        return;
    };
    if file.verify().is_err() {
        return;
    }
    let question = Question::on(file.day());
    for rule in built_in() {
        let Ok(needs) = Needs::of(&[&rule], &question, file.catalogue()) else {
            continue;
        };
        let Ok(frame) = file.load(&needs) else {
            continue;
        };
        for own in frame.cut(rule.subject, 2) {
            if let Ok(part) = frame.part(&rule, &question, own) {
                let bytes = part.to_bytes();
                let read = Partial::from_bytes(&frame, &rule, &question, &bytes);
                assert_eq!(read.expect("its own bytes"), part);
            }
        }
        let _ = frame.coverage(&rule, &question);
    }
}

/// What opens is written and opened as the same, loses nothing when it meets itself,
/// and is given whole to one that has nothing. Every record has one outcome.
pub fn journal(bytes: &[u8]) {
    let Ok((mut journal, losses)) = Journal::open(bytes) else {
        return;
    };
    let lost: usize = losses.iter().map(|loss| loss.length).sum();
    assert!(lost <= bytes.len());
    let written = journal.to_bytes();
    let (again, losses) = Journal::open(&written).expect("written by the library");
    assert!(losses.is_empty());
    assert_eq!(again.to_bytes(), written);
    assert_eq!(again.summary(), journal.summary());
    let packed = journal.to_packed();
    let (again, losses) = Journal::open(&packed).expect("written by the library");
    assert!(losses.is_empty());
    assert_eq!(again.to_bytes(), written);
    assert_eq!(again.to_packed(), packed);
    let merged = journal.merge(&written).expect("written by the library");
    assert_eq!((merged.new, merged.bytes.len()), (0, 0));
    let mut other = Journal::default();
    while let Some(piece) = journal.piece(&other.summary(), 300) {
        assert!(other.merge(&piece).expect("a piece").new > 0);
    }
    assert_eq!(other.len(), journal.len());
    let folded = journal.fold(&lines::Options::default());
    assert_eq!(folded.outcomes.len(), journal.len());
}

/// Whatever a frame holds as a pack is a loss, or records that are written again.
pub fn pack(bytes: &[u8]) {
    let mut framed = Journal::default().to_packed();
    framed.push(0xab);
    let start = framed.len();
    let mut length = bytes.len();
    while length >= 0x80 {
        framed.push(length as u8 | 0x80);
        length >>= 7;
    }
    framed.push(length as u8);
    framed.extend_from_slice(bytes);
    let sum = crc32(&framed[start..]);
    framed.extend(sum.to_le_bytes());
    journal(&framed);
}

/// CRC-32 as it is laid down, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}

/// A summary that reads is written as the same bytes.
pub fn summary(bytes: &[u8]) {
    if let Ok(summary) = Summary::read(bytes) {
        assert_eq!(summary.to_bytes(), bytes);
    }
}

/// What an old encoding decodes without loss it writes again as it was, marks that
/// may stand in several orders aside.
pub fn legacy(bytes: &[u8]) {
    for encoding in Legacy::ALL {
        let Ok(text) = text::legacy::decode(bytes, encoding) else {
            continue;
        };
        let written = text::legacy::encode(&text, encoding, Capitals::Runs);
        if written.lost.is_empty() {
            let again =
                text::legacy::decode_with_capitals(&written.bytes, encoding, &written.capitals);
            assert_eq!(again.as_deref(), Ok(text.as_str()));
        }
    }
    let _ = text::legacy::detect(bytes);
}

/// A mapping reads or gives its faults.
pub fn mapping(bytes: &[u8]) {
    if let Ok(text) = core::str::from_utf8(bytes)
        && let Err(faults) = import::Mapping::read(text)
    {
        assert!(faults.count > 0);
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
