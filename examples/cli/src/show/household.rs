//! One household as it stands on a day: who lives there, and who can do what.

use super::{drawing, words};
use comfy_table::{Cell, Color};
use noidai::{
    Day, Language, Registry,
    coverage::Verdict,
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{HouseholdIx, PersonIx},
    platform::PlatformIx,
    skill::{Catalogue, SkillIx},
};
use std::fmt::Write;

/// What nobody has asked about.
const UNKNOWN: &str = "?";

/// Head, place and flags of a household, and a table of its residents.
pub fn household(
    registry: &Registry,
    catalogue: &str,
    household: HouseholdIx,
    day: Day,
    found: Option<Verdict>,
    language: Language,
) -> String {
    let say = |vi, en| words::say(language, vi, en);
    let mut text = title(registry, household, day, language);
    if let Some(found) = found {
        let _ = writeln!(text, "→ {}", words::verdict(found, language));
    }
    let residents: Vec<(PersonIx, Code)> = registry.residents_on(household, day).collect();
    if residents.is_empty() {
        let _ = writeln!(text, "{}", say("không có nhân khẩu", "no residents"));
        return text;
    }
    let mut table = drawing::empty();
    let names = residents
        .iter()
        .map(|(person, _)| Cell::new(name(registry, *person)));
    table.set_header([Cell::new("")].into_iter().chain(names));
    let ages = residents.iter().map(|(person, _)| {
        let age = registry
            .person(*person)
            .and_then(|person| person.birth.age_on(day));
        Cell::new(age.map_or_else(|| UNKNOWN.to_owned(), |age| age.to_string()))
    });
    table.add_row([Cell::new(say("tuổi", "age"))].into_iter().chain(ages));
    let kinds = residents.iter().map(|(_, kind)| {
        let kind = registry.vocabulary().text(*kind);
        Cell::new(words::code(kind, language))
    });
    table.add_row(
        [Cell::new(say("cư trú", "residence"))]
            .into_iter()
            .chain(kinds),
    );
    if let Some((at, catalogue)) = registry.vocabulary().catalogue(catalogue) {
        for (position, skill) in catalogue.skills.iter().enumerate() {
            let Some(ix) = SkillIx::new(at, position) else {
                continue;
            };
            let levels = residents
                .iter()
                .map(|(person, _)| level(registry, catalogue, *person, ix, day, language));
            let name = Cell::new(skill.names.get(language));
            table.add_row([name].into_iter().chain(levels));
        }
    }
    for platform in registry.vocabulary().platforms() {
        let Some(ix) = registry.vocabulary().platform(&platform.code) else {
            continue;
        };
        let states: Vec<Option<&str>> = residents
            .iter()
            .map(|(person, _)| state(registry.setups(*person).iter(), ix, day))
            .collect();
        if states.iter().any(Option::is_some) {
            let states = states.into_iter().map(|state| {
                Cell::new(state.map_or(UNKNOWN, |state| words::code(state, language)))
            });
            let name = Cell::new(platform.names.get(language));
            table.add_row([name].into_iter().chain(states));
        }
    }
    let _ = writeln!(text, "{}", table.trim_fmt());
    let _ = writeln!(
        text,
        "{UNKNOWN} = {}",
        say("chưa đánh giá, chưa hỏi", "not assessed, not asked")
    );
    for stall in registry.stalls_on(household, day) {
        let owner = SetupOwner::Stall(stall);
        let market = registry
            .stall(stall)
            .map_or("", |stall| registry.vocabulary().text(stall.market));
        let _ = write!(text, "{}: {market}", say("sạp", "stall"));
        own_setups(registry, owner, day, language, &mut text);
        text.push('\n');
    }
    text
}

fn title(registry: &Registry, ix: HouseholdIx, day: Day, language: Language) -> String {
    let say = |vi, en| words::say(language, vi, en);
    let mut text = format!(
        "{} {}",
        say("Hộ", "Household"),
        registry.household_ids().text(ix)
    );
    if let Some(head) = registry.head_on(ix, day) {
        let name = name(registry, head);
        let _ = write!(text, " · {} {name}", say("chủ hộ", "head"));
    }
    if let Some(placed) = registry.placed_on(ix, day) {
        let mut place: Vec<&str> = vec![
            registry.address(ix),
            registry.vocabulary().text(placed.lane),
        ];
        let map = registry.map(day);
        let units = map.upwards(placed.unit);
        place.extend(units.filter_map(|unit| Some(registry.unit(unit)?.name_on(day))));
        place.retain(|part| !part.is_empty());
        let _ = write!(text, "\n{}", place.join(", "));
    }
    let vocabulary = registry.vocabulary();
    for flag in vocabulary.flags() {
        let stands = vocabulary
            .flag(&flag.code)
            .is_some_and(|ix_| registry.is_flagged(FlagOwner::Household(ix), ix_, day));
        if stands {
            let _ = write!(text, " · {}", flag.names.get(language));
        }
    }
    own_setups(
        registry,
        SetupOwner::Household(ix),
        day,
        language,
        &mut text,
    );
    if !registry.is_listed_on(ix, day) {
        let open = say(
            "chưa kê khai đủ nhân khẩu",
            "open: not all residents are listed",
        );
        let _ = write!(text, " · {open}");
    }
    text.push('\n');
    text
}

/// What a household or stall itself has set up.
fn own_setups(
    registry: &Registry,
    owner: SetupOwner,
    day: Day,
    language: Language,
    text: &mut String,
) {
    for platform in registry.vocabulary().platforms() {
        let known = registry
            .vocabulary()
            .platform(&platform.code)
            .and_then(|ix| state(registry.other_setups(owner), ix, day));
        if let Some(state) = known {
            let name = platform.names.get(language);
            let _ = write!(text, " · {name}: {}", words::code(state, language));
        }
    }
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
        return Cell::new(UNKNOWN);
    };
    let names = catalogue.levels.get(usize::from(found.level));
    let cell = Cell::new(names.map_or(UNKNOWN, |level| level.names.get(language)));
    if found.level >= catalogue.fluent_level() {
        cell.fg(Color::Green)
    } else {
        cell
    }
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
