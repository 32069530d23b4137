//! Breaking a text between words.

use unicode_width::UnicodeWidthStr;

/// A text in lines of a width at most, words longer than that aside.
pub fn broken(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.width();
        if used > 0 && used + 1 + length <= width {
            lines.push(' ');
            used += 1 + length;
        } else {
            if used > 0 {
                lines.push('\n');
            }
            used = length;
        }
        lines.push_str(word);
    }
    lines
}
