//! Help and faults of usage in the language asked for.
//!
//! A text stands beside what it is about: in English, then, from a paragraph that
//! begins with `vi:`, in Vietnamese.

use clap::{
    Arg, Command, Error,
    builder::{Resettable, StyledStr},
    error::{ContextKind, ContextValue, ErrorKind},
};
use noidai::Language;
use std::{
    ffi::OsString,
    io::{IsTerminal, Write},
};

/// What begins the paragraph that is in Vietnamese.
const VIETNAMESE: &str = "vi:";

/// Words that the argument parser itself writes.
const FRAME: &[(&str, &str)] = &[
    ("Usage:", "Cách dùng:"),
    ("Commands:", "Lệnh:"),
    ("Arguments:", "Đối số:"),
    ("Options:", "Tùy chọn:"),
    ("Reading:", "Cách đọc:"),
    ("Question:", "Câu hỏi:"),
    ("Answer:", "Câu trả lời:"),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("[COMMAND]", "[LỆNH]"),
    ("<COMMAND>", "<LỆNH>"),
    ("[default: ", "[mặc định: "),
    ("[possible values: ", "[các giá trị: "),
    (
        "Print help (see more with '--help')",
        "In trợ giúp (--help: đầy đủ hơn)",
    ),
    (
        "Print help (see a summary with '-h')",
        "In trợ giúp (-h: tóm tắt)",
    ),
    ("Print help", "In trợ giúp"),
    ("Print version", "In phiên bản"),
    (
        "Print this message or the help of the given subcommand(s)",
        "In trợ giúp này, hoặc trợ giúp của một lệnh",
    ),
    ("Example:", "Ví dụ:"),
];

/// The language that arguments ask for, before they are understood; Vietnamese
/// unless they say otherwise.
pub fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next().filter(|word| word != "--") {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|value| value.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(value) = value {
            return match value.as_str() {
                "en" => Language::English,
                _ => Language::Vietnamese,
            };
        }
    }
    Language::Vietnamese
}

/// The command with its texts in one language.
pub fn in_language(mut command: Command, language: Language) -> Command {
    command = command.mut_args(|argument| argument_in(argument, language));
    let long = command.get_long_about().or_else(|| command.get_about());
    if let Some(long) = long.map(ToString::to_string) {
        let long = of(&long, language);
        let first = first(&long);
        command = command.about(first).long_about(whole(long));
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(of(&after, language));
    }
    command.mut_subcommands(|command| in_language(command, language))
}

fn argument_in(argument: Arg, language: Language) -> Arg {
    let long = argument.get_long_help().or_else(|| argument.get_help());
    let Some(long) = long.map(ToString::to_string) else {
        return argument;
    };
    let long = of(&long, language);
    // What each value means stands in the Vietnamese text itself.
    let takes_values = argument.get_action().takes_values();
    let argument = match language == Language::Vietnamese && takes_values {
        true => argument.hide_possible_values(true),
        false => argument,
    };
    let first = first(&long);
    argument.help(first).long_help(whole(long))
}

/// The paragraphs of a language.
fn of(text: &str, language: Language) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let is_vietnamese = |text: &&str| text.starts_with(VIETNAMESE);
    let from = paragraphs.iter().position(is_vietnamese);
    let (en, vi) = paragraphs.split_at(from.unwrap_or(0));
    match language {
        Language::English if from.is_some() => en.join("\n\n"),
        _ => {
            let text = vi.join("\n\n");
            text.strip_prefix(VIETNAMESE)
                .unwrap_or(&text)
                .trim()
                .to_owned()
        }
    }
}

/// The long form of a text, where it has more than one paragraph.
fn whole(text: String) -> Resettable<StyledStr> {
    match text.contains("\n\n") {
        true => Resettable::Value(text.into()),
        false => Resettable::Reset,
    }
}

fn first(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or(text);
    first.strip_suffix('.').unwrap_or(first).to_owned()
}

/// Says why arguments were not understood, or the help that they ask for, and gives
/// the exit code.
pub fn report(error: &Error, language: Language) -> std::process::ExitCode {
    let is_fault = error.use_stderr();
    if language == Language::English {
        // A reader that has seen enough closes the pipe: no fault.
        let _ = error.print();
    } else {
        let is_painted = match is_fault {
            true => std::io::stderr().is_terminal(),
            false => std::io::stdout().is_terminal(),
        };
        let refused = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        let text =
            match is_fault && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                true => fault(error),
                false => {
                    let styled = error.render();
                    let text = match is_painted && !refused {
                        true => styled.ansi().to_string(),
                        false => styled.to_string(),
                    };
                    framed(text.trim_end().to_owned()) + "\n"
                }
            };
        let _ = match is_fault {
            true => std::io::stderr().write_all(text.as_bytes()),
            false => std::io::stdout().write_all(text.as_bytes()),
        };
    }
    std::process::ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn framed(text: String) -> String {
    let replace = |text: String, (en, vi): &(&str, &str)| text.replace(en, vi);
    FRAME.iter().fold(text, replace)
}

/// A fault of usage in Vietnamese.
fn fault(error: &Error) -> String {
    let get = |kind| error.get(kind).map(listed).unwrap_or_default();
    let (argument, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let said = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} cần một giá trị"),
        ErrorKind::InvalidValue => {
            let known = get(ContextKind::ValidValue);
            format!("{argument} không nhận “{value}”; các giá trị: {known}")
        }
        ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error).map(ToString::to_string);
            let due = match source.unwrap_or_default() {
                text if text.contains("digit") || text.is_empty() => "một số nguyên".to_owned(),
                text => match text.split_once(" is not in ") {
                    Some((_, range)) => format!("một số nguyên trong khoảng {range}"),
                    None => text,
                },
            };
            format!("{argument} không nhận “{value}”; cần {due}")
        }
        ErrorKind::UnknownArgument => format!("không có tùy chọn hoặc đối số “{argument}” ở đây"),
        ErrorKind::InvalidSubcommand => {
            let command = get(ContextKind::InvalidSubcommand);
            format!("không có lệnh “{command}”")
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {argument}"),
        ErrorKind::MissingSubcommand => {
            format!("còn thiếu lệnh: {}", get(ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => {
                format!("{argument} chỉ được nêu một lần")
            }
            prior => format!("{argument} không dùng cùng {prior}"),
        },
        ErrorKind::NoEquals => format!("{argument} cần dấu = trước giá trị"),
        ErrorKind::TooManyValues => format!("{argument} không nhận thêm “{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} có sai số lượng giá trị")
        }
        ErrorKind::InvalidUtf8 => "đối số không phải văn bản UTF-8".to_owned(),
        _ => format!("không hiểu: {argument} {value}")
            .trim_end()
            .to_owned(),
    };
    let mut text = format!("lỗi: {said}\n");
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant: Vec<String> = suggested
        .map(get)
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !meant.is_empty() {
        text.push_str(&format!("  có phải là: {}?\n", meant.join(", ")));
    }
    let usage = get(ContextKind::Usage);
    if !usage.is_empty() {
        text.push_str(&format!("\n{}\n", framed(usage)));
    }
    text.push_str("\nXem thêm: --help\n");
    text
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStrs(list) => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            list.join(", ")
        }
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of a command and of what is below it, with where it stands.
    fn texts(command: &Command, way: &str, found: &mut Vec<(String, String)>) {
        let way = format!("{way} {}", command.get_name());
        let about = command.get_long_about().or_else(|| command.get_about());
        found.push((
            way.clone(),
            about.map(ToString::to_string).unwrap_or_default(),
        ));
        for argument in command.get_arguments() {
            let help = argument.get_long_help().or_else(|| argument.get_help());
            let help = help.map(ToString::to_string).unwrap_or_default();
            found.push((format!("{way} {}", argument.get_id()), help));
        }
        for below in command.get_subcommands() {
            texts(below, &way, found);
        }
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        let mut found = Vec::new();
        texts(
            &<crate::Arguments as clap::CommandFactory>::command(),
            "",
            &mut found,
        );
        for (way, text) in found {
            let (en, vi) = (
                of(&text, Language::English),
                of(&text, Language::Vietnamese),
            );
            assert!(
                !en.is_empty() && !vi.is_empty() && en != vi,
                "{way}: {text:?}"
            );
        }
    }

    #[test]
    fn every_verb_has_an_example() {
        fn check(command: &Command) {
            let after = command.get_after_help().map(ToString::to_string);
            let mut below = command.get_subcommands().peekable();
            let name = command.get_name();
            let has_example = after.is_some_and(|after| after.contains("Example: noidai"));
            assert!(has_example, "{name}");
            below.by_ref().for_each(check);
        }
        check(&<crate::Arguments as clap::CommandFactory>::command());
    }
}
