//! Encodings in which one byte is one character.

use super::{
    Legacy, small,
    tables::{TCVN3, VISCII, VISCII_LOW, WINDOWS_1258},
};
use crate::text::letter::{tone, toneless};

const NOTHING: char = '\u{fffd}';

fn high(encoding: Legacy) -> &'static str {
    match encoding {
        Legacy::Viscii => VISCII,
        Legacy::Windows1258 => WINDOWS_1258,
        Legacy::Tcvn3 | Legacy::Vni => TCVN3,
    }
}

/// The character of a byte; nothing where it has none.
pub(super) fn character(encoding: Legacy, byte: u8) -> Option<char> {
    if byte < 0x80 {
        let low = VISCII_LOW.iter().find(|(low, _)| *low == byte);
        return match low.filter(|_| encoding == Legacy::Viscii) {
            Some((_, letter)) => Some(*letter),
            None => Some(char::from(byte)),
        };
    }
    let letter = high(encoding).chars().nth(usize::from(byte - 0x80))?;
    (letter != NOTHING).then_some(letter)
}

/// The byte of a character; nothing where it has none.
pub(super) fn byte(encoding: Legacy, letter: char) -> Option<u8> {
    let low = VISCII_LOW
        .iter()
        .any(|(byte, _)| letter == char::from(*byte));
    if letter.is_ascii() && letter != '\0' && !(low && encoding == Legacy::Viscii) {
        return u8::try_from(letter).ok();
    }
    let lows = VISCII_LOW.iter().filter(|_| encoding == Legacy::Viscii);
    if let Some((byte, _)) = lows.into_iter().find(|(_, known)| *known == letter) {
        return Some(*byte);
    }
    let at = high(encoding).chars().position(|known| known == letter)?;
    (letter != NOTHING).then_some(())?;
    u8::try_from(at + 0x80).ok()
}

/// Writes a character; false where the encoding lacks it. A vowel that
/// windows-1258 lacks is written as the vowel without its tone and the tone.
pub(super) fn put(encoding: Legacy, letter: char, bytes: &mut Vec<u8>) -> bool {
    if let Some(byte) = byte(encoding, letter) {
        bytes.push(byte);
        return true;
    }
    if encoding != Legacy::Windows1258 {
        return false;
    }
    let below = small(letter);
    let lower = below.unwrap_or(letter);
    // The order of the tones as the alphabet has them.
    let marks = [
        None,
        Some('\u{300}'),
        Some('\u{309}'),
        Some('\u{303}'),
        Some('\u{301}'),
        Some('\u{323}'),
    ];
    let Some(mark) = marks.get(tone(lower) as usize).copied().flatten() else {
        return false;
    };
    let mut base = toneless(lower);
    if below.is_some() {
        base = base.to_uppercase().next().unwrap_or(base);
    }
    match (byte(encoding, base), byte(encoding, mark)) {
        (Some(base), Some(mark)) => {
            bytes.extend([base, mark]);
            true
        }
        _ => false,
    }
}
