//! Changes laid down as facts.

use super::change::{Change, Named};
use crate::{
    Day, Error, ErrorKind, Result,
    event::{
        Batch, Code,
        batch::{Person, SetupOwner},
    },
    id::PersonIx,
    platform::Setup,
    skill::Assessment,
    team::{Body, Committee, Membership, Team},
    time::Spell,
};

/// Lays changes down in a batch as facts of a day, in order; what is new gets the
/// id that `id_of` gives it. With the facts that the changes were sought in, the
/// subject is then covered.
///
/// What is appointed ends the seat that the member had. A level found on a day on
/// which that skill of that person was assessed already contradicts the
/// assessment: record it for a later day.
///
/// ```
/// use noidai::{Registry, event::Batch, gap::{GapQuestion, explain, record}, rule::built_in};
/// # use noidai::event::batch::UnitOpened;
/// let day = "2025-06-30".parse()?;
/// let mut batch = Batch::default();
/// # let unit = batch.units.intern("31441")?;
/// # let level = Some(noidai::event::Code::COMMUNE);
/// # batch.unit_opened.push((unit, UnitOpened { spell: Default::default(), level }));
/// # let name = noidai::place::Named { from: None, name: "Nàng Mau".to_owned(), kind: String::new() };
/// # batch.unit_names.push((unit, name));
/// // … with a commune in it
/// let rule = built_in().into_iter().find(|rule| rule.id == "commune-organised").unwrap();
/// let question = GapQuestion::on(day);
/// let before = explain(&Registry::open(batch.clone())?, &rule, &question, "31441")?;
/// let changes = before.smallest_change.unwrap().changes;
/// record(&changes, &before.catalogue, day, &mut |_| "bcd-31441".to_owned(), &mut batch)?;
/// let after = explain(&Registry::open(batch)?, &rule, &question, "31441")?;
/// assert_eq!(after.verdict.code(), "covered");
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// A code that the batch's vocabulary lacks, or an id that is none.
pub fn record(
    changes: &[Change],
    catalogue: &str,
    day: Day,
    id_of: &mut impl FnMut(&Named) -> String,
    batch: &mut Batch,
) -> Result<()> {
    let mut recorder = Recorder {
        catalogue,
        day,
        id_of,
        batch,
    };
    changes.iter().try_for_each(|change| recorder.lay(change))
}

struct Recorder<'r, F> {
    catalogue: &'r str,
    day: Day,
    id_of: &'r mut F,
    batch: &'r mut Batch,
}

impl<F: FnMut(&Named) -> String> Recorder<'_, F> {
    fn id(&mut self, named: &Named) -> String {
        match &named.id {
            Some(id) => id.clone(),
            None => (self.id_of)(named),
        }
    }

    /// A person; a new one is recorded, with nothing known of them.
    fn person(&mut self, named: &Named) -> Result<PersonIx> {
        let id = self.id(named);
        let person = self.batch.people.intern(&id)?;
        let known = |(ix, _): &(PersonIx, Person)| *ix == person;
        if named.id.is_none() && !self.batch.persons.iter().any(known) {
            self.batch.persons.push((person, Person::default()));
        }
        Ok(person)
    }

    fn body(&mut self, named: &Named) -> Result<Body> {
        let id = self.id(named);
        Ok(match named.noun {
            "committee" => Body::Committee(self.batch.committees.intern(&id)?),
            _ => Body::Team(self.batch.teams.intern(&id)?),
        })
    }

    fn code(&mut self, text: &str) -> Result<Code> {
        match text {
            "" => Ok(Code::NONE),
            text => self.batch.vocabulary.code(text),
        }
    }

    fn lay(&mut self, change: &Change) -> Result<()> {
        let from_now_on = Spell {
            from: Some(self.day),
            until: None,
        };
        match change {
            Change::Raise {
                person,
                skill,
                to,
                evidence,
                ..
            } => {
                let person = self.person(person)?;
                let vocabulary = &self.batch.vocabulary;
                let missing = |kind, found: &str| Error::new(kind).found(found);
                let known = vocabulary.catalogue(self.catalogue);
                let (at, catalogue) =
                    known.ok_or_else(|| missing(ErrorKind::UnknownCatalogue, self.catalogue))?;
                let skill = vocabulary
                    .skill(at, skill)
                    .ok_or_else(|| missing(ErrorKind::UnknownSkill, skill))?;
                let level = catalogue
                    .level(to)
                    .ok_or_else(|| missing(ErrorKind::UnknownLevel, to))?;
                let found = Assessment {
                    day: Some(self.day),
                    skill,
                    level,
                    how: *evidence,
                    by: None,
                };
                self.batch.assessments.push((person, found));
            }
            Change::SetUp {
                owner,
                platform,
                to,
                ..
            } => {
                let known = self.batch.vocabulary.platform(platform);
                let platform =
                    known.ok_or_else(|| Error::new(ErrorKind::UnknownPlatform).found(platform))?;
                let owner = match owner.noun {
                    "household" => {
                        let id = self.id(owner);
                        SetupOwner::Household(self.batch.households.intern(&id)?)
                    }
                    "stall" => {
                        let id = self.id(owner);
                        SetupOwner::Stall(self.batch.stalls.intern(&id)?)
                    }
                    _ => SetupOwner::Person(self.person(owner)?),
                };
                let setup = Setup {
                    day: Some(self.day),
                    platform,
                    state: *to,
                };
                self.batch.setups.push((owner, setup));
            }
            Change::AddMember {
                body,
                person,
                role,
                force,
                ..
            } => {
                let seat = Membership {
                    spell: from_now_on,
                    body: self.body(body)?,
                    role: self.code(role)?,
                    force: self.code(force.as_deref().unwrap_or(""))?,
                };
                let person = self.person(person)?;
                self.batch.memberships.push((person, seat));
            }
            Change::AppointHead { body, person, .. } => {
                let (body, person) = (self.body(body)?, self.person(person)?);
                self.appoint(body, person);
            }
            Change::FormTeam { unit, team, .. } => {
                let (unit, team) = (self.id(unit), self.id(team));
                let record = Team {
                    spell: from_now_on,
                    unit: self.batch.units.intern(&unit)?,
                    name: String::new(),
                    organisation: None,
                    answers_to: None,
                };
                let team = self.batch.teams.intern(&team)?;
                self.batch.team.push((team, record));
            }
            Change::FormCommittee {
                unit, committee, ..
            } => {
                let (unit, committee) = (self.id(unit), self.id(committee));
                let record = Committee {
                    spell: from_now_on,
                    unit: self.batch.units.intern(&unit)?,
                    name: String::new(),
                };
                let committee = self.batch.committees.intern(&committee)?;
                self.batch.committee.push((committee, record));
            }
        }
        Ok(())
    }

    /// Ends a member's seat, and begins one as head until the same day. A seat
    /// that begins on the day itself is the head's from the start.
    fn appoint(&mut self, body: Body, person: PersonIx) {
        let day = self.day;
        let mut begun = None;
        for (who, seat) in &mut self.batch.memberships {
            if *who != person || seat.body != body || !seat.spell.holds(day) {
                continue;
            }
            if seat.spell.from == Some(day) {
                seat.role = Code::HEAD;
            } else {
                begun = Some(*seat);
                seat.spell.until = Some(day);
            }
        }
        if let Some(before) = begun {
            let spell = Spell {
                from: Some(day),
                until: before.spell.until,
            };
            let seat = Membership {
                spell,
                role: Code::HEAD,
                ..before
            };
            self.batch.memberships.push((person, seat));
        }
    }
}
