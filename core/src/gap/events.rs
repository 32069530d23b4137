//! Changes as events.

use super::change::{Change, Named};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    event::Event,
    id::PersonIx,
    order::{Order, Set},
    team::{Body, Membership},
};

/// Changes as events of a day, in order; what is new gets the id that `id_of`
/// gives it. Read together with the facts that the changes were sought in, they
/// cover the subject.
///
/// A new person is recorded with nothing known of them, unless the registry has
/// that person already. Who is appointed gives up the seat that they had, and
/// has the head's until the same day.
///
/// ```
/// use noidai::{Registry, event::{Batch, lines}, gap::{GapQuestion, events, explain}, rule::built_in};
/// let day = "2025-06-30".parse()?;
/// let commune = r#"{"v":1,"kind":"unit-opened","about":[{"noun":"unit","id":"31441"}],"data":{"level":"commune","name":"Nàng Mau"}}"#;
/// let open = |text: &str| {
///     let file = lines::Source { file: "events.jsonl", bytes: text.as_bytes() };
///     let read = lines::read(Batch::default(), &[file], &lines::Options::default());
///     Registry::open(read.map_err(|faults| faults.first.into_iter().next().unwrap())?.batch)
/// };
/// let rule = built_in().into_iter().find(|rule| rule.id == "commune-organised").unwrap();
/// let question = GapQuestion::on(day);
/// let registry = open(commune)?;
/// let before = explain(&registry, &rule, &question, "31441")?;
/// let changes = before.smallest_change.unwrap().changes;
/// let found = events(&registry, &changes, &before.catalogue, day, &mut |_| Ok("bcd-31441".to_owned()))?;
/// let after = open(&format!("{commune}\n{}\n", found[0].line()))?;
/// assert_eq!(explain(&after, &rule, &question, "31441")?.verdict.code(), "covered");
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// Those of `id_of`; somebody is appointed who is no member; or the day is one on
/// which that skill of that person was assessed already, or their seat began: the
/// changes are for a later day then.
pub fn events(
    registry: &Registry,
    changes: &[Change],
    catalogue: &str,
    day: Day,
    id_of: &mut impl FnMut(&Named) -> Result<String>,
) -> Result<Vec<Event>> {
    let mut writer = Writer {
        registry,
        catalogue,
        day,
        id_of,
        recorded: Set::new(),
        events: Vec::new(),
    };
    changes.iter().try_for_each(|change| writer.put(change))?;
    let mut events = writer.events;
    for event in &mut events {
        event.about.order();
    }
    Ok(events)
}

struct Writer<'w, F> {
    registry: &'w Registry,
    catalogue: &'w str,
    day: Day,
    id_of: &'w mut F,
    /// New persons of whom there is an event.
    recorded: Set<String>,
    events: Vec<Event>,
}

impl<F: FnMut(&Named) -> Result<String>> Writer<'_, F> {
    fn id(&mut self, named: &Named) -> Result<String> {
        match &named.id {
            Some(id) => Ok(id.clone()),
            None => (self.id_of)(named),
        }
    }

    /// A person; a new one is recorded first.
    fn person(&mut self, named: &Named) -> Result<String> {
        let id = self.id(named)?;
        if named.id.is_none() && self.known(&id).is_none() && self.recorded.insert(id.clone()) {
            let event = Event::new("person-recorded").about("person", &id);
            self.events.push(event);
        }
        Ok(id)
    }

    fn known(&self, id: &str) -> Option<PersonIx> {
        let person = self.registry.person_ids().find(id)?;
        self.registry.person(person).map(|_| person)
    }

    fn event(&self, kind: &str) -> Event {
        Event::new(kind).on(self.day)
    }

    fn put(&mut self, change: &Change) -> Result<()> {
        let event = match change {
            Change::Raise {
                person,
                skill,
                to,
                evidence,
                ..
            } => {
                let id = self.person(person)?;
                self.check_unassessed(&id, skill)?;
                self.event("skill-assessed")
                    .about("person", &id)
                    .data("catalogue", self.catalogue)
                    .data("skill", skill.as_str())
                    .data("level", to.as_str())
                    .data("how", evidence.code())
            }
            Change::SetUp {
                owner,
                platform,
                to,
                ..
            } => {
                let id = match owner.noun {
                    "person" => self.person(owner)?,
                    _ => self.id(owner)?,
                };
                self.event("platform-set-up")
                    .about(owner.noun, &id)
                    .data("platform", platform.as_str())
                    .data("state", to.code())
            }
            Change::AddMember {
                body,
                person,
                role,
                force,
                ..
            } => {
                let (body_id, id) = (self.id(body)?, self.person(person)?);
                self.event("membership-begun")
                    .about("person", &id)
                    .about(body.noun, &body_id)
                    .data("role", role.as_str())
                    .data_if("force", force.as_deref().unwrap_or(""))
            }
            Change::AppointHead { body, person, .. } => {
                let (body_id, id) = (self.id(body)?, self.id(person)?);
                if self.is_head_from_the_start(&body_id, &id) {
                    return Ok(());
                }
                let seat = self.seat(body, &body_id, &id)?;
                let ended = self
                    .event("membership-ended")
                    .about("person", &id)
                    .about(body.noun, &body_id);
                self.events.push(ended);
                let force = self.registry.vocabulary().text(seat.force);
                self.event("membership-begun")
                    .about("person", &id)
                    .about(body.noun, &body_id)
                    .data("role", "head")
                    .data_if("force", force)
                    .until("until", seat.spell.until)
            }
            Change::FormTeam { unit, team, .. } => {
                let (unit, team) = (self.id(unit)?, self.id(team)?);
                self.event("team-opened").unit(&unit).about("team", &team)
            }
            Change::FormCommittee {
                unit, committee, ..
            } => {
                let (unit, committee) = (self.id(unit)?, self.id(committee)?);
                self.event("committee-opened")
                    .unit(&unit)
                    .about("committee", &committee)
                    .data("name", "")
            }
        };
        self.events.push(event);
        Ok(())
    }

    /// Makes who joins by these changes the head from the start.
    fn is_head_from_the_start(&mut self, body: &str, person: &str) -> bool {
        let begun = self.events.iter_mut().find(|event| {
            let is_about = |id: &str| event.about.iter().any(|about| about.id == id);
            event.kind == "membership-begun" && is_about(body) && is_about(person)
        });
        match begun {
            None => false,
            Some(event) => {
                event.data.insert("role".to_owned(), "head".into());
                true
            }
        }
    }

    /// The seat that a member gives up.
    fn seat(&self, body: &Named, body_id: &str, person: &str) -> Result<Membership> {
        let registry = self.registry;
        let found = match body.noun {
            "committee" => registry.committee_ids().find(body_id).map(Body::Committee),
            _ => registry.team_ids().find(body_id).map(Body::Team),
        };
        let members = found.map(|body| registry.members_on(body, self.day));
        let seat = members
            .into_iter()
            .flatten()
            .find(|(own, _)| registry.person_ids().text(*own) == person);
        let Some((_, seat)) = seat else {
            let error = Error::new(ErrorKind::UnknownReference).found(person);
            return Err(error.expected("member"));
        };
        if seat.spell.from == Some(self.day) {
            return Err(self.on_another_day(body_id));
        }
        Ok(seat)
    }

    /// Refuses a day on which that skill of that person was assessed already.
    fn check_unassessed(&self, person: &str, skill: &str) -> Result<()> {
        let Some(person) = self.known(person) else {
            return Ok(());
        };
        let words = self.registry.vocabulary();
        let catalogue = words.catalogue(self.catalogue);
        let own = catalogue.and_then(|(at, _)| words.skill(at, skill));
        let mut found = self.registry.assessments(person).iter();
        match found.any(|found| found.day == Some(self.day) && Some(found.skill) == own) {
            true => Err(self.on_another_day(skill)),
            false => Ok(()),
        }
    }

    fn on_another_day(&self, what: &str) -> Error {
        Error::new(ErrorKind::TwoFromOneDay)
            .found(self.day.to_string())
            .expected(what)
    }
}
