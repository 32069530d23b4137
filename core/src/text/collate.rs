//! The alphabetical order of Vietnamese.

use super::latin::is_mark;
use super::letter::{Tone, plain, tone, toneless};
use super::space::tidy;
use core::cmp::Ordering;

/// Alphabetical order, word by word: the letters of a word (a ă â b c d đ e ê …
/// o ô ơ … u ư …), then its tones (none, huyền, hỏi, ngã, sắc, nặng), then the
/// next word. Whole runs of digits compare by number and come before letters.
/// Texts that differ only in case have lower case first; [`Ordering::Equal`] is
/// for equal bytes only.
///
/// ```
/// use noidai::text::collate;
/// let mut hamlets = ["Ấp 10", "Ấp Đông", "Ấp 2", "Ấp Dinh", "An Lợi"];
/// hamlets.sort_by(|a, b| collate(a, b));
/// assert_eq!(hamlets, ["An Lợi", "Ấp 2", "Ấp 10", "Ấp Dinh", "Ấp Đông"]);
/// ```
pub fn collate(a: &str, b: &str) -> Ordering {
    let (tidy_a, tidy_b) = (tidy(a), tidy(b));
    compare(tidy_a.split(' '), tidy_b.split(' ')).then_with(|| a.cmp(b))
}

/// The order in which people are listed: by given name, the last word, then by
/// the rest from the family name on. Otherwise as [`collate`].
///
/// ```
/// use noidai::text::collate_person;
/// let mut people = ["Trần Văn Bình", "Lê Thị An", "Đỗ Thị An"];
/// people.sort_by(|a, b| collate_person(a, b));
/// assert_eq!(people, ["Đỗ Thị An", "Lê Thị An", "Trần Văn Bình"]);
/// ```
pub fn collate_person(a: &str, b: &str) -> Ordering {
    let (tidy_a, tidy_b) = (tidy(a), tidy(b));
    compare(given_first(&tidy_a), given_first(&tidy_b)).then_with(|| a.cmp(b))
}

fn given_first(name: &str) -> impl Iterator<Item = &str> + Clone {
    let (rest, given) = name.rsplit_once(' ').unwrap_or(("", name));
    core::iter::once(given).chain(rest.split_whitespace())
}

fn compare<'a, 'b>(
    a: impl Iterator<Item = &'a str> + Clone,
    b: impl Iterator<Item = &'b str> + Clone,
) -> Ordering {
    let (mut words_a, mut words_b) = (a.clone(), b.clone());
    loop {
        let words = match (words_a.next(), words_b.next()) {
            (Some(a), Some(b)) => compare_words(a, b),
            (None, None) => break cases(a).cmp(cases(b)),
            (a, b) => a.is_some().cmp(&b.is_some()),
        };
        if words.is_ne() {
            break words;
        }
    }
}

fn compare_words(a: &str, b: &str) -> Ordering {
    let letters = Weights { rest: a }.cmp(Weights { rest: b });
    letters.then_with(|| tones(a).cmp(tones(b)))
}

/// What counts first of a word, piece by piece, in order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weight<'a> {
    Sign(char),
    /// Digits without leading zeros, the longer the larger.
    Number(usize, &'a str),
    Letter(char, u8),
    OtherLetter(char),
}

struct Weights<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Weights<'a> {
    type Item = Weight<'a>;

    fn next(&mut self) -> Option<Weight<'a>> {
        self.rest = self.rest.trim_start_matches(is_mark);
        let after = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(digits) = self.rest.strip_suffix(after).filter(|run| !run.is_empty()) {
            self.rest = after;
            let digits = digits.trim_start_matches('0');
            return Some(Weight::Number(digits.len(), digits));
        }
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(match plain(toneless(lower(c))) {
            (letter, turn) if letter.is_ascii_alphabetic() => Weight::Letter(letter, turn),
            (letter, _) if letter.is_alphanumeric() => Weight::OtherLetter(letter),
            (sign, _) => Weight::Sign(sign),
        })
    }
}

/// The tones of a word, wherever in it they stand: Hòa and Hoà are one word.
fn tones(word: &str) -> impl Iterator<Item = Tone> {
    let each = word.chars().map(|c| match c {
        _ if is_mark(c) => Tone::Foreign,
        _ => tone(lower(c)),
    });
    each.filter(|tone| *tone != Tone::Level)
}

fn cases<'a>(words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = bool> {
    // Signs are the same in both; how many zeros lead a number is not.
    let letters = words
        .flat_map(str::chars)
        .filter(|c| !c.is_ascii_digit() && !is_mark(*c));
    letters.map(|c| lower(c) != c)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted(order: fn(&str, &str) -> Ordering, texts: &[&str]) {
        for (i, a) in texts.iter().enumerate() {
            for (j, b) in texts.iter().enumerate() {
                assert_eq!(order(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn the_alphabet() {
        let letters: Vec<String> = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
            .chars()
            .map(String::from)
            .collect();
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        assert_sorted(collate, &letters);
    }

    #[test]
    fn tones_come_after_letters() {
        assert_sorted(
            collate,
            &["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mài", "măng"],
        );
    }

    #[test]
    fn a_tone_counts_for_its_word_wherever_it_stands() {
        assert_sorted(collate, &["hoa", "hoà", "hóa", "hoạ"]);
        assert_sorted(collate, &["hoa", "hòa", "hoá", "họa"]);
        assert_sorted(collate, &["hoa sen", "hoà bình", "hoàn"]);
    }

    #[test]
    fn a_space_comes_before_any_letter() {
        assert_sorted(collate, &["", "An", "An Lợi", "An-na", "An1", "Anh", "Ấp"]);
    }

    #[test]
    fn numbers_compare_by_number() {
        let hamlets = [
            "Ấp 2",
            "Ấp 2A",
            "Ấp 10",
            "Ấp 18446744073709551616",
            "Ấp Đông",
        ];
        assert_sorted(collate, &hamlets);
        assert_sorted(collate, &["Ấp 02", "Ấp 2", "Ấp 03"]);
    }

    #[test]
    fn case_counts_last() {
        assert_sorted(collate, &["an", "An", "AN", "àn", "Àn"]);
        assert_sorted(collate, &["an bình", "An Bình", "an cư", "An Cư"]);
    }

    #[test]
    fn other_letters_have_their_places() {
        assert_sorted(collate, &["n", "ñ", "o", "z", "æ", "ក"]);
        assert_sorted(collate, &["Cư M'gar", "Čư M'gar", "D"]);
    }

    #[test]
    fn equal_is_for_equal_bytes_only() {
        assert_eq!(collate("Hiệp", "Hiệp"), Ordering::Equal);
        assert!(collate("Hiệp", "Hie\u{302}\u{323}p").is_ne());
    }

    #[test]
    fn people_are_listed_by_given_name() {
        let people = [
            "",
            "An",
            "Đỗ Thị An",
            "Lê Văn An",
            "Trần Thị Ánh",
            "Nguyễn Văn Bình",
            "Lê  Đạt",
        ];
        assert_sorted(collate_person, &people);
    }
}
