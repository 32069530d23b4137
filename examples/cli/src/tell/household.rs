//! One household as it stands on a day: who lives there, and who can do what.

use crate::{
    report::{Block, Cell, Column, Grid, Tone, broken},
    words,
};
use noidai::{
    Day, Language, Registry,
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{HouseholdIx, PersonIx},
    platform::PlatformIx,
    skill::{Catalogue, SkillIx},
};

/// What nobody has asked about.
const UNKNOWN: &str = "?";
/// Most residents that are shown beside each other.
const MOST_BESIDE: usize = 4;
/// Most skills that have a column each.
const MOST_SKILLS: usize = 10;
/// Width of the names of skills and platforms, in characters.
const LABEL: usize = 26;

/// Head, place and flags of a household, and a table of its residents.
pub fn household(
    registry: &Registry,
    catalogue: &str,
    household: HouseholdIx,
    day: Day,
    language: Language,
) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en);
    let mut blocks = vec![Block::Text(title(registry, household, day, language))];
    let place = place(registry, household, day, language);
    if !place.is_empty() {
        blocks.push(Block::Text(place));
    }
    let residents: Vec<(PersonIx, Code)> = registry.residents_on(household, day).collect();
    if residents.is_empty() {
        blocks.push(Block::Text(
            say("Không có nhân khẩu.", "No residents.").to_owned(),
        ));
        return blocks;
    }
    if residents.len() <= MOST_BESIDE {
        let grid = beside(registry, catalogue, &residents, day, language);
        blocks.push(Block::Grid(grid));
    } else {
        blocks.append(&mut below(registry, catalogue, &residents, day, language));
    }
    blocks.push(Block::Note(format!(
        "{UNKNOWN} = {}",
        say("chưa đánh giá, chưa hỏi", "not assessed, not asked")
    )));
    for stall in registry.stalls_on(household, day) {
        let market = registry
            .stall(stall)
            .map_or("", |stall| registry.vocabulary().text(stall.market));
        let mut parts = vec![format!("{}: {market}", say("Sạp", "Stall"))];
        parts.extend(own_setups(
            registry,
            SetupOwner::Stall(stall),
            day,
            language,
        ));
        blocks.push(Block::Text(parts.join(" · ")));
    }
    blocks
}

/// Residents beside each other, what is known of them below.
fn beside(
    registry: &Registry,
    catalogue: &str,
    residents: &[(PersonIx, Code)],
    day: Day,
    language: Language,
) -> Grid {
    let say = |vi, en| words::say(language, vi, en);
    let mut columns = vec![Column::text("")];
    let named = |person: PersonIx| broken(name(registry, person), 14);
    columns.extend(
        residents
            .iter()
            .map(|(person, _)| Column::text(named(*person))),
    );
    let row = |name: &str, cells: Vec<Cell>| {
        let mut row = vec![Cell::text(broken(name, LABEL))];
        row.extend(cells);
        row
    };
    let of = |cell: &dyn Fn(PersonIx, Code) -> Cell| {
        let cells = residents.iter().map(|(person, kind)| cell(*person, *kind));
        cells.collect::<Vec<_>>()
    };
    let mut rows = vec![
        row(
            say("tuổi", "age"),
            of(&|person, _| age(registry, person, day)),
        ),
        row(
            say("cư trú", "residence"),
            of(&|_, kind| Cell::text(words::code(registry.vocabulary().text(kind), language))),
        ),
    ];
    if let Some((at, catalogue)) = registry.vocabulary().catalogue(catalogue) {
        for (position, skill) in catalogue.skills.iter().enumerate() {
            let Some(ix) = SkillIx::new(at, position) else {
                continue;
            };
            let levels = of(&|person, _| level(registry, catalogue, person, ix, day, language));
            rows.push(row(skill.names.get(language), levels));
        }
    }
    for platform in registry.vocabulary().platforms() {
        let Some(ix) = registry.vocabulary().platform(&platform.code) else {
            continue;
        };
        let known = |person| state(registry.setups(person).iter(), ix, day);
        if residents.iter().any(|(person, _)| known(*person).is_some()) {
            let states = of(&|person, _| {
                Cell::text(known(person).map_or(UNKNOWN, |state| words::code(state, language)))
            });
            rows.push(row(platform.names.get(language), states));
        }
    }
    Grid {
        columns,
        rows,
        has_sum: false,
    }
}

/// Residents below each other, with the level of each skill as its number.
fn below(
    registry: &Registry,
    catalogue: &str,
    residents: &[(PersonIx, Code)],
    day: Day,
    language: Language,
) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en);
    let known = registry.vocabulary().catalogue(catalogue);
    let each = known.filter(|(_, catalogue)| catalogue.skills.len() <= MOST_SKILLS);
    let mut columns = vec![
        Column::text(say("Nhân khẩu", "Resident")),
        Column::number(say("Tuổi", "Age")),
        Column::text(say("Cư trú", "Residence")),
    ];
    if let Some((_, catalogue)) = each {
        let numbers = 1..=catalogue.skills.len();
        columns.extend(numbers.map(|number| Column::number(number.to_string())));
    }
    columns.push(Column::number(say("Thành thạo", "Fluent in")));
    let cells = |(person, kind): &(PersonIx, Code)| {
        let mut cells = vec![
            Cell::text(name(registry, *person)),
            age(registry, *person, day),
            Cell::text(words::code(registry.vocabulary().text(*kind), language)),
        ];
        if let Some((at, catalogue)) = each {
            let skills = (0..catalogue.skills.len()).filter_map(|skill| SkillIx::new(at, skill));
            cells.extend(skills.map(|skill| {
                let found = registry.assessed_on(*person, skill, day, |_| true);
                Cell::text(found.map_or(UNKNOWN.to_owned(), |found| found.level.to_string()))
            }));
        }
        let (fluent, of) = fluent(registry, known, *person, day);
        cells.push(Cell::text(format!("{fluent}/{of}")));
        cells
    };
    let mut blocks = vec![Block::Grid(Grid {
        columns,
        rows: residents.iter().map(cells).collect(),
        has_sum: false,
    })];
    if let Some((_, catalogue)) = each {
        let skills = catalogue.skills.iter().enumerate();
        let skills: Vec<String> = skills
            .map(|(at, skill)| format!("{} {}", at + 1, skill.names.get(language)))
            .collect();
        let levels = catalogue.levels.iter().enumerate();
        let levels: Vec<String> = levels
            .map(|(at, level)| format!("{at} {}", level.names.get(language)))
            .collect();
        let (columns, cells) = (say("Cột", "Columns"), say("Mức", "Levels"));
        blocks.push(Block::Note(format!("{columns}: {}.", skills.join(" · "))));
        blocks.push(Block::Note(format!("{cells}: {}.", levels.join(" · "))));
    }
    blocks
}

/// In how many skills of a catalogue somebody is fluent, and how many there are.
pub fn fluent(
    registry: &Registry,
    catalogue: Option<(usize, &Catalogue)>,
    person: PersonIx,
    day: Day,
) -> (usize, usize) {
    let Some((at, catalogue)) = catalogue else {
        return (0, 0);
    };
    let skills = (0..catalogue.skills.len()).filter_map(|skill| SkillIx::new(at, skill));
    let fluent = skills.filter(|skill| {
        registry
            .assessed_on(person, *skill, day, |_| true)
            .is_some_and(|found| found.level >= catalogue.fluent_level())
    });
    (fluent.count(), catalogue.skills.len())
}

fn age(registry: &Registry, person: PersonIx, day: Day) -> Cell {
    let age = registry
        .person(person)
        .and_then(|person| person.birth.age_on(day));
    Cell::text(age.map_or_else(|| UNKNOWN.to_owned(), |age| age.to_string()))
}

/// A household's id and head.
pub fn title(registry: &Registry, ix: HouseholdIx, day: Day, language: Language) -> String {
    let say = |vi, en| words::say(language, vi, en);
    let id = registry.household_ids().text(ix);
    let household = say("Hộ", "Household");
    match registry.head_on(ix, day) {
        Some(head) => {
            let head = name(registry, head);
            format!("{household} {id} · {} {head}", say("chủ hộ", "head"))
        }
        None => format!("{household} {id}"),
    }
}

/// Where a household is, and what is known of itself.
fn place(registry: &Registry, ix: HouseholdIx, day: Day, language: Language) -> String {
    let say = |vi, en| words::say(language, vi, en);
    let mut parts = Vec::new();
    if let Some(placed) = registry.placed_on(ix, day) {
        let mut place: Vec<&str> = vec![
            registry.address(ix),
            registry.vocabulary().text(placed.lane),
        ];
        // What it was placed in may since have become something else.
        let crossing = registry.crossing(day);
        let standing = registry.household_standing(ix, day, &crossing);
        let lowest = standing.and_then(|standing| standing.unit);
        let units = lowest
            .into_iter()
            .flat_map(|unit| crossing.map().upwards(unit));
        place.extend(units.filter_map(|unit| Some(registry.unit(unit)?.name_on(day))));
        place.retain(|part| !part.is_empty());
        parts.push(place.join(", "));
    }
    let vocabulary = registry.vocabulary();
    for flag in vocabulary.flags() {
        let stands = vocabulary
            .flag(&flag.code)
            .is_some_and(|flag| registry.is_flagged(FlagOwner::Household(ix), flag, day));
        if stands {
            parts.push(flag.names.get(language).to_owned());
        }
    }
    parts.extend(own_setups(
        registry,
        SetupOwner::Household(ix),
        day,
        language,
    ));
    if !registry.is_listed_on(ix, day) {
        let open = say("chưa kê khai đủ nhân khẩu", "not all residents are listed");
        parts.push(open.to_owned());
    }
    parts.join(" · ")
}

/// What a household or stall itself has set up.
fn own_setups(registry: &Registry, owner: SetupOwner, day: Day, language: Language) -> Vec<String> {
    let mut said = Vec::new();
    for platform in registry.vocabulary().platforms() {
        let known = registry
            .vocabulary()
            .platform(&platform.code)
            .and_then(|ix| state(registry.other_setups(owner), ix, day));
        if let Some(state) = known {
            let name = platform.names.get(language);
            said.push(format!("{name}: {}", words::code(state, language)));
        }
    }
    said
}

/// A person's name, or the id where there is none.
pub fn name(registry: &Registry, person: PersonIx) -> &str {
    match registry.name(person) {
        "" => registry.person_ids().text(person),
        name => name,
    }
}

fn level(
    registry: &Registry,
    catalogue: &Catalogue,
    person: PersonIx,
    skill: SkillIx,
    day: Day,
    language: Language,
) -> Cell {
    let Some(found) = registry.assessed_on(person, skill, day, |_| true) else {
        return Cell::text(UNKNOWN);
    };
    let names = catalogue.levels.get(usize::from(found.level));
    let name = names.map_or(UNKNOWN, |level| level.names.get(language));
    let tone = if found.level >= catalogue.fluent_level() {
        Tone::Good
    } else {
        Tone::Plain
    };
    Cell::Text(name.to_owned(), tone)
}

fn state<'a>(
    setups: impl Iterator<Item = &'a noidai::platform::Setup>,
    platform: PlatformIx,
    day: Day,
) -> Option<&'static str> {
    let known = setups
        .filter(|setup| setup.platform == platform && setup.day.is_none_or(|known| known <= day));
    known.last().map(|setup| setup.state.code())
}
