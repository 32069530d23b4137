//! The library itself instrumented, which takes nightly: what gcc's own sanitizers cannot
//! see, since they look at C alone. A fault planted on purpose must be seen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod replay;

use replay::{run, same, session};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "x86_64-unknown-linux-gnu";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The static library and the standard library under it, instrumented.
fn instrumented(sanitizer: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target
        .map_or_else(|| root().join("target"), PathBuf::from)
        .join(sanitizer);
    let mut rustup = Command::new("rustup");
    run(
        rustup.args(["component", "add", "--toolchain", "nightly", "rust-src"]),
        b"",
    );
    let mut cargo = Command::new("rustup");
    cargo.args([
        "run", "nightly", "cargo", "rustc", "--quiet", "-p", "noidai-c",
    ]);
    cargo.args([
        "-Zbuild-std",
        "--target",
        TARGET,
        "--crate-type",
        "staticlib",
    ]);
    cargo.current_dir(root()).env("CARGO_TARGET_DIR", &target);
    cargo.env("RUSTFLAGS", format!("-Zsanitizer={sanitizer}"));
    // What runs the tests has chosen a toolchain for itself.
    cargo
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .env_remove("RUSTC");
    cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    run(&mut cargo, b"");
    target.join(TARGET).join("debug/libnoidai_c.a")
}

/// A C program linked to it.
fn linked(source: &str, library: &Path, sanitizer: &str) -> PathBuf {
    let program = library.with_file_name(source.replace(".c", ""));
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=c99", "-g", "-Wall", "-Wextra", "-Werror"]);
    gcc.arg(format!("-fsanitize={sanitizer}"));
    gcc.arg(root().join("bindings-c/tests/c").join(source))
        .arg("-I");
    gcc.arg(root().join("bindings-c/include")).arg(library);
    run(
        gcc.args(["-lpthread", "-ldl", "-lm", "-o"]).arg(&program),
        b"",
    );
    program
}

#[test]
#[ignore = "needs nightly and gcc"]
fn long_the_corpus_under_address_sanitizer_which_sees_a_planted_fault() {
    let library = instrumented("address");
    let planted = linked("planted.c", &library, "address");
    let output = Command::new(planted).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "the planted fault is not seen");
    assert!(said.contains("heap-use-after-free"), "{said}");
    run(
        &mut Command::new(linked("conventions.c", &library, "address")),
        b"",
    );
    let (input, wanted, _) = session();
    same(
        &mut Command::new(linked("replay.c", &library, "address")),
        &input,
        &wanted,
    );
}

#[test]
#[ignore = "needs nightly and gcc"]
fn long_eight_threads_under_thread_sanitizer() {
    let library = instrumented("thread");
    run(
        &mut Command::new(linked("threads.c", &library, "thread")),
        b"",
    );
}
