//! The corpus as `c/replay.c` reads it, and what it must write.

use noidai_corpus::{Case, File, compact, themes};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Runs a program on some input, which must succeed, and gives what it wrote.
pub fn run(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let mut child = command
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Apart from reading, or both sides could wait for each other.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?}: {}\n{said}",
        output.status
    );
    output.stdout
}

/// Runs a program that replays the corpus, and compares what it wrote byte by byte.
pub fn same(command: &mut Command, input: &[u8], wanted: &[u8]) {
    let found = run(command, input);
    if let Some(at) =
        (0..wanted.len().max(found.len())).find(|at| wanted.get(*at) != found.get(*at))
    {
        let around = |bytes: &[u8]| {
            let from = at.saturating_sub(200).min(bytes.len());
            let until = (at + 200).min(bytes.len());
            String::from_utf8_lossy(&bytes[from..until]).into_owned()
        };
        panic!(
            "{command:?}: byte {at}:\n{}\nwanted:\n{}",
            around(&found),
            around(wanted)
        );
    }
}

fn bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend(format!("{}\n", bytes.len()).bytes());
    to.extend(bytes);
}

/// The files that a case opens.
fn open(input: &mut Vec<u8>, shared: &[File], case: &Case) {
    let files: Vec<&File> = shared.iter().chain(&case.files).collect();
    let open = if case.kept { "keep" } else { "open" };
    input.extend(format!("{open}\n{}\n", files.len()).bytes());
    for file in files {
        bytes(input, file.name.as_bytes());
        bytes(input, &file.bytes());
    }
    bytes(input, case.options_text().as_bytes());
}

/// All cases as `replay.c` reads them, and what it must write.
pub fn session() -> (Vec<u8>, Vec<u8>, usize) {
    let (mut input, mut wanted, mut cases) = (Vec::new(), Vec::new(), 0);
    for (_, theme) in themes() {
        for case in &theme.cases {
            if let Some(loaded) = &case.frame {
                input.extend(b"load\n");
                bytes(&mut input, &loaded.file(&theme.frames));
            } else {
                open(&mut input, &theme.files, case);
            }
            cases += 1;
            if let Some(refused) = &case.refused {
                wanted.extend(said("error", &compact(refused.get())));
                continue;
            }
            wanted.extend(b"opened 0 0\n\n");
            for step in &case.steps {
                let verb: &[u8] = match case.frame {
                    Some(_) => b"frame\n",
                    None if step.tells() => b"tell\n",
                    None => b"ask\n",
                };
                input.extend(verb);
                bytes(&mut input, step.request_bytes().as_bytes());
                wanted.extend(match (&step.answer, &step.error) {
                    (Some(answer), None) => said("answer", &compact(answer.get())),
                    (None, Some(error)) => said("error", &compact(error.get())),
                    _ => panic!("{}: either an answer or an error", case.name),
                });
            }
        }
    }
    (input, wanted, cases)
}

/// A line with status and length, and the document.
fn said(what: &str, document: &str) -> Vec<u8> {
    // The first fault's code is the first number after "code".
    let code = match what {
        "error" => {
            let after = document.split("\"code\":").nth(1).unwrap();
            after.split(',').next().unwrap()
        }
        _ => "0",
    };
    format!("{what} {code} {}\n{document}\n", document.len()).into_bytes()
}
