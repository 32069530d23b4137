//! Colours, and how wide an answer may be.

use super::WIDTH;
use crate::report::Tone;
use std::io::IsTerminal;

/// Narrowest terminal that tables are fitted to.
const NARROWEST: usize = 60;

/// Whether to use colours, and the width to fit.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    colours: bool,
    width: usize,
}

impl Paint {
    /// For the standard output: colours and its width on a terminal (none where
    /// `NO_COLOR` is set), plain in a pipe.
    pub fn of_output() -> Self {
        let is_terminal = std::io::stdout().is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        // The width that the terminal's own table drawer sees.
        let seen = comfy_table::Table::new().width().map(usize::from);
        let width = seen.filter(|_| is_terminal).unwrap_or(WIDTH);
        Self {
            colours: is_terminal && !refused,
            width: width.clamp(NARROWEST, WIDTH),
        }
    }

    /// Whether there are colours.
    pub const fn has_colours(self) -> bool {
        self.colours
    }

    /// The width to fit, in characters.
    pub const fn width(self) -> usize {
        self.width
    }

    /// A text that stands out.
    pub fn strong(self, text: &str) -> String {
        self.painted(text, "1")
    }

    /// A text in the background.
    pub fn faint(self, text: &str) -> String {
        self.painted(text, "2")
    }

    /// A text in its tone.
    pub fn tone(self, text: &str, tone: Tone) -> String {
        match tone {
            Tone::Good => self.painted(text, "32"),
            Tone::Middling => self.painted(text, "33"),
            Tone::Bad => self.painted(text, "31"),
            Tone::Plain => text.to_owned(),
        }
    }

    fn painted(self, text: &str, code: &str) -> String {
        if self.colours {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
