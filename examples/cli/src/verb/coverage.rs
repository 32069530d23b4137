//! `noidai coverage`: counts and shares of a rule by place.

use super::rules::rule_of;
use crate::{failure::Failure, opened::open, show};
use clap::ValueEnum;
use noidai::{
    Language,
    coverage::{Question, coverage},
    rule::MINISTRY,
};
use noidai_demonstration::{STAMP, Scale};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Coverage {
    /// Folders of tables, read as one; without any, the demonstration.
    folders: Vec<PathBuf>,
    /// Id of a built-in rule, or a file with a rule's document.
    #[arg(long, value_name = "NAME|FILE", default_value = MINISTRY)]
    rule: String,
    /// The day asked about, YYYY-MM-DD; by default the last day in the data.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Level of the rows: province, district, commune or hamlet.
    #[arg(long, value_name = "LEVEL", default_value = "district")]
    by: String,
    /// Id of a unit: it and what lies in it.
    #[arg(long = "where", value_name = "UNIT")]
    within: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One header row of stable names; shares in parts per million.
    Csv,
    /// One document.
    Json,
}

impl Coverage {
    pub fn run(&self, scale: Scale, language: Language) -> Result<String, Failure> {
        let rule = rule_of(&self.rule)?;
        let opened = open(&self.folders, scale)?;
        let day = opened.day(self.on.as_deref())?;
        let mut question = Question::on(day);
        question.by = vec![self.by.clone()];
        question.unit = self.within.clone();
        let answer = coverage(&opened.registry, &rule, &question).map_err(Failure::Usage)?;
        match self.format {
            Format::Table => {
                let stamp = if opened.is_simulated {
                    format!("{STAMP}\n")
                } else {
                    String::new()
                };
                let name = rule.names.get(language);
                let table = show::table(&answer.rows, language);
                Ok(format!("{stamp}{name} · {day}\n\n{table}"))
            }
            Format::Csv => {
                if self.on.is_none() {
                    eprintln!("--on {day}");
                }
                Ok(show::csv(&answer.rows)?)
            }
            Format::Json => Ok(show::json(&answer)?),
        }
    }
}
