//! A small world as plain tables: what the library is told, and what the obvious
//! executor reads, neither through the other.

use noidai::{
    Day,
    event::batch::Listed,
    person::{Birth, Sex},
    platform::SetupState,
    skill::{Catalogue, Evidence, Level, Names, Skill},
    time::Spell,
};

/// Positions in the tables of a [`World`] stand for ids.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub units: Vec<Unit>,
    pub organisations: Vec<usize>,
    pub households: Vec<Household>,
    pub people: Vec<Person>,
    pub residences: Vec<Residence>,
    pub assessments: Vec<Assessment>,
    pub setups: Vec<Setup>,
    pub flags: Vec<Flagged>,
    pub advocates: Vec<(usize, Spell)>,
    pub teachings: Vec<Teaching>,
    pub stalls: Vec<(usize, Spell)>,
    pub teams: Vec<Team>,
    pub committees: Vec<(usize, Spell)>,
    pub seats: Vec<Seat>,
}

#[derive(Clone, Debug)]
pub struct Unit {
    pub id: String,
    pub level: &'static str,
    pub spell: Spell,
    pub code: String,
    pub kind: &'static str,
    /// In time, each from a day on; the first since ever.
    pub parents: Vec<(Option<Day>, Option<usize>)>,
}

#[derive(Clone, Debug)]
pub struct Household {
    pub spell: Spell,
    pub kind: &'static str,
    pub listed: Listed,
    /// Listed by a later event, from a day on.
    pub listed_from: Option<Option<Day>>,
    /// In time: from when, at which unit, on which lane.
    pub placed: Vec<(Option<Day>, usize, &'static str)>,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub birth: Birth,
    pub sex: Sex,
    pub died: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Residence {
    pub person: usize,
    pub household: usize,
    pub kind: &'static str,
    pub spell: Spell,
}

#[derive(Clone, Debug)]
pub struct Assessment {
    pub person: usize,
    pub catalogue: usize,
    pub skill: usize,
    pub level: u8,
    pub how: Evidence,
    pub day: Option<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner {
    Person(usize),
    Household(usize),
    Stall(usize),
}

#[derive(Clone, Debug)]
pub struct Setup {
    pub owner: Owner,
    pub platform: &'static str,
    pub state: SetupState,
    pub day: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Flagged {
    pub owner: Owner,
    pub flag: &'static str,
    pub spell: Spell,
}

#[derive(Clone, Debug)]
pub struct Teaching {
    pub person: usize,
    pub learner: usize,
    pub day: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Team {
    pub unit: usize,
    pub spell: Spell,
    pub organisation: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Body {
    Team(usize),
    Committee(usize),
}

#[derive(Clone, Debug)]
pub struct Seat {
    pub person: usize,
    pub body: Body,
    pub role: &'static str,
    pub force: &'static str,
    pub spell: Spell,
}

/// The words that worlds and rules are made of; the last of some lists are a
/// host's own.
pub const LEVELS: [&str; 4] = ["province", "district", "commune", "hamlet"];
pub const KINDS_OF_HOUSEHOLD: [&str; 3] = ["family", "boarding-house", "barracks"];
pub const KINDS_OF_UNIT: [&str; 3] = ["Xã", "Phường", ""];
pub const KINDS_OF_RESIDENCE: [&str; 4] = ["permanent", "temporary", "away", "seasonal"];
pub const LANES: [&str; 3] = ["", "Tuyến 2", "Ngõ Đá"];
pub const FLAGS: [&str; 3] = ["poor", "near-poor", "smartphone"];
pub const PLATFORMS: [&str; 3] = ["app-hau-giang", "e-wallet", "payment-qr"];
pub const ROLES: [&str; 3] = ["member", "head", "treasurer"];
pub const FORCES: [&str; 3] = ["", "youth-union", "police"];

/// The catalogues: the five basic skills, and 24 skills by 8 steps with neutral
/// names.
pub fn catalogues() -> [Catalogue; 2] {
    let names = |text: &str| Names::new(text, text);
    let levels = (1..=8).map(|step| Level {
        code: format!("step-{step}"),
        names: names(&format!("{step}")),
    });
    let skills = (1..=24).map(|number| Skill {
        code: format!("skill-{number:02}"),
        names: names(&format!("{number}")),
        pillar: "society".to_owned(),
    });
    let large = Catalogue {
        code: "twenty-four".to_owned(),
        version: "1".to_owned(),
        names: names("24 × 8"),
        levels: levels.collect(),
        fluent: "step-6".to_owned(),
        skills: skills.collect(),
    };
    [Catalogue::basic(), large]
}
