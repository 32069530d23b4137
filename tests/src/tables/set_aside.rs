//! Rows set aside, mended and fed back give the same bytes as clean tables.

use super::{answers, read, sources, written};
use noidai::{
    Registry,
    export::File,
    import::{Options, tables},
};

fn files(of: &[(&str, &str)]) -> Vec<File> {
    let file = |(name, text): &(&str, &str)| File {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    };
    of.iter().map(file).collect()
}

const UNITS: &str =
    "id,code,name,level,parent\n93,93,Tỉnh,province,\nx,31400,Xã,commune,93\nx/1,,Ấp 1,hamlet,x\n";
const HOUSEHOLDS: &str = "id,unit,head\nh1,x/1,p1\nh2,x/1,\nh3,x/1,\n";
const CLEAN_PEOPLE: &str =
    "STT,id,name,birth\n1,p1,Nguyễn Thị Bé,1967\n2,p2,\"Trần, Văn Ba\",12/5/1990\n3,p3,Lê,\n";
const CLEAN_RESIDENCES: &str = "person,household,kind,from,until\np1,h1,permanent,,\np2,h1,permanent,,2025-01-10\np2,h2,permanent,2025-01-10,\np3,h3,permanent,,\n";
const SKILLS: &str = "person,skill,level\np1,online-payment,fluent\np1,online-safety,fluent\np1,online-shopping,fluent\np1,public-services,fluent\np1,local-platforms,fluent\np2,online-payment,1\n";

fn aside_options() -> Options {
    Options {
        set_aside: true,
        ..Options::default()
    }
}

/// `p1` has an impossible birthday; `p2` lives in two households at once.
fn faulty() -> Vec<File> {
    files(&[
        ("units.csv", UNITS),
        ("households.csv", HOUSEHOLDS),
        ("people.csv", &CLEAN_PEOPLE.replace(",1967", ",31/2/1967")),
        (
            "residences.csv",
            &CLEAN_RESIDENCES.replace("permanent,,2025-01-10", "permanent,,"),
        ),
        ("assessments.csv", SKILLS),
    ])
}

fn clean() -> Vec<File> {
    files(&[
        ("units.csv", UNITS),
        ("households.csv", HOUSEHOLDS),
        ("people.csv", CLEAN_PEOPLE),
        ("residences.csv", CLEAN_RESIDENCES),
        ("assessments.csv", SKILLS),
    ])
}

/// Every table's rows, sorted: a set of facts.
fn rows(files: Vec<File>) -> Vec<(String, Vec<String>)> {
    let sorted = |file: File| {
        let mut rows: Vec<String> = file.text.lines().map(str::to_owned).collect();
        rows.sort();
        (file.name, rows)
    };
    files.into_iter().map(sorted).collect()
}

#[test]
fn bad_rows_go_with_all_that_contradict_them_or_refer_to_them() {
    let imported = read(&faulty(), &aside_options());
    assert!(Registry::check(&imported.batch).is_empty());
    let aside = &imported.aside;
    // p1, both residences of p2; then h1, whose head p1 is; then p1's own
    // residence, and p1's five assessments.
    assert_eq!(aside.rows, 1 + 2 + 1 + 1 + 5, "{:#?}", aside.files);
    let names: Vec<&str> = aside.files.iter().map(|file| file.name.as_str()).collect();
    let expected = [
        "households.csv",
        "people.csv",
        "residences.csv",
        "assessments.csv",
    ];
    let mut sorted = expected;
    sorted.sort_unstable();
    let mut found = names.clone();
    found.sort_unstable();
    assert_eq!(found, sorted);
    let people = aside.files.iter().find(|file| file.name == "people.csv");
    assert_eq!(
        people.unwrap().text,
        "aside_code,aside_column,aside_vi,aside_en,aside_origin,aside_drop,STT,id,name,birth\n\
         bad-day,birth,\"people.csv, dòng 2, cột birth: (ẩn) không phải ngày có thật; cần YYYY-MM-DD hoặc d/m/yyyy, từ năm 1800 đến 2199\",\"people.csv, row 2, column birth: (hidden) is not a day of the calendar; expected YYYY-MM-DD or d/m/yyyy between 1800 and 2199\",rbbe83eec68706160,,1,p1,Nguyễn Thị Bé,31/2/1967\n"
    );
    let shown = Options {
        show_personal: true,
        ..aside_options()
    };
    let shown = read(&faulty(), &shown).aside;
    assert!(shown.files.iter().any(|file| {
        file.text
            .contains("row 2, column birth: 31/2/1967 is not a day")
    }));
    let left = rows(written(imported.batch));
    let people = &left
        .iter()
        .find(|(name, _)| name == "people.csv")
        .unwrap()
        .1;
    assert_eq!(people.len(), 3, "the header, p2 and p3: {people:?}");
}

/// What an officer does: opens the files, puts right what is wrong, saves.
fn mended(aside: &[File]) -> Vec<File> {
    let mend = |file: &File| File {
        name: file.name.clone(),
        text: file
            .text
            .replace("31/2/1967\n", "1967\n")
            .replace("p2,h1,permanent,,\n", "p2,h1,permanent,,2025-01-10\n"),
    };
    aside.iter().map(mend).collect()
}

#[test]
fn mended_and_fed_back_beside_the_faulty_tables_they_are_the_clean_ones() {
    let aside = read(&faulty(), &aside_options()).aside.files;
    let mut all = faulty();
    all.extend(mended(&aside));
    let imported = read(&all, &Options::default());
    let expected = read(&clean(), &Options::default());
    let said: Vec<&str> = imported.notes.iter().map(|note| note.name()).collect();
    assert_eq!(said, ["unknown-column", "unknown-column"], "STT, twice");
    assert_eq!(
        rows(written(imported.batch.clone())),
        rows(written(expected.batch.clone()))
    );
    let opened = (imported.open().unwrap(), expected.open().unwrap());
    assert_eq!(answers(&opened.0.registry), answers(&opened.1.registry));
    assert_eq!(opened.0.last_day, opened.1.last_day);
}

#[test]
fn what_is_fed_back_unmended_is_set_aside_again() {
    let aside = read(&faulty(), &aside_options()).aside.files;
    let mut all = faulty();
    all.extend(aside.clone());
    let again = read(&all, &aside_options()).aside.files;
    let same: Vec<(String, usize)> = aside
        .iter()
        .map(|file| (file.name.clone(), file.text.lines().count()))
        .collect();
    let counted: Vec<(String, usize)> = again
        .iter()
        .map(|file| (file.name.clone(), file.text.lines().count()))
        .collect();
    assert_eq!(counted, same);
    // And can be mended then: where it came from is not forgotten.
    let mut all = faulty();
    all.extend(mended(&again));
    let imported = read(&all, &Options::default());
    let expected = read(&clean(), &Options::default());
    assert_eq!(rows(written(imported.batch)), rows(written(expected.batch)));
}

/// The folder of rows set aside, with something written under `aside_drop` in each:
/// the cell behind the mark of the row that it was.
fn dropped(aside: &[File], mark: &str) -> Vec<File> {
    let mark_row = |row: &str| {
        let is_mark = |at: &usize| {
            let digits = row.as_bytes().get(at + 2..at + 18);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match row.match_indices(",r").map(|(at, _)| at).find(is_mark) {
            Some(at) => format!("{}{mark}{}\n", &row[..at + 19], &row[at + 19..]),
            None => format!("{row}\n"),
        }
    };
    let drop = |file: &File| File {
        name: file.name.clone(),
        text: file.text.lines().map(mark_row).collect(),
    };
    aside.iter().map(drop).collect()
}

#[test]
fn rows_marked_to_be_dropped_are_gone_and_told() {
    let aside = read(&faulty(), &aside_options());
    let mut all = faulty();
    all.extend(dropped(&aside.aside.files, "x"));
    let imported = read(&all, &Options::default());
    assert_eq!(
        rows(written(imported.batch.clone())),
        rows(written(aside.batch))
    );
    let said = imported
        .notes
        .iter()
        .filter(|note| note.name() == "dropped-row");
    assert_eq!(said.count() as u64, aside.aside.rows);
    let mut all = faulty();
    all.extend(dropped(&aside.aside.files, "maybe"));
    let faults = tables(&sources(&all), &Options::default()).unwrap_err();
    let said = faults
        .first
        .iter()
        .map(|error| error.message(noidai::Language::English));
    assert!(
        said.clone()
            .any(|said| said.ends_with("column aside_drop: maybe is not one of x")),
        "{:?}",
        said.collect::<Vec<_>>()
    );
}

#[test]
fn what_is_no_fault_of_a_row_refuses_everything() {
    let mut all = faulty();
    all.extend(files(&[("stalls.csv", "id,household\ns1,h1\n")]));
    let faults = tables(&sources(&all), &aside_options()).unwrap_err();
    assert_eq!(faults.count, 1);
    assert_eq!(
        faults.first[0].message(noidai::Language::English),
        "stalls.csv, row 1: the column market (Chợ) is missing"
    );
}

#[test]
fn of_three_records_two_of_them_alike_all_go() {
    let people = "id,birth\np1,1990\np1,1990\np1,1991\np2,1950\n";
    let imported = read(&files(&[("people.csv", people)]), &aside_options());
    assert_eq!(imported.aside.rows, 3);
    assert_eq!(imported.batch.persons.len(), 1);
    assert_eq!(imported.aside.reasons.count, 3);
}

#[test]
fn a_ladder_with_a_bad_row_goes_whole_with_what_is_said_in_it() {
    let skills = "catalogue,entry,code,name_vi,fluent,position\n\
        own,level,a,A,,1\nown,level,b,B,x,2\nown,level,c,,,3\n\
        own,skill,s1,S1,,1\nown,skill,s2,S2,,2\nown,skill,s3,S3,,3\nown,skill,s4,S4,,4\nown,skill,s5,S5,,5\n";
    let all = files(&[
        ("skills.csv", skills),
        ("people.csv", "id\np1\n"),
        (
            "assessments.csv",
            "person,catalogue,skill,level\np1,own,s1,1\np1,basic-skills,online-payment,1\n",
        ),
    ]);
    let imported = read(&all, &aside_options());
    assert_eq!(imported.aside.rows, 8 + 1);
    assert_eq!(imported.batch.assessments.len(), 1);
}
