//! Canonical composition of Latin letters, the form in which text is stored.

use super::latin::{class, compose, decompose, is_mark};
use crate::order::Order;
use std::borrow::Cow;

/// Canonical composition (Unicode's NFC) of Latin letters and the marks
/// U+0300 to U+036F, in whatever order the marks come. Borrowed when the text
/// is composed already.
///
/// A mark that has no composed letter stays, in canonical order. Out of scope,
/// and passed through: letters of other scripts (a Greek, Cyrillic or Hangul
/// letter in pieces stays in pieces), compositions of signs (`=` with U+0338)
/// and marks of other blocks.
///
/// ```
/// use noidai::text::nfc;
/// assert_eq!(nfc("Phu\u{323}ng Hie\u{302}\u{323}p"), "Phụng Hiệp");
/// assert_eq!(nfc("ê\u{301}"), "ế"); // as windows-1258 decodes
/// ```
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(may_change) {
        return Cow::Borrowed(text);
    }
    let mut composer = Composer::new(text.len());
    for c in text.chars() {
        match c {
            '\u{340}' => composer.take('\u{300}'),
            '\u{341}' => composer.take('\u{301}'),
            '\u{343}' => composer.take('\u{313}'),
            '\u{344}' => {
                composer.take('\u{308}');
                composer.take('\u{301}');
            }
            KELVIN => composer.take('K'),
            ANGSTROM => composer.take('Å'),
            _ => composer.take(c),
        }
    }
    let composed = composer.finish();
    if composed == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(composed)
    }
}

const KELVIN: char = '\u{212a}';
const ANGSTROM: char = '\u{212b}';

fn may_change(c: char) -> bool {
    is_mark(c) || c == KELVIN || c == ANGSTROM
}

/// The text composed so far, and the letter whose marks are still coming.
struct Composer {
    done: String,
    letter: Option<char>,
    marks: Vec<char>,
}

impl Composer {
    fn new(bytes: usize) -> Self {
        Self {
            done: String::with_capacity(bytes),
            letter: None,
            marks: Vec::new(),
        }
    }

    fn take(&mut self, c: char) {
        if class(c) == 0 {
            self.close();
            self.letter = Some(c);
        } else {
            self.marks.push(c);
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.done
    }

    fn close(&mut self) {
        match self.letter.take() {
            Some(letter) if !self.marks.is_empty() => self.compose(letter),
            letter => {
                self.marks.order_by_key(|mark| class(*mark));
                self.done.extend(letter);
                self.done.extend(self.marks.drain(..));
            }
        }
    }

    fn compose(&mut self, letter: char) {
        let mut letter = letter;
        while let Some((under, mark)) = decompose(letter) {
            letter = under;
            self.marks.insert(0, mark);
        }
        self.marks.order_by_key(|mark| class(*mark));

        let mut left = 0;
        self.marks.retain(|mark| {
            // A mark left standing blocks the later marks of its class.
            let composed = if class(*mark) == left {
                None
            } else {
                compose(letter, *mark)
            };
            match composed {
                Some(whole) => letter = whole,
                None => left = class(*mark),
            }
            composed.is_none()
        });
        self.done.push(letter);
        self.done.extend(self.marks.drain(..));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_text_is_borrowed() {
        for text in ["", "Ap 2", "Phụng Hiệp", "ភ្នំពេញ", "Čư\u{306} M'gar"] {
            assert!(matches!(nfc(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn any_order_of_marks() {
        for pieces in ["e\u{302}\u{323}", "e\u{323}\u{302}", "ê\u{323}", "ẹ\u{302}"] {
            assert_eq!(nfc(pieces), "ệ");
        }
        for pieces in ["U\u{31b}\u{301}", "U\u{301}\u{31b}", "Ư\u{301}", "Ú\u{31b}"] {
            assert_eq!(nfc(pieces), "Ứ");
        }
    }

    #[test]
    fn marks_that_do_not_compose_stay_in_order() {
        assert_eq!(nfc("đ\u{301}\u{323}"), "đ\u{323}\u{301}");
        assert_eq!(nfc("a\u{301}\u{302}"), "á\u{302}");
        assert_eq!(nfc("\u{301}\u{323}a"), "\u{323}\u{301}a");
    }

    #[test]
    fn singletons_become_their_letter() {
        assert_eq!(nfc("\u{212b}\u{212a}a\u{340}e\u{341}"), "ÅKàé");
        assert_eq!(nfc("u\u{344}"), "ǘ");
    }
}
