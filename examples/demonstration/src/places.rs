//! The province, its districts and communes; seven hamlets a commune; a
//! committee a commune; a team in nearly every hamlet, and of some Youth Unions.

use noidai::{
    Error, ErrorKind, Result,
    event::{Batch, Code, batch::UnitOpened},
    id::{CommitteeIx, OrganisationIx, TeamIx, UnitIx},
    place::{Coded, Named, Parented},
    team::{AnswersTo, Committee, Organisation, Team},
    time::Spell,
};
use std::collections::BTreeMap;

const UNITS: &str = include_str!("../data/hau_giang_units.csv");

/// Hamlets of each commune: 525 in all (Báo Hậu Giang, 26 April 2024).
const HAMLETS: usize = 7;

/// Communes whose Youth Union has a team of its own, as that of Hòa An has (Báo
/// Hậu Giang, 26 April 2024).
const YOUTH_UNIONS: [&str; 4] = ["Xã Hòa An", "Xã Vị Tân", "Xã Đông Phước", "Phường Lái Hiếu"];

/// As many communes where the team of the last hamlet has not been formed yet, so
/// that there are 525 teams all the same.
const ONE_HAMLET_WITHOUT: [&str; 4] = ["Xã Phú Hữu", "Xã Vị Thủy", "Xã Thuận Hòa", "Xã Vị Bình"];

/// The district whose teams answer to its office instead of the committees.
const UNDER_ITS_OFFICE: &str = "931";

/// A hamlet with whoever works there.
pub struct Hamlet {
    pub unit: UnitIx,
    /// Its team, where one has been formed.
    pub team: Option<TeamIx>,
    pub commune: UnitIx,
    pub committee: CommitteeIx,
    /// The team of the commune's Youth Union.
    pub youth: Option<TeamIx>,
    /// Which of the commune's hamlets it is, from 0.
    pub place: usize,
    /// Code of its district.
    pub district: String,
}

/// Lays the places, committees and teams down, and gives the hamlets.
pub fn lay_down(batch: &mut Batch) -> Result<Vec<Hamlet>> {
    let mut hamlets = Vec::new();
    let mut offices: BTreeMap<String, OrganisationIx> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(UNITS.as_bytes());
    for row in reader.records() {
        let row = row.map_err(|fault| Error::new(ErrorKind::RaggedRow).found(fault.to_string()))?;
        let cell = |at: usize| row.get(at).unwrap_or("");
        let (code, name, kind, district) = (cell(0), cell(1), cell(2), cell(3));
        let level = match code.len() {
            2 => Code::PROVINCE,
            3 => Code::DISTRICT,
            _ => Code::COMMUNE,
        };
        let parent = if district.is_empty() {
            None
        } else {
            Some(batch.units.intern(district)?)
        };
        let unit = open(batch, code, code, name, kind, level, parent)?;
        if level == Code::DISTRICT {
            let office = format!("Phòng Văn hóa và Thông tin {name}");
            let office = organisation(
                batch,
                &format!("pvhtt-{code}"),
                unit,
                office,
                Code::DISTRICT_OFFICE,
            )?;
            offices.insert(code.to_owned(), office);
        }
        if level != Code::COMMUNE {
            continue;
        }
        let committee = batch.committees.intern(&format!("bcd-{code}"))?;
        batch.committee.push((
            committee,
            Committee {
                spell: Spell::default(),
                unit,
                name: format!("Ban chỉ đạo chuyển đổi số {name}"),
            },
        ));
        let answers_to = match offices.get(district) {
            Some(office) if district == UNDER_ITS_OFFICE => AnswersTo::Organisation(*office),
            _ => AnswersTo::Committee(committee),
        };
        let youth = match YOUTH_UNIONS.contains(&name) {
            true => Some(youth_team(batch, code, name, unit)?),
            false => None,
        };
        let word = if kind == "Phường" {
            "Khu vực"
        } else {
            "Ấp"
        };
        for number in 1..=HAMLETS {
            let local = hamlet_name(word, hamlets.len() / HAMLETS, number);
            let hamlet = open(
                batch,
                &format!("{code}/{number}"),
                "",
                &local,
                word,
                Code::HAMLET,
                Some(unit),
            )?;
            let mut team = None;
            if number < HAMLETS || !ONE_HAMLET_WITHOUT.contains(&name) {
                let formed = batch.teams.intern(&format!("to-{code}-{number}"))?;
                let record = Team {
                    spell: Spell::default(),
                    unit: hamlet,
                    name: format!("Tổ công nghệ số cộng đồng {local}, {name}"),
                    organisation: None,
                    answers_to: Some(answers_to),
                };
                batch.team.push((formed, record));
                team = Some(formed);
            }
            hamlets.push(Hamlet {
                unit: hamlet,
                team,
                commune: unit,
                committee,
                youth,
                place: number - 1,
                district: district.to_owned(),
            });
        }
    }
    Ok(hamlets)
}

/// Hamlets have numbers in some communes and names in others.
fn hamlet_name(word: &str, commune: usize, number: usize) -> String {
    const FIRST: [&str; 8] = [
        "Thạnh",
        "Phú",
        "Tân",
        "Mỹ",
        "Long",
        "Đông",
        "Trường",
        "Nhơn",
    ];
    const SECOND: [&str; 7] = ["Lợi", "Hòa", "Thuận", "An", "Xuân", "Phước", "Bình"];
    // One commune in three counts its hamlets; the others name them, each once.
    if commune.is_multiple_of(3) {
        return format!("{word} {number}");
    }
    let first = FIRST.get((commune * 5 + number * 3) % FIRST.len());
    let second = SECOND.get((commune + number) % SECOND.len());
    match (first, second) {
        (Some(first), Some(second)) => format!("{word} {first} {second}"),
        _ => format!("{word} {number}"),
    }
}

/// A commune's Youth Union, and its team.
fn youth_team(batch: &mut Batch, code: &str, name: &str, unit: UnitIx) -> Result<TeamIx> {
    let within = lower_first(name);
    let union = format!("Đoàn Thanh niên {within}");
    let union = organisation(
        batch,
        &format!("doan-{code}"),
        unit,
        union,
        Code::YOUTH_UNION,
    )?;
    let team = batch.teams.intern(&format!("to-doan-{code}"))?;
    let record = Team {
        spell: Spell::default(),
        unit,
        name: format!("Tổ công nghệ số cộng đồng Đoàn Thanh niên {within}"),
        organisation: Some(union),
        answers_to: Some(AnswersTo::Organisation(union)),
    };
    batch.team.push((team, record));
    Ok(team)
}

/// `Xã Hòa An` as it stands inside of a name: `xã Hòa An`.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

fn organisation(
    batch: &mut Batch,
    id: &str,
    unit: UnitIx,
    name: String,
    kind: Code,
) -> Result<OrganisationIx> {
    let organisation = batch.organisations.intern(id)?;
    let record = Organisation {
        spell: Spell::default(),
        unit,
        name,
        kind,
    };
    batch.organisation.push((organisation, record));
    Ok(organisation)
}

fn open(
    batch: &mut Batch,
    id: &str,
    code: &str,
    name: &str,
    kind: &str,
    level: Code,
    parent: Option<UnitIx>,
) -> Result<UnitIx> {
    let unit = batch.units.intern(id)?;
    batch.unit_opened.push((
        unit,
        UnitOpened {
            spell: Spell::default(),
            level: Some(level),
        },
    ));
    batch.unit_names.push((
        unit,
        Named {
            from: None,
            name: name.to_owned(),
            kind: kind.to_owned(),
        },
    ));
    batch
        .unit_parents
        .push((unit, Parented { from: None, parent }));
    if !code.is_empty() {
        batch.unit_codes.push((
            unit,
            Coded {
                from: None,
                code: code.to_owned(),
            },
        ));
    }
    Ok(unit)
}
