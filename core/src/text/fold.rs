//! Search keys. They are compared, never shown.

use super::latin::is_mark;
use super::letter::{plain, toneless};
use super::space::{squeeze, tidy};
use super::tone::place_tones;

/// The key of a search that ignores marks: lower case, every mark off, đ as d,
/// white space as in [`tidy`]. Ð (U+00D0) and Ɖ (U+0189), which look like Đ and
/// get typed for it, are d too.
///
/// ```
/// use noidai::text::fold;
/// assert_eq!(fold(" Phụng\u{a0} Hiệp"), "phung hiep");
/// assert_eq!(fold("Đường"), "duong");
/// ```
pub fn fold(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    squeeze(lower.map(unmarked).filter(|c| !is_mark(*c)))
}

/// The key of a search that heeds marks: [`tidy`], lower case, and every tone
/// where the newer spelling puts it, so that Hòa and Hoà have one key.
///
/// ```
/// use noidai::text::fold_marks;
/// assert_eq!(fold_marks("THỦY"), fold_marks("Thuỷ"));
/// assert_ne!(fold_marks("Thủy"), fold_marks("Thúy"));
/// assert_eq!(fold_marks("Già Quý"), "già quý");
/// ```
pub fn fold_marks(text: &str) -> String {
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    place_tones(&tidy(&lower))
}

fn unmarked(c: char) -> char {
    match plain(toneless(c)).0 {
        'ð' | 'ɖ' => 'd',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_go() {
        assert_eq!(fold("Phụng  Hiệp"), "phung hiep");
        assert_eq!(fold("ẤP ĐÔNG BÌNH"), "ap dong binh");
        assert_eq!(fold("Ðông Ɖông"), "dong dong");
        assert_eq!(fold("Čư\u{306} M'gar"), "cu m'gar");
        assert_eq!(fold("İ \u{301} ǘ"), "i u");
    }

    #[test]
    fn pieces_fold_as_the_whole_does() {
        assert_eq!(fold("Hie\u{302}\u{323}p"), fold("Hiệp"));
        assert_eq!(fold_marks("HIE\u{323}\u{302}P"), "hiệp");
    }

    #[test]
    fn tone_placement_is_one() {
        for (one, other) in [
            ("Hoà", "Hòa"),
            ("Thuỷ", "Thủy"),
            ("Khoẻ", "Khỏe"),
            ("HOÀ", "HÒA"),
            ("Qúy", "Quý"),
        ] {
            assert_eq!(fold_marks(one), fold_marks(other));
        }
    }
}
