//! `noidai coverage`: counts and shares of a rule by place.

use crate::{demonstration, show};
use clap::ValueEnum;
use noidai::{
    Error, ErrorKind, Language, Registry, Result,
    coverage::{Question, coverage},
    import::Faults,
    rule::{MINISTRY, Rule, built_in},
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Coverage {
    /// Folders of tables, read as one; without any, the demonstration.
    folders: Vec<PathBuf>,
    /// Id of a built-in rule, or a file with a rule's document.
    #[arg(long, default_value = MINISTRY)]
    rule: String,
    /// The day asked about, YYYY-MM-DD; by default the demonstration's.
    #[arg(long)]
    on: Option<String>,
    /// Level of the rows: province, district, commune or hamlet.
    #[arg(long, default_value = "district")]
    by: String,
    /// Id of a unit: it and what lies in it.
    #[arg(long = "where")]
    within: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
}

impl Coverage {
    pub fn run(&self, scale: demonstration::Scale, language: Language) -> Result<String, Faults> {
        let rule = read_rule(&self.rule)?;
        let day = match &self.on {
            Some(text) => text.parse()?,
            None => demonstration::day()?,
        };
        let registry = if self.folders.is_empty() {
            Registry::open(demonstration::make(scale)?)?
        } else {
            super::check::open(&self.folders)?.0
        };
        let mut question = Question::on(day);
        question.by = vec![self.by.clone()];
        question.unit = self.within.clone();
        let answer = coverage(&registry, &rule, &question)?;
        match self.format {
            Format::Table => Ok(format!(
                "{}{} · {day}\n\n{}",
                if self.folders.is_empty() {
                    format!("{}\n", demonstration::STAMP)
                } else {
                    String::new()
                },
                rule.names.get(language),
                show::table(&answer.rows, language)
            )),
            Format::Csv => Ok(show::csv(&answer.rows)?),
            Format::Json => Ok(show::json(&answer)?),
        }
    }
}

/// A built-in rule by its id, else the document of a file.
fn read_rule(name: &str) -> Result<Rule> {
    let rules = built_in();
    if let Some(rule) = rules.iter().find(|rule| rule.id == name) {
        return Ok(rule.clone());
    }
    let Ok(text) = std::fs::read_to_string(name) else {
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        return Err(Error::new(ErrorKind::UnknownRule)
            .found(name)
            .expected(known.join(", ")));
    };
    Rule::read(&text)
}
