//! `noidai rules`: what can be asked.

use super::asking::rule_of;
use crate::{
    Context, Said,
    failure::{Failure, said, unusable},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report, broken},
    words::{self, say},
};
use clap::Subcommand;
use noidai::{
    Language, Result, ask,
    event::Vocabulary,
    import::Faults,
    json,
    rule::{Rule, built_in},
};
use std::{fs, path::PathBuf};

/// Width of the names of rules, in characters.
const NAME: usize = 54;

#[derive(clap::Args)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The built-in rules.
    ///
    /// vi: Các quy tắc có sẵn.
    #[command(after_help = "Example: noidai rules list --format csv")]
    List {
        #[command(flatten)]
        output: Output,
    },
    /// A rule as a document.
    ///
    /// vi: Một quy tắc dưới dạng tài liệu.
    #[command(after_help = "Example: noidai rules show household-app > my-rule.json")]
    Show {
        /// Id of a built-in rule, or a file.
        ///
        /// vi: Tên của quy tắc có sẵn, hoặc một tệp.
        rule: String,
    },
    /// Checks the document of a rule against the built-in catalogues, and says
    /// every fault.
    ///
    /// vi: Kiểm tra tài liệu của một quy tắc theo các danh mục có sẵn và nêu mọi lỗi.
    #[command(after_help = "Example: noidai rules check my-rule.json")]
    Check {
        /// The file.
        ///
        /// vi: Tệp cần kiểm tra.
        #[arg(value_name = "FILE")]
        rule: PathBuf,
        #[command(flatten)]
        output: Output,
    },
}

impl Rules {
    pub fn run(&self, context: &Context) -> Result<Said, Failure> {
        match &self.what {
            What::List { output } => Ok(output.give(&List(built_in()), context)?.into()),
            What::Show { rule } => {
                let mut text = serde_json::to_string_pretty(&rule_of(rule)?).map_err(|fault| {
                    noidai::Error::new(noidai::ErrorKind::BadJson).found(fault.to_string())
                })?;
                text.push('\n');
                Ok(text.into())
            }
            What::Check { rule, output } => {
                let text = fs::read_to_string(rule)
                    .map_err(|fault| Failure::Usage(unusable(rule, fault)))?;
                let checked = Checked {
                    file: rule.display().to_string(),
                    faults: faults_of(&text),
                };
                Ok(Said {
                    text: output.give(&checked, context)?,
                    has_faults: checked.faults.count > 0,
                })
            }
        }
    }
}

fn faults_of(text: &str) -> Faults {
    let mut faults = Faults::default();
    match Rule::read(text) {
        Ok(rule) => {
            for fault in rule.check(&Vocabulary::default()) {
                faults.push(fault);
            }
        }
        Err(error) => faults.push(error),
    }
    faults
}

struct List(Vec<Rule>);

impl Answer for List {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let mut report = Report::new(say("Các quy tắc có sẵn", "The built-in rules"), "");
        let rows = self.0.iter().map(|rule| {
            vec![
                Cell::text(rule.id.clone()),
                Cell::text(words::code(rule.subject.name(), language)),
                Cell::text(broken(rule.names.get(language), NAME)),
            ]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Mã", "Id")),
                Column::text(say("Đối tượng", "Subject")),
                Column::text(say("Yêu cầu", "Requirement")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        report.push(Block::Heading(say("Nguồn", "Sources").to_owned()));
        for rule in &self.0 {
            report.push(Block::Note(format!(
                "{}: {}",
                rule.id,
                words::source(rule, language)
            )));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["id", "subject", "catalogue", "name_vi", "name_en", "source"]);
        for rule in &self.0 {
            sheet.push(vec![
                rule.id.clone(),
                rule.subject.name().to_owned(),
                rule.catalogue.clone(),
                rule.names.get(Language::Vietnamese).to_owned(),
                rule.names.get(Language::English).to_owned(),
                rule.source.clone(),
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&ask::Rules {
            rules: self.0.clone(),
        })
    }

    fn is_simulated(&self) -> bool {
        false
    }
}

struct Checked {
    file: String,
    faults: Faults,
}

impl Answer for Checked {
    fn report(&self, language: Language) -> Report {
        use crate::report::Tone;
        let mut report = Report::new(self.file.clone(), "");
        if self.faults.count == 0 {
            let sound = say(language, "không có lỗi", "no faults").to_owned();
            report.push(Block::Verdict(sound, Tone::Good));
            return report;
        }
        let faults = self.faults.first.iter();
        let lines = faults.map(|error| (0, said(error, language, false), Tone::Bad));
        report.push(Block::Outline(lines.collect()));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["path", "code", "name", "message"]);
        for error in &self.faults.first {
            sheet.push(vec![
                error
                    .place()
                    .describe(Language::English)
                    .unwrap_or_default(),
                error.code().to_string(),
                error.name().to_owned(),
                error.message(Language::English),
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&ask::Report::of(&self.faults))
    }

    fn is_simulated(&self) -> bool {
        false
    }
}
