//! Finding a name by what somebody typed.

use super::fold::{fold, fold_marks};
use super::latin::is_mark;

/// Whether a query is the whole of a name. Case, white space and the placement
/// of tones never count; marks count when the query has any (đ has one).
///
/// ```
/// use noidai::text::matches;
/// assert!(matches("phung hiep", "Phụng Hiệp"));
/// assert!(matches("hòa an", "Hoà An"));
/// assert!(!matches("hóa an", "Hoà An"));
/// ```
pub fn matches(query: &str, name: &str) -> bool {
    let (query, name) = keys(query, name);
    query == name
}

/// Whether a name has a word, or words, that begin as the query does: the
/// search of a box in which somebody is still typing. Marks count as in
/// [`matches()`], and an empty query is in every name.
///
/// ```
/// use noidai::text::contains;
/// assert!(contains("hiep", "Phụng Hiệp"));
/// assert!(contains("phụng hi", "Thị trấn Phụng Hiệp"));
/// assert!(!contains("iep", "Phụng Hiệp"));
/// ```
pub fn contains(query: &str, name: &str) -> bool {
    let (query, name) = keys(query, name);
    let mut inside = false;
    name.char_indices().any(|(start, c)| {
        let begins = !inside;
        inside = c.is_alphanumeric() || is_mark(c);
        begins
            && name
                .get(start..)
                .is_some_and(|rest| rest.starts_with(&query))
    }) || query.is_empty()
}

fn keys(query: &str, name: &str) -> (String, String) {
    let unmarked = fold(query);
    let marked = fold_marks(query);
    if unmarked == marked {
        (unmarked, fold(name))
    } else {
        (marked, fold_marks(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_without_marks_ignores_them() {
        assert!(matches("phung hiep", "Phụng Hiệp"));
        assert!(matches(" PHUNG  HIEP ", "Phu\u{323}ng Hie\u{302}\u{323}p"));
        assert!(matches("dong", "Đông"));
        assert!(!matches("phung", "Phụng Hiệp"));
    }

    #[test]
    fn a_query_with_marks_heeds_them() {
        assert!(matches("Thủy", "Thuỷ"));
        assert!(!matches("Thúy", "Thuỷ"));
        assert!(!matches("đong", "Đông"));
        assert!(!matches("Phụng", "Phung"));
    }

    #[test]
    fn contains_begins_at_a_word() {
        assert!(contains("", "Hoàng"));
        assert!(contains("", ""));
        assert!(contains("hiep", "Thị trấn Phụng Hiệp"));
        assert!(contains("an (", "Hoà An (cũ)"));
        assert!(contains("cu", "Hoà An (cũ)"));
        assert!(!contains("ung", "Phụng Hiệp"));
        assert!(!contains("phụng hiệp", "Hiệp"));
    }

    #[test]
    fn a_word_half_typed_is_found_with_its_tone() {
        for typed in ["hoà", "hòa", "hoàn"] {
            assert!(contains(typed, "Nguyễn Hoàng"), "{typed}");
        }
        assert!(contains("hùy", "Huỳnh"));
    }
}
