//! White space, and the characters that take none.

use super::nfc;
use std::borrow::Cow;

/// The form that import stores: [`nfc`], with every run of white space (also
/// no-break, figure, narrow and ideographic spaces, tabs and line ends) as one
/// U+0020, none at the ends, and the characters of no width (U+200B, U+2060,
/// U+FEFF) dropped. Borrowed when nothing changes.
///
/// ```
/// use noidai::text::tidy;
/// assert_eq!(tidy(" Phụng\u{a0}\u{a0}Hie\u{323}\u{302}p\n"), "Phụng Hiệp");
/// ```
pub fn tidy(text: &str) -> Cow<'_, str> {
    if is_squeezed(text) {
        return nfc(text);
    }
    let squeezed = squeeze(text.chars());
    match nfc(&squeezed) {
        Cow::Borrowed(_) => Cow::Owned(squeezed),
        Cow::Owned(composed) => Cow::Owned(composed),
    }
}

/// Collects characters with their white space squeezed.
pub(super) fn squeeze(chars: impl Iterator<Item = char>) -> String {
    let mut squeezed = String::with_capacity(chars.size_hint().0);
    let mut spaced = false;
    for c in chars.filter(|c| !has_no_width(*c)) {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if spaced && !squeezed.is_empty() {
            squeezed.push(' ');
        }
        spaced = false;
        squeezed.push(c);
    }
    squeezed
}

fn is_squeezed(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let doubled = c == ' ' && before == ' ';
        let exotic = c != ' ' && (c.is_whitespace() || has_no_width(c));
        if doubled || exotic {
            return false;
        }
        before = c;
    }
    !text.ends_with(' ')
}

/// The joiners U+200C and U+200D are not among these: Khmer is written with
/// them.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_text_is_borrowed() {
        for text in ["", "Ấp 2", "Xã Phụng Hiệp"] {
            assert!(matches!(tidy(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn every_white_space_becomes_one_space() {
        for space in [
            " ", "  ", "\t", "\r\n", "\u{a0}", "\u{202f}", "\u{2007}", "\u{3000}",
        ] {
            assert_eq!(tidy(&format!("{space}Ấp{space}{space}2{space}")), "Ấp 2");
        }
        assert_eq!(tidy(" \u{a0}\u{feff} "), "");
    }

    #[test]
    fn no_width_goes_before_marks_are_composed() {
        assert_eq!(tidy("\u{feff}Â\u{200b}\u{301}p 2"), "Ấp 2");
    }
}
