//! Where a syllable bears its tone.
//!
//! Both placements are in use (Hòa and Hoà, Thủy and Thuỷ). Keys use the newer
//! one (hoà, khoẻ, thuỷ), under which a word's beginning is spelt as it stays
//! in the whole word: `hoà` begins `hoàng`, and `hòa` would not.

use super::latin::is_mark;
use super::letter::{Tone, is_vowel, plain, tone, toneless, with_tone};

/// Moves the tone of every syllable of a lower-case text to its place.
pub(super) fn place_tones(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut runs = letters
        .chunk_by(|a, b| is_vowel(*a) == is_vowel(*b))
        .peekable();
    let mut placed = String::with_capacity(text.len());
    let mut before = None;
    while let Some(run) = runs.next() {
        let after = runs.peek().and_then(|next| next.first());
        let closed = after.is_some_and(|c| c.is_alphabetic());
        // A mark that composed with no vowel is of another language.
        let syllable = !after.is_some_and(|c| is_mark(*c));
        match place(run, before, closed).filter(|_| syllable) {
            Some(vowels) => placed.extend(vowels),
            None => placed.extend(run),
        }
        before = run.last().copied();
    }
    placed
}

/// A syllable's vowels with the tone in its place; nothing for a run of other
/// letters, or where no tone or several are borne.
fn place(run: &[char], before: Option<char>, closed: bool) -> Option<Vec<char>> {
    let vowels = run.first().is_some_and(|c| is_vowel(*c)).then_some(run)?;
    let mut tones = vowels
        .iter()
        .map(|c| tone(*c))
        .filter(|tone| *tone != Tone::Level);
    let borne = tones.next().filter(|_| tones.next().is_none())?;

    let mut bare: Vec<char> = vowels.iter().map(|c| toneless(*c)).collect();
    let rhyme = match (before, bare.as_mut_slice()) {
        (Some('q'), ['u', rhyme @ ..]) | (Some('g'), ['i', rhyme @ ..]) if !rhyme.is_empty() => {
            rhyme
        }
        (_, whole) => whole,
    };
    let bearer = rhyme.get_mut(bearer(rhyme, closed)?)?;
    *bearer = with_tone(*bearer, borne);
    Some(bare)
}

/// Which of a syllable's vowels bears the tone.
fn bearer(rhyme: &[char], closed: bool) -> Option<usize> {
    if let Some(marked) = rhyme.iter().rposition(|vowel| plain(*vowel).1 > 0) {
        return Some(marked);
    }
    match rhyme {
        [_] => Some(0),
        ['o', 'a' | 'e'] | ['u', 'y'] => Some(1),
        [_, _] => Some(usize::from(closed)),
        [_, _, _] => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_placements_become_one() {
        for (traditional, newer) in [
            ("hòa", "hoà"),
            ("khỏe", "khoẻ"),
            ("thủy", "thuỷ"),
            ("hòa bình, thủy", "hoà bình, thuỷ"),
        ] {
            assert_eq!(place_tones(traditional), newer);
            assert_eq!(place_tones(newer), newer);
        }
    }

    #[test]
    fn slips_of_the_keyboard() {
        assert_eq!(place_tones("tòan hùynh qúy gìa"), "toàn huỳnh quý già");
        assert_eq!(place_tones("ngòai nguỵên"), "ngoài nguyện");
    }

    #[test]
    fn spelling_in_use_stays() {
        let text = "quý quỳ quả quốc quyết quýt già giò gì giữa giếng giường của mùa chìa núi \
                    ái cháo đẹp rượu chiều yếu khuỷu ngoáy ngoèo xoong coóc cửa lũy thuế thuở \
                    đắk lắk bến nghé phụng hiệp";
        assert_eq!(place_tones(text), text.replace("lũy", "luỹ"));
    }

    #[test]
    fn foreign_words_stay() {
        for text in ["", "josé", "zoë", "áá", "uỉ\u{300}", "d'água"] {
            assert_eq!(place_tones(text), text);
        }
    }
}
