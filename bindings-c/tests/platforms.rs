//! Other platforms: the library built for them, C linked to it, and the corpus replayed
//! where something here can run it.
//!
//! What begins with `long` takes long: `scripts/long` runs it.
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

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where a target is built, apart from all else.
fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    target
        .map_or_else(|| root().join("target"), Into::into)
        .join("platforms")
}

/// The static library of a target, hardly optimised: what it answers is looked at, not
/// how fast.
fn library(target: &str) -> PathBuf {
    let known = run(
        Command::new("rustc").args(["--print", "target-libdir", "--target", target]),
        b"",
    );
    if !Path::new(String::from_utf8(known).unwrap().trim()).exists() {
        run(Command::new("rustup").args(["target", "add", target]), b"");
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).env("CARGO_TARGET_DIR", folder());
    cargo
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    cargo.args([
        "rustc",
        "--quiet",
        "--locked",
        "-p",
        "noidai-c",
        "--crate-type",
        "staticlib",
    ]);
    run(cargo.args(["--target", target]), b"");
    folder().join(target).join("debug/libnoidai_c.a")
}

/// Replays the corpus in C on another processor.
fn replayed(target: &str, gcc: &str, qemu: &str) {
    let library = library(target);
    let program = folder().join(target).join("replay");
    let mut compiler = Command::new(gcc);
    compiler.args([
        "-std=c99",
        "-pedantic-errors",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-static",
    ]);
    compiler
        .arg(root().join("bindings-c/tests/c/replay.c"))
        .arg("-I");
    compiler.arg(root().join("bindings-c/include")).arg(library);
    run(
        compiler
            .args(["-lpthread", "-ldl", "-lm", "-o"])
            .arg(&program),
        b"",
    );
    let (input, wanted, cases) = session();
    same(Command::new(qemu).arg(&program), &input, &wanted);
    println!("{target}: {cases} cases, {} bytes", wanted.len());
}

/// Big-endian, where a mistake in bytes shows.
#[test]
#[ignore = "needs gcc-s390x-linux-gnu and qemu-user"]
fn the_corpus_gives_the_same_bytes_on_s390x() {
    replayed(
        "s390x-unknown-linux-gnu",
        "s390x-linux-gnu-gcc",
        "qemu-s390x",
    );
}

#[test]
#[ignore = "needs gcc-aarch64-linux-gnu and qemu-user"]
fn long_the_corpus_on_aarch64() {
    replayed(
        "aarch64-unknown-linux-gnu",
        "aarch64-linux-gnu-gcc",
        "qemu-aarch64",
    );
}

#[test]
#[ignore = "needs gcc-arm-linux-gnueabihf and qemu-user"]
fn long_the_corpus_on_armv7() {
    replayed(
        "armv7-unknown-linux-gnueabihf",
        "arm-linux-gnueabihf-gcc",
        "qemu-arm",
    );
}

#[test]
#[ignore = "needs gcc-i686-linux-gnu and qemu-user"]
fn long_the_corpus_on_i686() {
    replayed("i686-unknown-linux-gnu", "i686-linux-gnu-gcc", "qemu-i386");
}

/// The installed tree of a target, built for release.
fn installed(target: &str) -> PathBuf {
    let tree = folder().join("trees").join(target);
    let _ = fs::remove_dir_all(&tree);
    let mut install = Command::new(root().join("scripts/install-c"));
    install.env("CARGO_TARGET_DIR", folder());
    run(install.arg(&tree).args(["--target", target]), b"");
    tree
}

/// Most bytes of the stripped shared library on x86-64: what is reached, and only ever
/// lowered. The aim is 1,500,000; bindings-c/README.md says what it consists of.
const LARGEST: u64 = 2_830_000;

#[test]
#[ignore = "builds the library as it is installed"]
fn long_the_shared_library_keeps_to_its_size() {
    let tree = installed("x86_64-unknown-linux-gnu");
    let size = fs::metadata(tree.join("lib/libnoidai.so.1")).unwrap().len();
    println!("{size} bytes");
    assert!(size <= LARGEST, "{size} bytes, more than {LARGEST}");
}

/// DLLs that every Windows has; those of mingw are none of them.
const OF_WINDOWS: [&str; 8] = [
    "api-ms-win-core-synch-l1-2-0.dll",
    "bcryptprimitives.dll",
    "kernel32.dll",
    "msvcrt.dll",
    "ntdll.dll",
    "shell32.dll",
    "userenv.dll",
    "ws2_32.dll",
];

/// A DLL that needs Windows alone and shows its own names alone; C linked to its import
/// library. Gives the program.
fn on_windows(target: &str, tools: &str) -> PathBuf {
    let tree = installed(target);
    let dll = tree.join("bin/noidai.dll");
    let told = run(
        Command::new(format!("{tools}objdump")).arg("-p").arg(&dll),
        b"",
    );
    let told = String::from_utf8_lossy(&told).into_owned();
    let mut needed = told
        .lines()
        .filter_map(|line| line.trim().strip_prefix("DLL Name: "));
    let foreign = needed.find(|name| !OF_WINDOWS.contains(&name.to_lowercase().as_str()));
    assert_eq!(
        foreign, None,
        "{target} needs a DLL that is not Windows' own"
    );
    let (_, names) = told.split_once("[Ordinal/Name Pointer] Table").unwrap();
    let names = names
        .lines()
        .skip(1)
        .take_while(|line| !line.trim().is_empty());
    let shown: Vec<&str> = names
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    let definition = fs::read_to_string(tree.join("lib/noidai.def")).unwrap();
    let mut declared: Vec<&str> = definition.lines().skip(2).map(str::trim).collect();
    declared.sort_unstable();
    assert_eq!(shown, declared, "{target}: shown and declared");
    let program = tree.join("bin/replay.exe");
    let mut gcc = Command::new(format!("{tools}gcc"));
    gcc.args(["-std=c99", "-O1"])
        .arg(root().join("bindings-c/tests/c/replay.c"));
    gcc.arg("-I")
        .arg(tree.join("include"))
        .arg("-L")
        .arg(tree.join("lib"));
    // The shared library, not the static one beside it.
    run(
        gcc.args(["-l:libnoidai.dll.a", "-static-libgcc", "-o"])
            .arg(&program),
        b"",
    );
    program
}

#[test]
#[ignore = "needs gcc-mingw-w64-x86-64 and wine64"]
fn long_the_corpus_on_64_bit_windows_by_wine() {
    let program = on_windows("x86_64-pc-windows-gnu", "x86_64-w64-mingw32-");
    // Debian's wine lacks one DLL that Windows has.
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    gcc.arg("-shared")
        .arg(root().join("bindings-c/tests/c/bcryptprimitives.c"));
    gcc.args(["-ladvapi32", "-o"])
        .arg(program.with_file_name("bcryptprimitives.dll"));
    run(&mut gcc, b"");
    let (input, wanted, _) = session();
    let mut wine = Command::new("wine");
    wine.env("WINEDEBUG", "-all")
        .env("WINEPREFIX", folder().join("wine"));
    same(wine.arg(program), &input, &wanted);
}

#[test]
#[ignore = "needs gcc-mingw-w64-i686"]
fn long_32_bit_windows_links() {
    on_windows("i686-pc-windows-gnu", "i686-w64-mingw32-");
}

/// Static all through: a program that needs no libc of its machine.
#[test]
#[ignore = "needs musl-tools"]
fn long_the_corpus_on_musl() {
    let tree = installed("x86_64-unknown-linux-musl");
    let program = tree.join("replay");
    let mut gcc = Command::new("musl-gcc");
    gcc.args(["-std=c99", "-static"])
        .arg(root().join("bindings-c/tests/c/replay.c"));
    gcc.arg("-I")
        .arg(tree.join("include"))
        .arg(tree.join("lib/libnoidai.a"));
    run(gcc.args(["-lgcc_eh", "-o"]).arg(&program), b"");
    let (input, wanted, _) = session();
    same(&mut Command::new(&program), &input, &wanted);
}
