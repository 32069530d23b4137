//! C and C++ against the library: the header in each standard, the conventions,
//! and the corpus, plain, under sanitizers and under valgrind.
//!
//! They need gcc, g++ and valgrind: `scripts/test` runs them, `scripts/test rust`
//! does not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod replay;

use replay::{run, same, session};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const STRICT: [&str; 4] = ["-pedantic-errors", "-Wall", "-Wextra", "-Werror"];
const SANITIZED: [&str; 3] = [
    "-g",
    "-fsanitize=address,undefined",
    "-fno-sanitize-recover=all",
];

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Where cargo laid the libraries down: beside this test.
fn built() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().unwrap().to_owned()
}

/// Compiles a program against the static library.
fn compile(source: &str, name: &str, flags: &[&str]) -> PathBuf {
    let folder = built().join("c-programs");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join(name);
    let mut gcc = Command::new("gcc");
    gcc.arg("-std=c99")
        .args(STRICT)
        .args(flags)
        .arg(at("tests/c").join(source))
        .arg("-I")
        .arg(at("include"))
        .arg(built().join("libnoidai_c.a"))
        .args(["-lpthread", "-ldl", "-lm", "-o"])
        .arg(&program);
    run(&mut gcc, b"");
    program
}

fn under_valgrind(program: &Path) -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args([
            "--quiet",
            "--leak-check=full",
            "--show-leak-kinds=all",
            "--error-exitcode=99",
        ])
        .arg(program);
    valgrind
}

#[test]
#[ignore = "needs gcc, g++ and clang"]
fn the_header_is_c99_c11_and_cpp11() {
    let include = at("include/noidai.h");
    let twice =
        format!("#include {include:?}\n#include {include:?}\nint main(void) {{ return 0; }}\n");
    for (compiler, language, standard) in [
        ("gcc", "c", "-std=c99"),
        ("gcc", "c", "-std=c11"),
        ("g++", "c++", "-std=c++11"),
        ("clang", "c", "-std=c99"),
        ("clang", "c", "-std=c11"),
        ("clang++", "c++", "-std=c++11"),
    ] {
        let mut command = Command::new(compiler);
        command
            .args(["-x", language, standard, "-fsyntax-only"])
            .args(STRICT)
            .arg("-");
        run(&mut command, twice.as_bytes());
        command.arg("-DNOIDAI_NO_HELPERS");
        run(&mut command, twice.as_bytes());
    }
}

#[test]
#[ignore = "needs gcc, g++ and valgrind"]
fn the_conventions_hold() {
    let plain = compile("conventions.c", "conventions", &["-g"]);
    run(&mut Command::new(&plain), b"");
    run(&mut under_valgrind(&plain), b"");
    let sanitized = compile("conventions.c", "conventions-sanitized", &SANITIZED);
    run(&mut Command::new(&sanitized), b"");
}

/// Without sanitizers, on every run; `sanitizers.rs` looks for races.
#[test]
#[ignore = "needs gcc, g++ and valgrind"]
fn eight_threads_ask_and_step_at_once() {
    run(
        &mut Command::new(compile("threads.c", "threads", &["-g"])),
        b"",
    );
}

/// A C compiler lays structs down as `abi.txt` says.
#[test]
#[ignore = "needs gcc, g++ and valgrind"]
fn the_layouts_are_those_of_c() {
    let interface = fs::read_to_string(at("abi.txt")).unwrap();
    let mut program = String::from("#include \"noidai.h\"\nint main(void) {\n");
    let mut checks = 0;
    for line in interface.lines() {
        let Some((own, members)) = line.split_once(" bytes; ") else {
            continue;
        };
        let (own, size) = own.split_once(", ").unwrap();
        let own = own.strip_prefix("struct ").unwrap();
        program += &format!("  typedef char {own}_size[sizeof({own}) == {size} ? 1 : -1];\n");
        for member in members.split("; ") {
            let (offset, member) = member.split_once(": ").unwrap();
            let name = member.rsplit([' ', '*']).next().unwrap();
            let name = name.split('[').next().unwrap();
            program += &format!(
                "  typedef char {own}_{name}[offsetof({own}, {name}) == {offset} ? 1 : -1];\n"
            );
            checks += 1;
        }
    }
    assert!(checks > 0, "no struct in abi.txt");
    program += "  return 0;\n}\n";
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=c99", "-xc", "-fsyntax-only", "-I"]);
    run(gcc.arg(at("include")).arg("-"), program.as_bytes());
}

/// The program of the README's section "In C", as it stands there.
#[test]
#[ignore = "needs gcc, g++ and valgrind"]
fn the_readme_holds() {
    let readme = fs::read_to_string(at("../README.md")).unwrap();
    let (_, program) = readme.split_once("```c\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let folder = built().join("c-programs");
    fs::create_dir_all(&folder).unwrap();
    let source = folder.join("readme.c");
    fs::write(&source, program).unwrap();
    let program = compile(source.to_str().unwrap(), "readme", &["-g"]);
    let said = run(&mut under_valgrind(&program), b"");
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("\"not_assessed\":1"), "{said}");
}

#[test]
#[ignore = "needs gcc, g++ and valgrind"]
fn the_corpus_gives_the_same_bytes() {
    let (input, wanted, cases) = session();
    let plain = compile("replay.c", "replay", &["-g"]);
    let sanitized = compile("replay.c", "replay-sanitized", &SANITIZED);
    for mut command in [
        Command::new(&plain),
        Command::new(&sanitized),
        under_valgrind(&plain),
    ] {
        same(&mut command, &input, &wanted);
    }
    println!("{cases} cases, {} bytes", wanted.len());
}
