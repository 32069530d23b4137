//! `noidai rules`: what can be asked.

use noidai::{Error, ErrorKind, Language, Result, rule::built_in};
use std::fmt::Write;

#[derive(clap::Args)]
pub struct Rules {
    /// Id of a rule to show as a document.
    id: Option<String>,
}

impl Rules {
    pub fn run(&self, language: Language) -> Result<String> {
        let rules = built_in();
        let mut text = String::new();
        let Some(id) = &self.id else {
            for rule in &rules {
                let _ = writeln!(text, "{:24} {}", rule.id, rule.names.get(language));
            }
            return Ok(text);
        };
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let rule = rules.iter().find(|rule| rule.id == *id).ok_or_else(|| {
            Error::new(ErrorKind::UnknownRule)
                .found(id.clone())
                .expected(known.join(", "))
        })?;
        text = serde_json::to_string_pretty(rule)
            .map_err(|fault| Error::new(ErrorKind::BadJson).found(fault.to_string()))?;
        text.push('\n');
        Ok(text)
    }
}
