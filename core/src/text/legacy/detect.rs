//! What bytes could be read as. It decides nothing: the caller does.

use super::{Legacy, decode_replacing};
use crate::{
    order::Order,
    text::letter::{Tone, is_vowel, tone, toneless},
};

/// What some bytes could be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// UTF-8.
    Utf8,
    /// An encoding from before Unicode.
    Legacy(Legacy),
}

/// A reading of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As what.
    pub reads: Reads,
    /// Of the words that are not ASCII alone, those that could be Vietnamese, in
    /// parts per million; bytes that mean nothing count against it.
    pub confidence: u32,
    /// What the first such words would read, at most 60 characters.
    pub sample: String,
}

/// Most characters of a sample.
const SAMPLE: usize = 60;
/// Bytes that are looked at.
const LOOKED_AT: usize = 1 << 16;

/// Everything that some bytes could be read as, the most likely first; nothing
/// where all is ASCII, which reads alike in every encoding here.
///
/// ```
/// use noidai::text::legacy::{Legacy, Reads, detect};
/// let found = detect(b"Ph\xf4ng Hi\xd6p, th\xb8ng 6");
/// assert_eq!(found[0].reads, Reads::Legacy(Legacy::Tcvn3));
/// assert_eq!((found[0].confidence, found[0].sample.as_str()), (1_000_000, "Phụng Hiệp tháng"));
/// assert!(found[1].confidence < 1_000_000);
/// ```
pub fn detect(bytes: &[u8]) -> Vec<Candidate> {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if bytes.is_ascii() {
        return Vec::new();
    }
    let mut found = vec![candidate(Reads::Utf8, &String::from_utf8_lossy(bytes))];
    for encoding in Legacy::ALL {
        let (text, _) = decode_replacing(bytes, encoding);
        found.push(candidate(Reads::Legacy(encoding), &text));
    }
    found.order_by(|a, b| (b.confidence, a.reads).cmp(&(a.confidence, b.reads)));
    found
}

fn candidate(reads: Reads, text: &str) -> Candidate {
    let (mut words, mut good) = (0_u64, 0_u64);
    let mut sample = String::new();
    // Whatever is no letter of ASCII may have been meant as one.
    let parts = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    for word in parts.filter(|word| !word.is_ascii()) {
        words += 1;
        good += u64::from(is_vietnamese(word));
        if sample.chars().count() + word.chars().count() < SAMPLE {
            if !sample.is_empty() {
                sample.push(' ');
            }
            sample.push_str(word);
        }
    }
    let share = (good * 1_000_000).checked_div(words);
    Candidate {
        reads,
        confidence: share
            .and_then(|share| u32::try_from(share).ok())
            .unwrap_or(0),
        sample,
    }
}

/// What a syllable begins with; `gi` and `qu` are looked at before.
const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
/// Its vowels.
const VOWELS: [&str; 55] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo",
    "ôi", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa",
    "ưi", "ươ", "ươi", "ươu", "ưu", "yê", "yêu",
];
/// What it ends with.
const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a word could be a syllable of Vietnamese, small but for the first letter
/// or all capitals.
fn is_vietnamese(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let cased = match capitals {
        0 => true,
        1 => word.starts_with(char::is_uppercase),
        _ => capitals == word.chars().count(),
    };
    let small: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let tones: Vec<Tone> = small
        .iter()
        .map(|c| tone(*c))
        .filter(|tone| *tone != Tone::Level)
        .collect();
    let plain: String = small.into_iter().map(toneless).collect();
    if !cased || tones.len() > 1 || tones.contains(&Tone::Foreign) {
        return false;
    }
    let toned = tones.first().copied().unwrap_or(Tone::Level);
    // `gi` and `qu` leave a vowel behind, or the i is the vowel itself.
    let behind = |start: &str| {
        let rest = plain.strip_prefix(start)?;
        rest.starts_with(is_vowel).then_some(rest)
    };
    let initial = match (behind("gi"), behind("qu")) {
        (Some(_), _) => "gi",
        (_, Some(_)) => "qu",
        _ => plain.split(is_vowel).next().unwrap_or_default(),
    };
    let rest = plain.strip_prefix(initial).unwrap_or_default();
    let ending = rest.find(|c| !is_vowel(c)).unwrap_or(rest.len());
    let (vowels, last) = rest.split_at(ending);
    let stopped = matches!(last, "c" | "ch" | "p" | "t");
    // Before e, ê and i the sound of c is written k.
    let hard = matches!(initial, "c") && vowels.starts_with(['e', 'ê', 'i', 'y']);
    INITIALS.contains(&initial)
        && VOWELS.contains(&vowels)
        && FINALS.contains(&last)
        && !hard
        && !(vowels.ends_with('ê') && last == "ng")
        && (!stopped || matches!(toned, Tone::Sac | Tone::Nang))
}
