//! `examples/app` as its page tells it: built from an installed tree in an empty folder,
//! and run on a desktop JVM that checks every JNI call.
//!
//! Needs a JDK, npm, gcc, make and cmake: `scripts/test` runs it, `scripts/test rust` does
//! not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The installed tree, and the example in an empty folder.
fn installed(name: &str) -> (PathBuf, PathBuf) {
    let built = std::env::current_exe().unwrap();
    let built = built.parent().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = built.join("c-app").join(name);
    let _ = fs::remove_dir_all(&folder);
    let (tree, empty) = (folder.join("tree"), folder.join("empty"));
    fs::create_dir_all(&empty).unwrap();
    let mut install = Command::new(root.join("scripts/install-c"));
    run(install.arg(&tree).arg(built));
    let from = tree.join("share/noidai/app");
    run(Command::new("cp").arg("-R").arg(from).arg(&empty));
    (tree, empty.join("app"))
}

/// What is printed, worked out by hand: the woman of the household lacks two steps to
/// fluent in one skill and one in another; the visit finds her fluent in both.
const SAID: [&str; 6] = [
    "Văn phòng gửi cho điện thoại: 1 gói",
    "Trước khi đến nhà: not_covered, còn 3 bậc",
    "Sau khi đến nhà: covered",
    "Không ghi: /entries/0/event/on: ",
    "Gặp lại văn phòng: 1 gói",
    "Văn phòng: covered",
];

#[test]
#[ignore = "needs a JDK, npm, gcc and make"]
fn a_visit_is_recorded_explained_and_synced() {
    let (tree, app) = installed("visit");
    // The compiler is fetched once and not for each run.
    let compiler = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/app");
    if !compiler.join("node_modules").exists() {
        let mut npm = Command::new("npm");
        run(npm
            .args(["ci", "--no-audit", "--no-fund", "--prefix"])
            .arg(&compiler));
    }
    let kotlinc = compiler.join("node_modules/kotlin-compiler/bin/kotlinc");
    let mut make = Command::new("make");
    make.args(["-s", "-C"]).arg(&app);
    make.arg(format!("PREFIX={}", tree.display()));
    let said = run(make.arg(format!("KOTLINC={}", kotlinc.display())));
    // The JVM's warnings stand there too, so each line is looked at.
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), SAID.len(), "{said}");
    for (line, wanted) in lines.iter().zip(SAID) {
        assert!(line.starts_with(wanted), "{wanted}\n{said}");
    }
    let page = fs::read_to_string(app.join("README.md")).unwrap();
    assert!(
        page.contains(&SAID[..3].join("\n")),
        "the page says otherwise"
    );
}

/// With the desktop's compiler, since there is no NDK: it links, shows the calls alone,
/// and its segments can stand on pages of 16 KB.
#[test]
#[ignore = "needs a JDK, gcc and cmake"]
fn the_build_for_android_links_with_pages_of_16_kb() {
    let (tree, app) = installed("android");
    let home = run(Command::new("sh").args(["-c", "realpath $(command -v javac)"]));
    let home = home.trim().trim_end_matches("/bin/javac").to_owned();
    let build = app.join("android/build");
    let mut cmake = Command::new("cmake");
    cmake
        .arg("-S")
        .arg(app.join("android"))
        .arg("-B")
        .arg(&build);
    cmake.arg(format!(
        "-DNOIDAI_PREFIX={}",
        tree.parent().unwrap().display()
    ));
    cmake.arg("-DANDROID_ABI=tree");
    run(cmake.arg(format!(
        "-DCMAKE_C_FLAGS=-I{home}/include -I{home}/include/linux"
    )));
    run(Command::new("cmake").arg("--build").arg(&build));
    let library = build.join("libnoidai_jni.so");
    let read = |flags| run(Command::new("readelf").args([flags, "-W"]).arg(&library));
    let segments = read("-l");
    let loads = segments
        .lines()
        .filter(|line| line.trim_start().starts_with("LOAD"));
    let aligned: Vec<bool> = loads
        .map(|line| line.trim_end().ends_with("0x4000"))
        .collect();
    assert!(
        aligned.len() > 1 && aligned.iter().all(|own| *own),
        "{segments}"
    );
    let symbols = read("--dyn-syms");
    let shown = symbols.lines().skip(3).filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        (words.len() > 7 && words[6] != "UND").then(|| words[7].to_owned())
    });
    let mut shown: Vec<String> = shown.collect();
    shown.sort();
    let calls = ["ask", "free", "open"].map(|call| format!("Java_noidai_Native_{call}"));
    assert_eq!(shown, calls);
}
