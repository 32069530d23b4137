//! VNI for Windows: a vowel, and behind it a byte for its hat and tone together, or
//! one byte for each, in either order. A capital's marks lie 0x20 lower.

use super::small;
use crate::text::letter::{Tone, tone, toneless, with_tone};

/// What a mark says: whether it has a hat (^ or the breve), and the tone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hat {
    None,
    Circumflex,
    Breve,
}

/// The marks behind small vowels.
const MARKS: [(u8, Hat, Tone); 17] = [
    (0xf8, Hat::None, Tone::Huyen),
    (0xfb, Hat::None, Tone::Hoi),
    (0xf5, Hat::None, Tone::Nga),
    (0xf9, Hat::None, Tone::Sac),
    (0xef, Hat::None, Tone::Nang),
    (0xe2, Hat::Circumflex, Tone::Level),
    (0xe0, Hat::Circumflex, Tone::Huyen),
    (0xe5, Hat::Circumflex, Tone::Hoi),
    (0xe3, Hat::Circumflex, Tone::Nga),
    (0xe1, Hat::Circumflex, Tone::Sac),
    (0xe4, Hat::Circumflex, Tone::Nang),
    (0xea, Hat::Breve, Tone::Level),
    (0xe8, Hat::Breve, Tone::Huyen),
    (0xfa, Hat::Breve, Tone::Hoi),
    (0xfc, Hat::Breve, Tone::Nga),
    (0xe9, Hat::Breve, Tone::Sac),
    (0xeb, Hat::Breve, Tone::Nang),
];

/// Letters that are one byte. Tones go behind ơ and ư as behind other vowels.
const LETTERS: [(u8, char); 9] = [
    (0xf1, 'đ'),
    (0xec, 'ì'),
    (0xe6, 'ỉ'),
    (0xf3, 'ĩ'),
    (0xed, 'í'),
    (0xf2, 'ị'),
    (0xee, 'ỵ'),
    (0xf4, 'ơ'),
    (0xf6, 'ư'),
];

/// Capitals lie so much lower.
const CAPITAL: u8 = 0x20;

fn mark(byte: u8) -> Option<(Hat, Tone)> {
    let found = |byte: u8| MARKS.iter().find(|(known, ..)| *known == byte);
    // Small and capital marks share no byte.
    let (_, hat, tone) = found(byte).or_else(|| found(byte.checked_add(CAPITAL)?))?;
    Some((*hat, *tone))
}

/// A letter of one byte, in lower case, and whether it is a capital.
fn letter(byte: u8) -> Option<(char, bool)> {
    if byte < 0x80 {
        let byte_ = byte.to_ascii_lowercase();
        return Some((char::from(byte_), byte_ != byte));
    }
    let found = |byte: u8| LETTERS.iter().find(|(known, _)| *known == byte);
    match found(byte) {
        Some((_, letter)) => Some((*letter, false)),
        None => found(byte.checked_add(CAPITAL)?).map(|(_, letter)| (*letter, true)),
    }
}

/// A vowel under a hat; nothing where no such letter is.
fn hatted(vowel: char, hat: Hat) -> Option<char> {
    match (vowel, hat) {
        (vowel, Hat::None) => Some(vowel),
        ('a', Hat::Circumflex) => Some('â'),
        ('e', Hat::Circumflex) => Some('ê'),
        ('o', Hat::Circumflex) => Some('ô'),
        ('a', Hat::Breve) => Some('ă'),
        _ => None,
    }
}

/// The character that the bytes begin with, and how many of them it takes.
pub(super) fn first(bytes: &[u8]) -> Option<(char, usize)> {
    let (mut vowel, capital) = letter(*bytes.first()?)?;
    let mut length = 1;
    let takes_marks = matches!(vowel, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ơ' | 'ư');
    let mut toned = Tone::Level;
    for byte in bytes.iter().skip(1).take(2).filter(|_| takes_marks) {
        let Some((hat, tone)) = mark(*byte) else {
            break;
        };
        let twice = tone != Tone::Level && toned != Tone::Level;
        let Some(under) = hatted(vowel, hat).filter(|_| !twice) else {
            break;
        };
        vowel = under;
        if tone != Tone::Level {
            toned = tone;
        }
        length += 1;
    }
    let small = if toned == Tone::Level {
        vowel
    } else {
        with_tone(vowel, toned)
    };
    let whole = if capital {
        small.to_uppercase().next()?
    } else {
        small
    };
    Some((whole, length))
}

/// Writes a character; false where VNI lacks it.
pub(super) fn put(whole: char, bytes: &mut Vec<u8>) -> bool {
    if whole.is_ascii() {
        bytes.push(u8::try_from(whole).unwrap_or(b'?'));
        return whole != '\0';
    }
    let below = small(whole);
    let lower = below.unwrap_or(whole);
    let lowered = |byte: u8| {
        if below.is_some() {
            byte - CAPITAL
        } else {
            byte
        }
    };
    if let Some((byte, _)) = LETTERS.iter().find(|(_, known)| *known == lower) {
        bytes.push(lowered(*byte));
        return true;
    }
    let (base, hat) = match toneless(lower) {
        'â' => ('a', Hat::Circumflex),
        'ê' => ('e', Hat::Circumflex),
        'ô' => ('o', Hat::Circumflex),
        'ă' => ('a', Hat::Breve),
        base => (base, Hat::None),
    };
    let toned = tone(lower);
    let Some((mark, ..)) = MARKS
        .iter()
        .find(|(_, known, tone)| *known == hat && *tone == toned)
    else {
        return false;
    };
    let base = match LETTERS.iter().find(|(_, known)| *known == base) {
        Some((byte, _)) => lowered(*byte),
        None if base.is_ascii_lowercase() && below.is_some() => base.to_ascii_uppercase() as u8,
        None if base.is_ascii_lowercase() => base as u8,
        None => return false,
    };
    bytes.extend([base, lowered(*mark)]);
    true
}
