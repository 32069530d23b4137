//! What people can do and have set up: flags, platforms, skills, teaching.

use super::{Form, Kind, PERSON, UNTIL, Use, field, one, who};
use crate::{
    Error, ErrorKind, Result,
    event::{
        Batch, Column, Event, FlagIx, Reading,
        batch::{FlagOwner, SetupOwner},
        write::Out,
    },
    household::Flagged,
    person::{Advocacy, Teaching},
    platform::{PlatformIx, Setup, SetupState},
    skill::{Assessment, Evidence, SkillIx},
    time::Spell,
};

const FLAGGED: &[&str] = &["person", "household"];
pub(super) const OWNERS: &[&str] = &["person", "household", "stall"];
const STATES: &[&str] = &["absent", "account-opened", "installed", "activated"];
const HOW: &[&str] = &["observed", "self-declared", "certificate"];

fn codes<'a>(all: impl Iterator<Item = &'a String>) -> String {
    all.map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn flag(event: &Reading<'_>, batch: &Batch) -> Result<FlagIx> {
    let code = event.code("flag");
    batch.vocabulary.flag(code).ok_or_else(|| {
        Error::new(ErrorKind::UnknownFlag)
            .found(code)
            .expected(codes(
                batch.vocabulary.flags().iter().map(|flag| &flag.code),
            ))
            .path("/data/flag")
    })
}

fn flagged(event: &Reading<'_>, batch: &mut Batch) -> Result<FlagOwner> {
    match event.id("", "person") {
        Some(id) => batch.people.intern(id).map(FlagOwner::Person),
        None => {
            let id = event.own("", "household");
            batch.households.intern(id).map(FlagOwner::Household)
        }
    }
}

pub(super) fn skill(event: &Reading<'_>, batch: &Batch) -> Result<SkillIx> {
    let words = &batch.vocabulary;
    let code = event.code("catalogue");
    let Some((at, catalogue)) = words.catalogue(code) else {
        return Err(Error::new(ErrorKind::UnknownCatalogue)
            .found(code)
            .expected(codes(words.catalogues().iter().map(|known| &known.code)))
            .path("/data/catalogue"));
    };
    let code = event.code("skill");
    words.skill(at, code).ok_or_else(|| {
        Error::new(ErrorKind::UnknownSkill)
            .found(code)
            .expected(codes(catalogue.skills.iter().map(|skill| &skill.code)))
            .path("/data/skill")
    })
}

pub(super) fn platform(event: &Reading<'_>, batch: &Batch) -> Result<PlatformIx> {
    let code = event.code("platform");
    let words = &batch.vocabulary;
    words.platform(code).ok_or_else(|| {
        Error::new(ErrorKind::UnknownPlatform)
            .found(code)
            .expected(codes(words.platforms().iter().map(|known| &known.code)))
            .path("/data/platform")
    })
}

/// On whose behalf something is set up.
pub(super) fn owner(event: &Reading<'_>, batch: &mut Batch) -> Result<SetupOwner> {
    Ok(match (event.id("", "person"), event.id("", "stall")) {
        (Some(id), _) => SetupOwner::Person(batch.people.intern(id)?),
        (None, Some(id)) => SetupOwner::Stall(batch.stalls.intern(id)?),
        (None, None) => {
            let id = event.own("", "household");
            SetupOwner::Household(batch.households.intern(id)?)
        }
    })
}

pub(super) fn with_owner(event: Event, batch: &Batch, owner: SetupOwner) -> Event {
    match owner {
        SetupOwner::Person(own) => event.about("person", batch.people.text(own)),
        SetupOwner::Household(own) => event.about("household", batch.households.text(own)),
        SetupOwner::Stall(own) => event.about("stall", batch.stalls.text(own)),
    }
}

pub(super) fn with_skill(event: Event, batch: &Batch, skill: SkillIx) -> Event {
    let (catalogue, code) = batch.vocabulary.skill_code(skill);
    event.data("catalogue", catalogue).data("skill", code)
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "flag-set",
        rank: 610,
        meaning: "A flag (hộ nghèo, hộ cận nghèo …) stands for a person or household from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(FLAGGED)],
        data: &[field("flag", Form::Code, Use::MustKey), UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"flag-set","on":"2025-01-01","about":[{"noun":"household","id":"ho-0001"}],"data":{"flag":"poor","until":"2026-01-01"}}"#,
        lay_down: |event, batch| {
            let flag = flag(event, batch)?;
            let owner = flagged(event, batch)?;
            let spell = event.spell();
            batch.flags.push((owner, Flagged { spell, flag }));
            Ok(())
        },
    },
    Kind {
        name: "flag-cleared",
        rank: 620,
        meaning: "The day is the first on which a flag no longer stands.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[one(FLAGGED)],
        data: &[field("flag", Form::Code, Use::MustKey)],
        personal: &[],
        example: r#"{"v":1,"kind":"flag-cleared","on":"2025-09-01","about":[{"noun":"household","id":"ho-0001"}],"data":{"flag":"poor"}}"#,
        lay_down: |event, batch| {
            let flag = flag(event, batch)?;
            let (owner, day) = (flagged(event, batch)?, event.required_day()?);
            batch.flag_ends.push((owner, flag, day));
            Ok(())
        },
    },
    Kind {
        name: "platform-set-up",
        rank: 630,
        meaning: "A platform was found absent, or set up so far, on the day: for a person, or a household or stall where it is a code or an account. Never a number.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(OWNERS)],
        data: &[
            field("platform", Form::Code, Use::MustKey),
            field("state", Form::OneOf(STATES), Use::Must),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"platform-set-up","on":"2025-08-15","about":[{"noun":"person","id":"p1"}],"data":{"platform":"vneid","state":"activated"}}"#,
        lay_down: |event, batch| {
            let platform = platform(event, batch)?;
            let owner = owner(event, batch)?;
            let state = SetupState::from_code(event.code("state")).unwrap_or(SetupState::Absent);
            let day = event.on;
            let setup = Setup {
                day,
                platform,
                state,
            };
            batch.setups.push((owner, setup));
            Ok(())
        },
    },
    Kind {
        name: "skill-assessed",
        rank: 640,
        meaning: "A person was found to have a level of a skill on the day; `by` names who found it.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(PERSON), who("by", PERSON, Use::Maybe)],
        data: &[
            field("catalogue", Form::Code, Use::MustKey),
            field("skill", Form::Code, Use::MustKey),
            field("level", Form::Code, Use::Must),
            field("how", Form::OneOf(HOW), Use::Must),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"skill-assessed","on":"2025-08-15","about":[{"noun":"person","id":"p1"},{"as":"by","noun":"person","id":"p2"}],"data":{"catalogue":"basic-skills","how":"observed","level":"fluent","skill":"online-payment"}}"#,
        lay_down: |event, batch| {
            let skill = skill(event, batch)?;
            let code = event.code("level");
            let catalogue = batch.vocabulary.catalogues().get(skill.catalogue());
            let level = catalogue.and_then(|catalogue| catalogue.level(code));
            let level = level.ok_or_else(|| {
                let levels = catalogue.map_or(&[][..], |catalogue| &catalogue.levels);
                Error::new(ErrorKind::UnknownLevel)
                    .found(code)
                    .expected(codes(levels.iter().map(|level| &level.code)))
                    .path("/data/level")
            })?;
            let own = batch.people.intern(event.own("", "person"))?;
            let by = event
                .id("by", "person")
                .map(|id| batch.people.intern(id))
                .transpose()?;
            let found = Assessment {
                day: event.on,
                skill,
                level,
                how: Evidence::from_code(event.code("how")).unwrap_or(Evidence::Observed),
                by,
            };
            batch.assessments.push((own, found));
            Ok(())
        },
    },
    Kind {
        name: "advocate-named",
        rank: 650,
        meaning: "A person is the household's advocate (tuyên truyền viên) from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(PERSON)],
        data: &[UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"advocate-named","on":"2025-09-01","about":[{"noun":"person","id":"p1"}]}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let spell = event.spell();
            batch.advocates.push((own, Advocacy { spell }));
            Ok(())
        },
    },
    Kind {
        name: "advocate-ended",
        rank: 660,
        meaning: "The day is the first on which a person is no longer an advocate.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[one(PERSON)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"advocate-ended","on":"2025-12-01","about":[{"noun":"person","id":"p1"}]}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            batch.advocate_ends.push((own, event.required_day()?));
            Ok(())
        },
    },
    Kind {
        name: "skill-taught",
        rank: 670,
        meaning: "An advocate has taught another person of the family a skill.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(PERSON), who("learner", PERSON, Use::MustKey)],
        data: &[
            field("catalogue", Form::Code, Use::MustKey),
            field("skill", Form::Code, Use::MustKey),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"skill-taught","on":"2025-09-10","about":[{"noun":"person","id":"p1"},{"as":"learner","noun":"person","id":"p3"}],"data":{"catalogue":"basic-skills","skill":"online-payment"}}"#,
        lay_down: |event, batch| {
            let skill = skill(event, batch)?;
            let own = batch.people.intern(event.own("", "person"))?;
            let learner = batch.people.intern(event.own("learner", "person"))?;
            let day = event.on;
            let taught = Teaching {
                day,
                learner,
                skill,
            };
            batch.teachings.push((own, taught));
            Ok(())
        },
    },
];

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let words = &batch.vocabulary;
    let who = |own| batch.people.text(own);
    let with_flagged = |event: Event, owner: &FlagOwner| match owner {
        FlagOwner::Person(own) => event.about("person", who(*own)),
        FlagOwner::Household(own) => event.about("household", batch.households.text(*own)),
    };
    for (row, (owner, Flagged { spell, flag })) in out.rows(&batch.flags) {
        let Spell { from, until } = *spell;
        let event = Event::new("flag-set").since(from).until("until", until);
        let event = with_flagged(event, owner).data("flag", words.flag_code(*flag));
        out.put(Column::Flags, row, event);
    }
    for (row, (owner, flag, day)) in out.rows(&batch.flag_ends) {
        let event = with_flagged(Event::new("flag-cleared").on(*day), owner);
        let event = event.data("flag", words.flag_code(*flag));
        out.put(Column::FlagEnds, row, event);
    }
    for (row, (owner, setup)) in out.rows(&batch.setups) {
        let event = Event::new("platform-set-up")
            .since(setup.day)
            .data("platform", words.platform_code(setup.platform))
            .data("state", setup.state.code());
        let event = with_owner(event, batch, *owner);
        out.put(Column::Setups, row, event);
    }
    for (row, (own, found)) in out.rows(&batch.assessments) {
        let catalogue = words.catalogues().get(found.skill.catalogue());
        let levels = catalogue.map_or(&[][..], |catalogue| &catalogue.levels);
        let level = levels
            .get(usize::from(found.level))
            .map_or("", |level| level.code.as_str());
        let mut event = Event::new("skill-assessed")
            .since(found.day)
            .about("person", who(*own))
            .data("level", level)
            .data("how", found.how.code());
        if let Some(by) = found.by {
            event = event.about_as("by", "person", who(by));
        }
        out.put(
            Column::Assessments,
            row,
            with_skill(event, batch, found.skill),
        );
    }
    for (row, (own, Advocacy { spell })) in out.rows(&batch.advocates) {
        let event = Event::new("advocate-named").since(spell.from);
        let event = event.about("person", who(*own)).until("until", spell.until);
        out.put(Column::Advocates, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.advocate_ends) {
        let event = Event::new("advocate-ended").on(*day);
        out.put(Column::AdvocateEnds, row, event.about("person", who(*own)));
    }
    for (row, (own, taught)) in out.rows(&batch.teachings) {
        let event = Event::new("skill-taught")
            .since(taught.day)
            .about("person", who(*own))
            .about_as("learner", "person", who(taught.learner));
        out.put(
            Column::Teachings,
            row,
            with_skill(event, batch, taught.skill),
        );
    }
}
