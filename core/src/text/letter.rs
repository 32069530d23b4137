//! Letters of the Vietnamese alphabet, in lower case, and the tones on them.

use super::latin::decompose;

/// The tone on a letter, in the order of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    Level,
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
    /// A mark that Vietnamese does not write.
    Foreign,
}

/// The letter without its tone; a letter that Vietnamese does not write loses
/// every mark.
pub(super) fn toneless(c: char) -> char {
    match c {
        _ if c.is_ascii() => c,
        'à' | 'ả' | 'ã' | 'á' | 'ạ' => 'a',
        'ă' | 'ằ' | 'ẳ' | 'ẵ' | 'ắ' | 'ặ' => 'ă',
        'â' | 'ầ' | 'ẩ' | 'ẫ' | 'ấ' | 'ậ' => 'â',
        'è' | 'ẻ' | 'ẽ' | 'é' | 'ẹ' => 'e',
        'ê' | 'ề' | 'ể' | 'ễ' | 'ế' | 'ệ' => 'ê',
        'ì' | 'ỉ' | 'ĩ' | 'í' | 'ị' => 'i',
        'ò' | 'ỏ' | 'õ' | 'ó' | 'ọ' => 'o',
        'ô' | 'ồ' | 'ổ' | 'ỗ' | 'ố' | 'ộ' => 'ô',
        'ơ' | 'ờ' | 'ở' | 'ỡ' | 'ớ' | 'ợ' => 'ơ',
        'ù' | 'ủ' | 'ũ' | 'ú' | 'ụ' => 'u',
        'ư' | 'ừ' | 'ử' | 'ữ' | 'ứ' | 'ự' => 'ư',
        'ỳ' | 'ỷ' | 'ỹ' | 'ý' | 'ỵ' => 'y',
        _ => decompose(c).map_or(c, |(letter, _)| toneless(letter)),
    }
}

/// The tone on a letter.
pub(super) fn tone(c: char) -> Tone {
    match c {
        _ if c.is_ascii() => Tone::Level,
        'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư' => Tone::Level,
        'à' | 'ằ' | 'ầ' | 'è' | 'ề' | 'ì' | 'ò' | 'ồ' | 'ờ' | 'ù' | 'ừ' | 'ỳ' => {
            Tone::Huyen
        }
        'ả' | 'ẳ' | 'ẩ' | 'ẻ' | 'ể' | 'ỉ' | 'ỏ' | 'ổ' | 'ở' | 'ủ' | 'ử' | 'ỷ' => {
            Tone::Hoi
        }
        'ã' | 'ẵ' | 'ẫ' | 'ẽ' | 'ễ' | 'ĩ' | 'õ' | 'ỗ' | 'ỡ' | 'ũ' | 'ữ' | 'ỹ' => {
            Tone::Nga
        }
        'á' | 'ắ' | 'ấ' | 'é' | 'ế' | 'í' | 'ó' | 'ố' | 'ớ' | 'ú' | 'ứ' | 'ý' => {
            Tone::Sac
        }
        'ạ' | 'ặ' | 'ậ' | 'ẹ' | 'ệ' | 'ị' | 'ọ' | 'ộ' | 'ợ' | 'ụ' | 'ự' | 'ỵ' => {
            Tone::Nang
        }
        _ if decompose(c).is_some() => Tone::Foreign,
        _ => Tone::Level,
    }
}

/// A toneless vowel under a tone; what is no vowel stays as it is.
pub(super) fn with_tone(vowel: char, tone: Tone) -> char {
    let tones = match vowel {
        'a' => "aàảãáạ",
        'ă' => "ăằẳẵắặ",
        'â' => "âầẩẫấậ",
        'e' => "eèẻẽéẹ",
        'ê' => "êềểễếệ",
        'i' => "iìỉĩíị",
        'o' => "oòỏõóọ",
        'ô' => "ôồổỗốộ",
        'ơ' => "ơờởỡớợ",
        'u' => "uùủũúụ",
        'ư' => "ưừửữứự",
        'y' => "yỳỷỹýỵ",
        _ => "",
    };
    tones.chars().nth(tone as usize).unwrap_or(vowel)
}

/// The Latin letter under a toneless one, and its turn among the letters
/// written with it: `o`, `ô`, `ơ` are 0, 1, 2.
pub(super) fn plain(toneless: char) -> (char, u8) {
    match toneless {
        'ă' => ('a', 1),
        'â' => ('a', 2),
        'đ' => ('d', 1),
        'ê' => ('e', 1),
        'ô' => ('o', 1),
        'ơ' => ('o', 2),
        'ư' => ('u', 1),
        _ => (toneless, 0),
    }
}

/// Whether a letter is a Vietnamese vowel, with or without a tone.
pub(super) fn is_vowel(c: char) -> bool {
    let vowel = matches!(plain(toneless(c)).0, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    vowel && tone(c) != Tone::Foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 6] = [
        Tone::Level,
        Tone::Huyen,
        Tone::Hoi,
        Tone::Nga,
        Tone::Sac,
        Tone::Nang,
    ];

    #[test]
    fn a_tone_goes_on_and_comes_off() {
        for vowel in "aăâeêioôơuưy".chars() {
            for put in TONES {
                let toned = with_tone(vowel, put);
                assert_eq!((toneless(toned), tone(toned)), (vowel, put));
                assert!(is_vowel(toned));
            }
        }
    }

    #[test]
    fn other_letters() {
        assert_eq!((toneless('đ'), tone('đ')), ('đ', Tone::Level));
        assert_eq!((toneless('ñ'), tone('ñ')), ('n', Tone::Foreign));
        assert_eq!((toneless('ǘ'), tone('ǘ')), ('u', Tone::Foreign));
        assert_eq!((toneless('ក'), tone('ក')), ('ក', Tone::Level));
        assert_eq!(with_tone('b', Tone::Sac), 'b');
        assert!(!is_vowel('ö') && !is_vowel('đ'));
    }
}
