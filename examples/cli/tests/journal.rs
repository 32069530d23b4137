//! A folder that stores a journal: what was confirmed is there, whatever happens.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

fn noidai(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noidai"));
    command
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .unwrap()
}

/// What a verb of the journal answers.
fn text(arguments: &[&str]) -> String {
    let output = noidai(&[&["journal"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let said = text(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&said).unwrap()
}

/// A new folder of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("journal")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A store of a device.
fn store(name: &str, device: &str) -> String {
    let path = folder(name).to_str().unwrap().to_owned();
    text(&["init", &path, "--device", device]);
    path
}

fn assessed(person: &str, day: u32, level: &str) -> String {
    format!(
        r#"{{"v":1,"kind":"skill-assessed","on":"2025-06-{day:02}","about":[{{"noun":"person","id":"{person}"}}],"data":{{"catalogue":"basic-skills","how":"observed","level":"{level}","skill":"online-payment"}}}}"#
    )
}

fn named(person: &str, name: &str) -> String {
    format!(
        r#"{{"v":1,"kind":"person-recorded","about":[{{"noun":"person","id":"{person}"}}],"data":{{"birth_year":1980}},"personal":{{"name":"{name}"}}}}"#
    )
}

fn append(store: &str, lines: &[String]) -> String {
    let file = Path::new(store).join("events.txt");
    fs::write(&file, lines.join("\n")).unwrap();
    text(&["append", store, file.to_str().unwrap(), "--format", "csv"])
}

/// Every byte that a store holds.
fn bytes(store: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(store).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            all.extend(fs::read(path).unwrap());
        }
    }
    all
}

fn holds(store: &str, text: &str) -> bool {
    let text = text.as_bytes();
    bytes(store).windows(text.len()).any(|part| part == text)
}

#[test]
fn what_is_appended_is_numbered_and_there() {
    let store = store("appended", "phone-7");
    let said = append(&store, &[named("p1", "Bé"), assessed("p1", 1, "guided")]);
    assert_eq!(said, "record\nphone-7/1/1\nphone-7/1/2\n");
    let said = append(&store, &[assessed("p1", 2, "can-do")]);
    assert_eq!(said, "record\nphone-7/1/3\n");
    let shown = json(&["show", &store, "--since", "1"]);
    assert_eq!(shown["records"][1]["record"], "phone-7/1/3");
    let answers = json(&["answers", &store]);
    assert_eq!(answers["answers"].as_array().unwrap().len(), 3);
    assert!(text(&["verify", &store]).contains("→ whole"));
    // All of them or none.
    let file = Path::new(&store).join("wrong.txt");
    let faulty = [assessed("p1", 3, "fluent"), assessed("p 1", 3, "fluent")];
    fs::write(&file, faulty.join("\n")).unwrap();
    let output = noidai(&["journal", "append", &store, file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2"));
    assert_eq!(json(&["verify", &store])["records"], 3);
}

#[test]
fn what_was_confirmed_survives_being_killed() {
    let store = store("killed", "phone-7");
    let mut confirmed = 0;
    // A slow machine confirms less in a round: then there are more of them.
    for round in 0..60_u64 {
        if round >= 12 && confirmed > 20 {
            break;
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_noidai"))
            .args(["journal", "append", &store, "-", "--each"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = program.stdin.take().unwrap();
        let output = program.stdout.take().unwrap();
        let writer = std::thread::spawn(move || {
            for day in 1..2000 {
                let line = assessed(&format!("p{round}-{day}"), 1 + day % 28, "guided");
                if writeln!(input, "{line}").is_err() {
                    break;
                }
            }
        });
        // From before it has begun to some way into it.
        let patience = Duration::from_micros(1_500 * (round * round) % 90_000);
        let until = Instant::now() + patience;
        let mut lines = BufReader::new(output).lines();
        if round > 1 {
            confirmed = number(&lines.next().unwrap().unwrap());
        }
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        program.kill().unwrap();
        program.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            confirmed = number(&line).max(confirmed);
        }
        writer.join().unwrap();
        let output = noidai(&["journal", "verify", &store, "--format", "json"]);
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let there = found["records"].as_u64().unwrap();
        assert!(there >= confirmed, "{there} of {confirmed}: {found}");
        if there > 0 {
            assert_eq!(found["chains"][0]["reached"], there);
        }
        // At most an end that was not written whole.
        for fault in found["faults"]["faults"].as_array().unwrap() {
            assert_eq!(fault["name"], "journal-cut", "{found}");
        }
    }
    assert!(confirmed > 20, "{confirmed}");
    append(&store, &[assessed("p1", 1, "fluent")]);
    assert!(text(&["verify", &store]).contains("→ whole"));
}

fn number(record: &str) -> u64 {
    record.rsplit('/').next().unwrap().parse().unwrap()
}

#[test]
fn a_torn_tail_is_told_and_cut_off_by_the_next_record() {
    let store = store("torn", "phone-7");
    append(
        &store,
        &[assessed("p1", 1, "guided"), assessed("p1", 2, "fluent")],
    );
    let file = Path::new(&store).join("phone-7-1.journal");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 5]).unwrap();
    let output = noidai(&["journal", "verify", &store]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("journal-cut (703)"));
    let said = append(&store, &[assessed("p1", 3, "fluent")]);
    assert_eq!(said, "record\nphone-7/1/2\n");
    assert!(text(&["verify", &store]).contains("→ whole"));
}

#[cfg(unix)]
#[test]
fn a_full_disk_confirms_nothing() {
    let store = store("full", "phone-7");
    append(&store, &[assessed("p1", 1, "guided")]);
    let before = bytes(&store);
    let many: Vec<String> = (0..40)
        .map(|at| assessed(&format!("p{at}"), 2, "fluent"))
        .collect();
    let file = Path::new(&store).join("many.txt");
    fs::write(&file, many.join("\n")).unwrap();
    // A file of more than two blocks of 512 or 1,024 bytes is refused by the system.
    let script = r#"trap "" XFSZ; ulimit -f 2; exec "$0" --lang en journal append "$1" "$2""#;
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_noidai"), &store])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("not-stored (721)"), "{said}");
    assert_eq!(bytes(&store), before);
    assert_eq!(append(&store, &many).lines().count(), 41);
}

#[test]
fn two_do_not_write_at_once() {
    let store = store("locked", "phone-7");
    let mut program = Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["journal", "append", &store, "-", "--each"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    writeln!(input, "{}", assessed("p1", 1, "guided")).unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "phone-7/1/1");
    let output = noidai(&["journal", "compact", &store]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("another program is using it"), "{said}");
    drop(input);
    assert!(program.wait().unwrap().success());
    text(&["compact", &store]);
}

#[test]
fn journals_that_meet_are_equal_and_write_receipts_once() {
    let (phone, office) = (
        store("meet-phone", "phone-7"),
        store("meet-office", "office"),
    );
    append(&office, &[named("p1", "Nguyễn Thị Bé")]);
    append(
        &phone,
        &[assessed("p1", 1, "guided"), assessed("p9", 1, "guided")],
    );
    assert_eq!(
        json(&["answers", &phone])["answers"][0]["outcome"],
        "pending"
    );
    let at = "2025-06-14T08:00:00.000Z";
    let synced = json(&["sync", &phone, &office, "--piece", "1", "--at", at]);
    assert_eq!(synced["stores"][0]["received"], 1);
    assert_eq!(synced["stores"][1]["received"], 2);
    assert_eq!(
        (
            &synced["stores"][1]["pieces"],
            &synced["stores"][1]["receipts"]
        ),
        (&2.into(), &1.into())
    );
    for _ in 0..2 {
        // The receipts themselves.
        json(&["sync", &phone, &office, "--at", at]);
    }
    let synced = json(&["sync", &phone, &office, "--at", at]);
    for store in synced["stores"].as_array().unwrap() {
        assert_eq!(
            (&store["received"], &store["receipts"]),
            (&0.into(), &0.into())
        );
    }
    assert_eq!(
        json(&["show", &phone])["records"],
        json(&["show", &office])["records"]
    );
    let waiting = json(&["conflicts", &office]);
    assert_eq!(waiting["answers"].as_array().unwrap().len(), 1);
    assert_eq!(waiting["answers"][0]["record"], "phone-7/1/2");
    assert_eq!(
        json(&["duplicates", &office])["candidates"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn what_is_erased_is_in_no_byte_and_comes_back_from_nobody() {
    let (office, late) = (store("erased", "office"), store("erased-late", "phone-1"));
    append(&office, &[named("p1", "Trần Thị Lệ"), named("p2", "Bé")]);
    text(&["sync", &office, &late]);
    assert!(holds(&office, "Trần Thị Lệ") && holds(&late, "Trần Thị Lệ"));
    let erased = json(&["erase", &office, "--person", "p1", "--reason", "request"]);
    assert_eq!(erased["parts"], 1);
    assert!(!holds(&office, "Trần Thị Lệ") && holds(&office, "Bé"));
    text(&["sync", &office, &late]);
    assert!(!holds(&office, "Trần Thị Lệ") && !holds(&late, "Trần Thị Lệ"));
    let shown = text(&["show", &late, "--format", "json"]);
    assert!(!shown.contains("Trần Thị Lệ") && shown.contains(r#""personal":"gone""#));
    assert!(text(&["verify", &late]).contains("→ whole"));
}

#[test]
fn a_compaction_drops_no_record_and_a_half_written_one_changes_nothing() {
    let store = store("packed", "phone-7");
    for day in 1..4 {
        append(&store, &[assessed("p1", day, "guided")]);
    }
    let before = json(&["show", &store]);
    let old = fs::read(Path::new(&store).join("phone-7-1.journal")).unwrap();
    text(&["compact", &store]);
    assert_eq!(json(&["show", &store]), before);
    assert_eq!(
        fs::read_dir(&store).unwrap().count(),
        4,
        "device, lock, events and one file"
    );
    // Killed before the old file went, and while another was half written.
    fs::write(Path::new(&store).join("phone-7-1.journal"), &old).unwrap();
    fs::write(Path::new(&store).join("packed-2.new"), &old[..40]).unwrap();
    assert_eq!(json(&["show", &store]), before);
    append(&store, &[assessed("p1", 9, "fluent")]);
    text(&["compact", &store]);
    assert_eq!(json(&["verify", &store])["records"], 4);
    assert!(!Path::new(&store).join("packed-2.new").exists());
    // Packed it is the same in less room.
    let plain = json(&["show", &store]);
    let packed = json(&["compact", &store, "--packed"]);
    let bytes = |of: &str| packed[of].as_u64().unwrap();
    assert!(bytes("bytes_after") < bytes("bytes_before"), "{packed}");
    assert_eq!(json(&["show", &store]), plain);
    text(&["compact", &store]);
    assert_eq!(json(&["show", &store]), plain);
    // Damage is kept aside.
    let file = Path::new(&store).join("packed-4.journal");
    let mut bytes = fs::read(&file).unwrap();
    bytes[60] ^= 1;
    fs::write(&file, bytes).unwrap();
    let packed = json(&["compact", &store]);
    assert_eq!(packed["kept"].as_array().unwrap().len(), 1);
    assert!(Path::new(&store).join("packed-4.damaged").exists());
}

#[test]
fn the_monthly_tables_are_compared_and_only_differences_recorded() {
    let store = store("monthly", "office");
    let tables = folder("monthly-tables");
    let write = |file: &str, text: &str| fs::write(tables.join(file), text).unwrap();
    write(
        "units.csv",
        "id,name,level,parent\n93,Hậu Giang,province,\n93/1,Ấp 1,hamlet,93\n",
    );
    write(
        "people.csv",
        "id,name,birth,sex\np1,Bé,1980,female\np2,Ba,1970,male\n",
    );
    write("households.csv", "id,unit,address\nh1,93/1,số 7\n");
    write(
        "residences.csv",
        "person,household,kind\np1,h1,permanent\np2,h1,permanent\n",
    );
    let dir = tables.to_str().unwrap();
    let import =
        |more: &[&str]| json(&[&["import", &store, dir, "--as-of", "2025-06-14"], more].concat());
    let dry = import(&[]);
    assert_eq!((&dry["recorded"], &dry["same"]), (&0.into(), &0.into()));
    assert!(dry["new"].as_u64().unwrap() >= 7, "{dry}");
    assert_eq!(json(&["verify", &store])["records"], 0);
    assert_eq!(import(&["--record"])["recorded"], dry["new"]);
    let again = import(&["--record"]);
    assert_eq!(
        (&again["recorded"], &again["same"]),
        (&0.into(), &dry["new"])
    );

    // A month later: one came, one is older than was said, one is on no list.
    write(
        "people.csv",
        "id,name,birth,sex\np1,Bé,1981,female\np2,Ba,1970,male\np3,Tư,2001,male\n",
    );
    write(
        "residences.csv",
        "person,household,kind\np1,h1,permanent\np3,h1,permanent\n",
    );
    let month = import(&[]);
    let figures = ["new", "changed", "vanished"].map(|name| month[name].as_u64().unwrap());
    assert_eq!(figures, [2, 1, 1], "{month}");
    let changed = &month["differences"].as_array().unwrap()[2];
    assert_eq!(changed["fields"], serde_json::json!(["birth_year"]));
    assert!(!month.to_string().contains("Bé"));
    assert_eq!(import(&["--record", "--vanished", "end"])["recorded"], 4);
    let after = import(&[]);
    let figures = ["new", "changed", "vanished"].map(|name| after[name].as_u64().unwrap());
    assert_eq!(figures, [0, 0, 0], "{after}");
    let exported = noidai(&["export", &store]);
    let exported = String::from_utf8(exported.stdout).unwrap();
    assert!(
        exported.contains(r#""birth_year":1981"#) && !exported.contains(r#""birth_year":1980"#)
    );
    assert!(
        exported.contains(r#""kind":"residence-ended","on":"2025-06-14""#),
        "{exported}"
    );
    let answers = text(&["answers", &store, "--format", "csv"]);
    assert!(
        !answers.contains(",conflicting,") && !answers.contains(",broken,"),
        "{answers}"
    );
}

/// What a report says that was made from a simulated store.
const STAMP: &str = "DỮ LIỆU MÔ PHỎNG";

#[test]
fn what_was_recorded_from_simulated_tables_says_so_wherever_it_goes() {
    let tables = folder("simulated-tables");
    for (name, content) in [
        ("units.csv", "id,name,level\n93,Tỉnh,province\n"),
        ("households.csv", "id,unit\nh1,93\n"),
        ("SIMULATED.txt", STAMP),
    ] {
        fs::write(tables.join(name), content).unwrap();
    }
    let tables = tables.to_str().unwrap();
    let own = store("simulated", "office");
    let phone = store("simulated-phone", "phone-1");
    let import = ["import", &own, tables, "--as-of", "2025-06-30"];
    let is_stamped = |verb: &[&str]| {
        let output = noidai(verb);
        let [said, beside] =
            [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        assert!(output.status.success(), "{verb:?}: {beside}");
        said.contains(STAMP) || beside.contains(STAMP)
    };
    // Compared alone, the answer is simulated and the store is not.
    assert!(text(&import).contains(STAMP));
    assert!(!is_stamped(&["journal", "verify", &own]));
    assert!(text(&[&import[..], &["--record"]].concat()).contains(STAMP));
    let everywhere = |store: &str| {
        for verb in [
            &["coverage", store, "--by", "province", "--on", "2025-06-30"][..],
            &[
                "coverage",
                store,
                "--by",
                "province",
                "--on",
                "2025-06-30",
                "--format",
                "json",
            ],
            &["export", store],
            &["journal", "verify", store],
            &["journal", "conflicts", store, "--format", "csv"],
        ] {
            assert!(is_stamped(verb), "{verb:?}");
        }
    };
    everywhere(&own);
    assert!(!is_stamped(&["journal", "verify", &phone]));
    assert!(text(&["sync", &phone, &own]).contains(STAMP));
    everywhere(&phone);
    assert!(text(&["compact", &phone]).contains(STAMP));
    assert!(is_stamped(&[
        "coverage",
        &phone,
        "--by",
        "province",
        "--on",
        "2025-06-30"
    ]));
}

#[test]
fn what_a_host_knew_stands_beside_what_is_known() {
    let (office, phone) = (
        store("known-office", "office"),
        store("known-phone", "phone-1"),
    );
    let unit = |id: &str, level: &str, parent: &str| {
        format!(
            r#"{{"v":1,"kind":"unit-opened",{parent}"about":[{{"noun":"unit","id":"{id}"}}],"data":{{"level":"{level}","name":"{id}"}}}}"#
        )
    };
    let home = [
        unit("93", "province", ""),
        unit("93/1", "hamlet", r#""unit":"93","#),
        r#"{"v":1,"kind":"household-opened","unit":"93/1","about":[{"noun":"household","id":"h1"}],"data":{"listed":true}}"#.to_owned(),
        named("p1", "Bé"),
        r#"{"v":1,"kind":"residence-begun","about":[{"noun":"person","id":"p1"},{"noun":"household","id":"h1"}],"data":{"kind":"permanent"}}"#.to_owned(),
    ];
    let file = Path::new(&office).join("events.txt");
    fs::write(&file, home.join("\n")).unwrap();
    text(&[
        "append",
        &office,
        file.to_str().unwrap(),
        "--at",
        "2025-06-01T00:00:00.000Z",
    ]);
    let skills = [
        "public-services",
        "online-shopping",
        "online-payment",
        "online-safety",
        "local-platforms",
    ];
    let fluent = skills.map(|skill| assessed("p1", 10, "fluent").replace("online-payment", skill));
    append(&phone, &fluent);
    text(&["sync", &office, &phone, "--at", "2025-06-20T00:00:00.000Z"]);
    let asked = [
        "known-at",
        &office,
        "office@2025-06-14T00:00:00.000Z",
        "--on",
        "2025-06-13",
    ];
    let both = json(&asked);
    let row = |known: &str| both[known]["rows"][0].clone();
    assert_eq!(row("then")["not_assessed"], 1, "{both}");
    assert_eq!(row("now")["numerator"], 1);
    assert!(text(&asked).contains("as known at office@2025-06-14"));
    // A store is asked like tables.
    let asked = [
        "coverage",
        &office,
        "--by=hamlet",
        "--on=2025-06-30",
        "--format=json",
    ];
    let covered = noidai(&asked);
    let covered: serde_json::Value = serde_json::from_slice(&covered.stdout).unwrap();
    assert_eq!(covered["rows"], both["now"]["rows"]);
    // What the office did not know of the 13th by the 14th is corrected.
    let change = |more: &[&str]| {
        let asked = [
            "change",
            &office,
            "--from=2025-06-13",
            "--to=2025-06-30",
            "--by=hamlet",
        ];
        noidai(&[&asked[..], more].concat())
    };
    let known = "--known-from=office@2025-06-14T00:00:00.000Z";
    let found = change(&[known, "--format=json"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["total"]["before"], both["then"]["total"]);
    let flows = serde_json::json!([
        {"cause": "corrected", "from": "not_assessed", "to": "covered", "subjects": 1}
    ]);
    assert_eq!(found["total"]["flows"], flows, "{found}");
    let found = change(&["--format=json"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["total"]["flows"], serde_json::json!([]));
    let report = String::from_utf8(change(&[known, "--lang=en"]).stdout).unwrap();
    for expected in ["13 June 2025 (as known at office@2025-06-14", "corrected"] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    let refused = change(&["--known-to=nobody@2025-06-14T00:00:00.000Z"]);
    let errors = String::from_utf8(refused.stderr).unwrap();
    assert!(errors.contains("(718): --known-to: "), "{errors}");
}

#[test]
fn every_verb_has_help_and_an_example_in_both_languages() {
    for verb in [
        "init",
        "append",
        "import",
        "show",
        "verify",
        "sync",
        "answers",
        "conflicts",
        "duplicates",
        "known-at",
        "erase",
        "compact",
    ] {
        for (lang, example) in [("vi", "Ví dụ"), ("en", "Example")] {
            let output = noidai(&["journal", verb, "--help"]);
            let output = if lang == "en" {
                output
            } else {
                Command::new(env!("CARGO_BIN_EXE_noidai"))
                    .args(["journal", verb, "--help"])
                    .output()
                    .unwrap()
            };
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(
                said.contains(&format!("{example}: noidai journal {verb}")),
                "{said}"
            );
        }
    }
}
