//! `noidai`: from the demonstration's facts to an answer that an officer can
//! act on.

mod demonstration;
mod show;
mod tables;
mod verb;

use clap::{Parser, Subcommand, ValueEnum};
use noidai::import::Faults;
use std::process::ExitCode;

/// Skill coverage of Việt Nam's community digital technology teams.
///
/// Without a verb: the demonstration of Hậu Giang on 30 June 2025.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 answered, 1 a fault in what was asked or given, 2 wrong usage.\nExample: noidai coverage --by district"
)]
struct Arguments {
    /// Language of headings and messages.
    #[arg(long, global = true, value_enum, default_value = "vi")]
    lang: Lang,
    /// Residents of the demonstration.
    #[arg(long, global = true, default_value_t = demonstration::RESIDENTS)]
    residents: u32,
    /// Seed of the demonstration.
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

#[derive(Subcommand)]
enum Verb {
    /// Counts and shares of a rule in each unit of a level.
    #[command(
        after_help = "Example: noidai coverage --rule household-app --by commune --where 934 --format csv"
    )]
    Coverage(verb::coverage::Coverage),
    /// The demonstration as a folder of tables.
    #[command(after_help = "Example: noidai generate DIR --residents 10000")]
    Generate(verb::check::Generate),
    /// Reads folders of tables and says every fault.
    #[command(after_help = "Example: noidai check DIR")]
    Check(verb::check::Check),
    /// The built-in rules, or one of them as a document.
    #[command(after_help = "Example: noidai rules ministry-household")]
    Rules(verb::rules::Rules),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = match arguments.lang {
        Lang::Vi => noidai::Language::Vietnamese,
        Lang::En => noidai::Language::English,
    };
    let scale = demonstration::Scale {
        residents: arguments.residents,
        seed: arguments.seed,
    };
    let answer: Result<String, Faults> = match &arguments.verb {
        None => verb::demonstration::run(scale, language).map_err(Faults::from),
        Some(Verb::Coverage(asked)) => asked.run(scale, language),
        Some(Verb::Generate(asked)) => asked.run(scale).map_err(Faults::from),
        Some(Verb::Check(asked)) => asked.run(language),
        Some(Verb::Rules(asked)) => asked.run(language).map_err(Faults::from),
    };
    match answer {
        Ok(text) => {
            use std::io::Write;
            // A reader that has seen enough closes the pipe: no fault.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(faults) => {
            for error in &faults.first {
                eprintln!(
                    "{} ({}): {}",
                    error.name(),
                    error.code(),
                    error.message(language)
                );
            }
            let unsaid = faults.count.saturating_sub(faults.first.len() as u64);
            if unsaid > 0 {
                eprintln!("+ {unsaid}");
            }
            ExitCode::FAILURE
        }
    }
}
