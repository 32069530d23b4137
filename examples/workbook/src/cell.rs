//! A cell.

use crate::{Look, Value};

/// A cell: its value, how it looks, and what is noted on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its column, from 0; given by the [`Row`](crate::Row) that it is pushed into.
    pub column: u32,
    /// What it holds; none where it is blank and only looks like something.
    pub value: Value,
    /// How it looks.
    pub look: Look,
    /// What is noted on it: Excel shows it beside the cell.
    pub note: Option<String>,
}

impl Cell {
    /// A cell with a text.
    pub fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into()).into()
    }

    /// A cell with a number.
    pub fn number(number: f64) -> Self {
        Value::Number(number).into()
    }

    /// A cell without anything.
    pub fn blank() -> Self {
        Self::text("")
    }

    /// The same with another look.
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, Value::Text(text) if text.trim().is_empty())
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self {
            column: 0,
            value,
            look: Look::Plain,
            note: None,
        }
    }
}
