//! `noidai`: from a folder of tables to an answer that an officer can act on.

mod failure;
mod opened;
mod show;
mod tables;
mod verb;

use clap::{Parser, Subcommand, ValueEnum};
use failure::Failure;
use std::process::ExitCode;

/// Skill coverage of Việt Nam's community digital technology teams.
///
/// Without a verb: the demonstration of Hậu Giang on 30 June 2025.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 answered; 1 faults in the data or the rule given; 2 wrong usage, or something asked for that is not there.\nColours on a terminal only, and none where NO_COLOR is set.\n\nExample: noidai coverage DIR --by commune --where 934"
)]
struct Arguments {
    /// Language of headings and messages.
    #[arg(long, global = true, value_enum, default_value = "vi")]
    lang: Lang,
    /// How many times the residents of the province the demonstration has, from
    /// 0.001 to 100.
    #[arg(long, global = true, default_value = "1", value_parser = size)]
    scale: f64,
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
    /// Writes the demonstration as a folder of tables.
    #[command(after_help = "Example: noidai generate DIR --scale 0.01 --seed 7")]
    Generate(verb::generate::Generate),
    /// Reads folders of tables and says every fault.
    #[command(after_help = "Example: noidai check DIR")]
    Check(verb::check::Check),
    /// Counts and shares of a rule in each unit of a level.
    #[command(
        after_help = "Example: noidai coverage DIR --rule household-app --on 2025-06-30 --by commune --where 934 --format csv"
    )]
    Coverage(verb::coverage::Coverage),
    /// A household, team, resident or unit as it stands on a day.
    #[command(after_help = "Example: noidai explain DIR h012-0034 --on 2025-06-30")]
    Explain(verb::explain::Explain),
    /// The rules: lists, shows and checks them.
    #[command(
        after_help = "Example: noidai rules show ministry-household\nExample: noidai rules check my-rule.json"
    )]
    Rules(verb::rules::Rules),
}

/// Reads a size of the demonstration.
fn size(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(size) if (0.001..=100.0).contains(&size) => Ok(size),
        _ => Err("0.001 … 100".to_owned()),
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = match arguments.lang {
        Lang::Vi => noidai::Language::Vietnamese,
        Lang::En => noidai::Language::English,
    };
    let scale = noidai_demonstration::Scale::times(arguments.scale, arguments.seed);
    let answer: Result<String, Failure> = match &arguments.verb {
        None => verb::demonstration::run(scale, language),
        Some(Verb::Generate(asked)) => asked.run(scale),
        Some(Verb::Check(asked)) => asked.run(scale, language),
        Some(Verb::Coverage(asked)) => asked.run(scale, language),
        Some(Verb::Explain(asked)) => asked.run(scale, language),
        Some(Verb::Rules(asked)) => asked.run(language),
    };
    match answer {
        Ok(text) => {
            use std::io::Write;
            // A reader that has seen enough closes the pipe: no fault.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(language),
    }
}
