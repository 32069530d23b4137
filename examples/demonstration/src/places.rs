//! The province, its districts and communes; seven hamlets a commune; a
//! committee a commune and a team a hamlet.

use noidai::{
    Error, ErrorKind, Result,
    event::{Batch, Code, batch::UnitOpened},
    id::{TeamIx, UnitIx},
    place::{Coded, Named, Parented},
    team::{AnswersTo, Committee, Team},
    time::Spell,
};

const UNITS: &str = include_str!("../data/hau_giang_units.csv");

/// Hamlets of each commune: 525 in all (Báo Hậu Giang, 26 April 2024).
const HAMLETS: usize = 7;

/// A hamlet with its team.
pub struct Hamlet {
    pub unit: UnitIx,
    pub team: TeamIx,
    /// Code of its district.
    pub district: String,
}

/// Lays the places, committees and teams down, and gives the hamlets.
pub fn lay_down(batch: &mut Batch) -> Result<Vec<Hamlet>> {
    let mut hamlets = Vec::new();
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
        let word = if kind == "Phường" {
            "Khu vực"
        } else {
            "Ấp"
        };
        for number in 1..=HAMLETS {
            let local = format!("{word} {number}");
            let hamlet = open(
                batch,
                &format!("{code}/{number}"),
                "",
                &local,
                word,
                Code::HAMLET,
                Some(unit),
            )?;
            let team = batch.teams.intern(&format!("to-{code}-{number}"))?;
            let record = Team {
                spell: Spell::default(),
                unit: hamlet,
                name: format!("Tổ công nghệ số cộng đồng {local}, {name}"),
                organisation: None,
                answers_to: Some(AnswersTo::Committee(committee)),
            };
            batch.team.push((team, record));
            hamlets.push(Hamlet {
                unit: hamlet,
                team,
                district: district.to_owned(),
            });
        }
    }
    Ok(hamlets)
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
