//! One measured figure, and what it is compared with.

use serde_json::json;
use std::fmt;

/// A figure.
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// How much it was.
    pub value: f64,
    /// In which unit: `×`, `ns`, `bytes` …
    pub unit: &'static str,
    /// What it is compared with.
    pub against: String,
    /// The most that it may be, where something is promised.
    pub most: Option<f64>,
}

impl Figure {
    /// A figure without a promise.
    pub fn new(what: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            what: what.into(),
            value,
            unit,
            against: String::new(),
            most: None,
        }
    }

    /// Names what it is compared with.
    pub fn against(mut self, what: impl Into<String>) -> Self {
        self.against = what.into();
        self
    }

    /// Names the most that it may be.
    pub fn at_most(mut self, most: f64) -> Self {
        self.most = Some(most);
        self
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = match self.value.abs() {
            0.0..10.0 => 2,
            10.0..100.0 => 1,
            _ => 0,
        };
        write!(f, "{} {:.digits$} {}", self.what, self.value, self.unit)?;
        if !self.against.is_empty() {
            write!(f, ", against {}", self.against)?;
        }
        if let Some(most) = self.most {
            let word = if self.value <= most { "kept" } else { "MISSED" };
            write!(f, " (at most {most} {}: {word})", self.unit)?;
        }
        Ok(())
    }
}

/// The figures of one benchmark as a document.
pub fn json(name: &str, figures: &[Figure]) -> String {
    let figures: Vec<_> = figures
        .iter()
        .map(|figure| {
            json!({
                "what": figure.what,
                "value": figure.value,
                "unit": figure.unit,
                "against": figure.against,
                "most": figure.most,
            })
        })
        .collect();
    let document = json!({ "bench": name, "figures": figures });
    format!("{document:#}\n")
}
