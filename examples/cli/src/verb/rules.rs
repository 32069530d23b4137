//! `noidai rules`: what can be asked.

use crate::{failure::Failure, show::say};
use clap::Subcommand;
use noidai::{
    Error, ErrorKind, Language, Registry,
    coverage::{Question, coverage},
    event::Batch,
    rule::{Rule, built_in},
};
use std::{fmt::Write, fs};

#[derive(clap::Args)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The built-in rules.
    List,
    /// A rule as a document.
    Show {
        /// Id of a built-in rule, or a file.
        rule: String,
    },
    /// Checks the document of a rule against the built-in catalogues.
    Check {
        /// The file.
        rule: String,
    },
}

impl Rules {
    pub fn run(&self, language: Language) -> Result<String, Failure> {
        let mut text = String::new();
        match &self.what {
            What::List => {
                for rule in built_in() {
                    let _ = writeln!(text, "{:24} {}", rule.id, rule.names.get(language));
                    let _ = writeln!(text, "{:24} {}", "", rule.source);
                }
            }
            What::Show { rule } => {
                text = serde_json::to_string_pretty(&rule_of(rule)?)
                    .map_err(|fault| Error::new(ErrorKind::BadJson).found(fault.to_string()))?;
                text.push('\n');
            }
            What::Check { rule } => {
                let rule = rule_of(rule)?;
                // Asked of nobody, every word of it is still checked.
                let question = Question::on(noidai_demonstration::day()?);
                coverage(&Registry::open(Batch::default())?, &rule, &question)?;
                let sound = say(language, "không có lỗi", "no faults");
                let _ = writeln!(text, "{} · {sound}", rule.id);
            }
        }
        Ok(text)
    }
}

/// A built-in rule by its id, else the document of a file.
///
/// # Errors
///
/// There is neither, or the document has a fault.
pub fn rule_of(name: &str) -> Result<Rule, Failure> {
    let rules = built_in();
    if let Some(rule) = rules.iter().find(|rule| rule.id == name) {
        return Ok(rule.clone());
    }
    let Ok(text) = fs::read_to_string(name) else {
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let error = Error::new(ErrorKind::UnknownRule).found(name);
        return Err(Failure::Usage(error.expected(known.join(", "))));
    };
    Ok(Rule::read(&text)?)
}
