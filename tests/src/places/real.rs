//! The real reform of Hậu Giang, from the files that the demonstration carries.

use super::country::{asked, day, drawn, household, open, reform, rows, unit};
use noidai::{
    Day, Registry,
    event::{Batch, Code},
    id::UnitIx,
    import::Source,
    reform::{Directory, Match, ReformTable, Terms, ancestry, posterity, read},
};

const UNITS: &str = include_str!("../../../examples/demonstration/data/hau_giang_units.csv");
pub const SUCCESSION: &str =
    include_str!("../../../examples/demonstration/data/hau_giang_succession.csv");
const CITY: &str = include_str!("../../../examples/demonstration/data/can_tho_reform.json");

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";

/// A row of one of the files.
fn cells(row: &str) -> Vec<&str> {
    row.split(',').collect()
}

fn old_rows() -> impl Iterator<Item = Vec<&'static str>> {
    UNITS.lines().skip(1).map(cells)
}

fn pairs() -> impl Iterator<Item = Vec<&'static str>> {
    SUCCESSION.lines().skip(1).map(cells)
}

/// The units until 30 June 2025, two hamlets and three households in each commune:
/// one in each hamlet, one whose hamlet is not known; the city opened.
pub fn until_june() -> Batch {
    let mut batch = Batch::default();
    for row in old_rows() {
        let level = match row[0].len() {
            2 => Code::PROVINCE,
            3 => Code::DISTRICT,
            _ => Code::COMMUNE,
        };
        let parent = Some(row[3]).filter(|code| !code.is_empty());
        unit(&mut batch, row[0], row[1], level, parent);
        if level == Code::COMMUNE {
            for number in [1, 2] {
                let id = format!("{}/{number}", row[0]);
                unit(
                    &mut batch,
                    &id,
                    &format!("Ấp {number}"),
                    Code::HAMLET,
                    Some(row[0]),
                );
                household(&mut batch, &format!("h{}-{number}", row[0]), &[(&id, None)]);
            }
            household(&mut batch, &format!("h{}", row[0]), &[(row[0], None)]);
        }
    }
    batch.reforms.push(reform(CITY));
    batch
}

pub fn terms() -> Terms {
    Terms {
        day: day(AFTER),
        act: "1668/NQ-UBTVQH15".to_owned(),
        under: "92".to_owned(),
    }
}

pub fn table(registry: &Registry, text: &str) -> Result<ReformTable, noidai::import::Faults> {
    let source = Source {
        file: "succession.csv",
        bytes: text.as_bytes(),
    };
    read(source, registry, &terms())
}

fn reformed() -> Registry {
    let mut batch = until_june();
    let found = table(&open(&batch), SUCCESSION).unwrap();
    assert_eq!(
        (
            found.reform.open.len(),
            found.reform.succeed.len(),
            found.mended
        ),
        (28, 75, 0)
    );
    batch.reforms.push(found.reform);
    open(&batch)
}

fn id(registry: &Registry, unit: UnitIx) -> String {
    registry.unit_ids().text(unit).to_owned()
}

/// The one unit of a level that a text means on a day.
fn the_commune(registry: &Registry, directory: &Directory, text: &str, on: Day) -> Vec<String> {
    let found = directory.on(text, on);
    let communes = found
        .iter()
        .filter(|found| registry.unit(found.unit).unwrap().level == Some(Code::COMMUNE));
    communes.map(|found| id(registry, found.unit)).collect()
}

/// The units that a code and a name together mean, however they are written.
fn both(
    registry: &Registry,
    directory: &Directory,
    code: &str,
    name: &str,
    on: Day,
) -> Vec<String> {
    let found = the_commune(registry, directory, &format!("{code} {name}"), on);
    for text in [
        format!("{name} ({code})"),
        format!("{code} - {}", name.to_uppercase()),
    ] {
        assert_eq!(the_commune(registry, directory, &text, on), found, "{text}");
    }
    if let Some(proper) = name.strip_prefix("Xã ") {
        let text = format!("{code} {proper}");
        assert_eq!(the_commune(registry, directory, &text, on), found, "{text}");
    }
    found
}

/// All 75 old communes on 30 June and all 28 new ones on 1 July 2025, by code, by
/// name and by both, though all 28 carry the code of an old one and names passed on.
#[test]
fn every_commune_is_found_on_either_day() {
    let registry = reformed();
    let directory = Directory::new(&registry);
    let (before, after) = (day(BEFORE), day(AFTER));
    let mut old = 0;
    for row in pairs() {
        old += 1;
        let (code, name) = (row[0], row[1]);
        assert_eq!(the_commune(&registry, &directory, code, before), [code]);
        let named = the_commune(&registry, &directory, name, before);
        assert!(named.contains(&code.to_owned()), "{name}");
        assert_eq!(both(&registry, &directory, code, name, before), [code]);
        // By tone placement of the other kind, and without marks.
        let plain = noidai::text::fold(name);
        assert!(the_commune(&registry, &directory, &plain, before).contains(&code.to_owned()));
        // What is it today: one unit, and whole.
        let tree = posterity(&registry, registry.unit_ids().find(code).unwrap(), before);
        assert_eq!(tree.further.len(), 1);
        let new = &tree.further[0];
        assert_eq!((new.code.as_str(), new.name.as_str()), (row[2], row[3]));
        assert_eq!(new.unit, format!("{}@{AFTER}", row[2]));
        let by = new.by.as_ref().unwrap();
        assert_eq!(
            (by.part, by.act.as_str(), by.day),
            (false, "1668/NQ-UBTVQH15", after)
        );
    }
    assert_eq!(old, 75);
    let mut new: Vec<(&str, &str)> = pairs().map(|row| (row[2], row[3])).collect();
    new.sort_unstable();
    new.dedup();
    assert_eq!(new.len(), 28);
    for (code, name) in new {
        let unit = format!("{code}@{AFTER}");
        assert_eq!(the_commune(&registry, &directory, code, after), [&*unit]);
        assert_eq!(the_commune(&registry, &directory, name, after), [&*unit]);
        assert_eq!(both(&registry, &directory, code, name, after), [&*unit]);
        // What was it: exactly the rows that name it.
        let tree = ancestry(&registry, registry.unit_ids().find(&unit).unwrap(), after);
        let mut was: Vec<_> = tree.further.iter().map(|old| old.code.as_str()).collect();
        was.sort_unstable();
        let mut wanted: Vec<_> = pairs()
            .filter(|row| row[2] == code)
            .map(|row| row[0])
            .collect();
        wanted.sort_unstable();
        assert_eq!(was, wanted);
    }
}

/// 18 of the 28 have another full name than the old unit of their code, and four
/// old names passed to units that are not their successors.
#[test]
fn codes_and_names_passed_on() {
    let registry = reformed();
    let directory = Directory::new(&registry);
    let name = |id: &str, on: &str| {
        let unit = registry
            .unit(registry.unit_ids().find(id).unwrap())
            .unwrap();
        unit.name_on(day(on)).to_owned()
    };
    let mut new: Vec<&str> = pairs().map(|row| row[2]).collect();
    new.sort_unstable();
    new.dedup();
    let renamed = new
        .iter()
        .filter(|code| name(code, BEFORE) != name(&format!("{code}@{AFTER}"), AFTER));
    assert_eq!(renamed.count(), 18);
    assert_eq!(name("31441", BEFORE), "Thị trấn Nàng Mau");
    assert_eq!(name("31441@2025-07-01", AFTER), "Xã Vị Thủy");
    // The old Xã Vị Thủy is not the new one.
    assert_eq!(
        the_commune(&registry, &directory, "Xã Vị Thủy", day(BEFORE)),
        ["31447"]
    );
    assert_eq!(
        the_commune(&registry, &directory, "xã vị thuỷ", day(AFTER)),
        ["31441@2025-07-01"]
    );
    let tree = posterity(
        &registry,
        registry.unit_ids().find("31447").unwrap(),
        day(BEFORE),
    );
    assert_eq!(tree.further[0].name, "Xã Vĩnh Thuận Đông");
    // A code and a name that are never one unit's on the day.
    assert!(directory.on("31441 Xã Vị Thủy", day(BEFORE)).is_empty());
    let later = directory.ever("31441 Xã Vị Thủy");
    assert_eq!(later.len(), 1);
    assert_eq!(
        (id(&registry, later[0].unit).as_str(), later[0].by),
        ("31441@2025-07-01", Match::CodeAndName)
    );
    // All that a text has ever meant, never just the first.
    let ever: Vec<_> = directory
        .ever("Vị Thủy")
        .iter()
        .map(|found| id(&registry, found.unit))
        .collect();
    assert_eq!(ever, ["31441@2025-07-01", "31447", "935"]);
    let by_code = directory.ever("31441");
    assert_eq!(by_code.len(), 2);
    assert_eq!(by_code[0].by, Match::Id);
}

/// Nothing is unassigned, and no commune's row is a remainder, on any map where the
/// hamlet is known; everything adds up on all.
#[test]
fn nothing_is_lost_on_either_map() {
    let registry = reformed();
    for on in [BEFORE, AFTER, "2025-12-31"] {
        for map in ["then", BEFORE, AFTER] {
            let answer = asked(&registry, on, map);
            for level in ["province", "commune", "hamlet"] {
                let rows = rows(&answer, level);
                assert_eq!(
                    rows.iter().map(|row| row.2).sum::<u64>(),
                    225,
                    "{on} {map} {level}"
                );
                assert!(rows.iter().all(|row| row.0 != "unassigned"));
            }
            let communes = rows(&answer, "commune");
            assert!(communes.iter().all(|row| row.0 == "unit"), "{on} {map}");
            let then = if map == "then" { on } else { map };
            assert_eq!(communes.len(), if then == BEFORE { 75 } else { 28 });
        }
        // As then on a day is as of that day.
        assert_eq!(
            asked(&registry, on, "then").rows,
            asked(&registry, on, on).rows
        );
    }
    assert_eq!(
        drawn(&asked(&registry, BEFORE, "then"), "province"),
        "unit 93 225"
    );
    assert_eq!(
        drawn(&asked(&registry, BEFORE, AFTER), "province"),
        "unit 92 225"
    );
}
