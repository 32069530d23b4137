//! A worklist as work that can be done in steps.

use super::{
    InReason, LastVisit, Reason, ToVisit, Worklist, WorklistQuestion, ageing::later, scope::Scope,
    scope::lane_of,
};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    activity::Outcome,
    coverage::{self, ANSWERS, Asked, OnDay, Verdict, Who},
    gap::{Exact, gap_of},
    id::{HouseholdIx, UnitIx},
    order::Order,
    place::Crossing,
    rule::{Rule, Subject},
};
use core::cmp::Ordering;

/// A worklist that is being made, some households at a time, so that a host can show
/// progress or stop. Dropping it changes nothing.
///
/// ```
/// use noidai::{Registry, coverage::OnDay, event::Batch, rule::built_in};
/// use noidai::work::worklist::{WorklistQuestion, WorklistWork};
/// let registry = Registry::open(Batch::default())?;
/// let question = WorklistQuestion::on("2025-06-30".parse()?);
/// let on_day = OnDay::new(&registry, question.day);
/// let of_coverage = question.gaps().coverage();
/// let rules = built_in();
/// let mut work = WorklistWork::new(&on_day, &rules[0], &question, &of_coverage)?;
/// while work.step(1_000)? {}
/// assert!(work.finish()?.list.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
pub struct WorklistWork<'a> {
    asked: Asked<'a>,
    question: &'a WorklistQuestion,
    crossing: Crossing<'a>,
    scope: Scope,
    counts: [u64; Reason::ALL.len()],
    households: u64,
    list: Vec<ToVisit>,
    done: usize,
}

impl<'a> WorklistWork<'a> {
    /// Takes a question up: it and the rule are checked, and nothing is sought yet.
    /// `question.day` must be the day of `on_day`, and `of_coverage` the question's
    /// own: that of its [`gaps`](WorklistQuestion::gaps).
    ///
    /// # Errors
    ///
    /// The rule is not about households, or what is wrong with the question or the
    /// rule, with its path.
    pub fn new(
        on_day: &'a OnDay<'a>,
        rule: &'a Rule,
        question: &'a WorklistQuestion,
        of_coverage: &'a coverage::Question,
    ) -> Result<Self> {
        if rule.subject != Subject::Household {
            return Err(Error::new(ErrorKind::NotOfHouseholds)
                .found(rule.id.clone())
                .expected(rule.subject.name()));
        }
        let asked = Asked::new(on_day, rule, of_coverage)?;
        let registry = on_day.registry();
        let of_gaps = question.gaps();
        of_gaps.check_learners(rule, registry.vocabulary())?;
        let crossing = registry.crossing(of_coverage.map_day()?);
        Ok(Self {
            asked,
            scope: Scope::of(on_day, question, &crossing)?,
            question,
            crossing,
            counts: [0; Reason::ALL.len()],
            households: 0,
            list: Vec::new(),
            done: 0,
        })
    }

    /// How many households have been looked at.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.asked.on_day().all(Subject::Household)
    }

    /// Looks at so many more households, and says whether any are left.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule as it stands in one of their units.
    pub fn step(&mut self, max_work: usize) -> Result<bool> {
        let on_day = self.asked.on_day();
        let end = self.done.saturating_add(max_work).min(self.all());
        let mut failed = None;
        for at in self.done..end {
            on_day.each_subject_at(Subject::Household, at, |who, unit| {
                if let Who::Household(household) = who
                    && let Err(error) = self.look(household, unit)
                {
                    failed = Some(error);
                }
            });
            if let Some(error) = failed.take() {
                return Err(error);
            }
            // Many more than wanted are thinned out now and then.
            if self.list.len() > self.limit().saturating_mul(2).saturating_add(1024) {
                self.thin();
            }
        }
        self.done = end;
        Ok(self.done < self.all())
    }

    fn limit(&self) -> usize {
        let limit = self.question.limit;
        limit.map_or(usize::MAX, |limit| limit as usize)
    }

    fn look(&mut self, household: HouseholdIx, unit: Option<UnitIx>) -> Result<()> {
        let on_day = self.asked.on_day();
        let (registry, day) = (on_day.registry(), on_day.day());
        let who = Who::Household(household);
        let listed = on_day.unit_of(&self.crossing, who);
        if !self.scope.holds(on_day, &self.crossing, household, listed) {
            return Ok(());
        }
        let verdict = self.asked.verdict(who, unit)?;
        let learners = self.question.learners.as_ref();
        let gap = match verdict {
            Verdict::NotCovered | Verdict::NotAssessed => {
                Some(gap_of(&self.asked, learners, (who, verdict), unit, listed)?)
            }
            _ => None,
        };
        let visits = registry.visits_until(household, day);
        let last = visits.last();
        let due = last.and_then(|(_, _, visit)| visit.next);
        let due = due.filter(|next| *next <= day);
        let was_found = visits
            .iter()
            .any(|(_, _, visit)| visit.outcome != Outcome::NobodyHome);
        let holds = |reason: Reason| -> Result<bool> {
            Ok(match reason {
                Reason::NeverVisited => {
                    !was_found && !matches!(verdict, Verdict::Outside | Verdict::Excluded)
                }
                Reason::ReturnDue => due.is_some(),
                Reason::NotAssessed => verdict == Verdict::NotAssessed,
                Reason::OneStepShort => {
                    let steps = gap.as_ref().and_then(|gap| gap.steps);
                    verdict == Verdict::NotCovered && steps == Some(1)
                }
                Reason::EvidenceAgeing => {
                    verdict == Verdict::Covered && self.is_ageing(who, unit)?
                }
                Reason::AdvocateToBeNamed => {
                    verdict == Verdict::Covered && !has_advocate(registry, household, day)
                }
            })
        };
        let mut reasons = Vec::new();
        for reason in Reason::ALL {
            if holds(reason)? {
                reasons.push(reason);
            }
        }
        if reasons.is_empty() {
            return Ok(());
        }
        self.households += 1;
        for reason in &reasons {
            if let Some(count) = self.counts.get_mut(*reason as usize) {
                *count += 1;
            }
        }
        let last_visit = last.map(|(own, activity, visit)| LastVisit {
            activity: registry.activity_ids().text(*own).to_owned(),
            day: activity.day,
            outcome: visit.outcome,
        });
        let mut item = ToVisit {
            household: registry.household_ids().text(household).to_owned(),
            unit: listed.map(|unit| registry.unit_ids().text(unit).to_owned()),
            lane: lane_of(registry, household, day).to_owned(),
            reasons,
            due,
            last_visit,
            verdict,
            steps: None,
            persons: 0,
            changes: Vec::new(),
            questions: Vec::new(),
            exact: Exact {
                cost: true,
                persons: true,
            },
        };
        if let Some(gap) = gap {
            (item.steps, item.persons) = (gap.steps, gap.persons);
            (item.changes, item.questions) = (gap.changes, gap.questions);
            item.exact = gap.exact;
        }
        self.list.push(item);
        Ok(())
    }

    /// Whether a covered household would not be one if all evidence were older.
    fn is_ageing(&self, who: Who, unit: Option<UnitIx>) -> Result<bool> {
        let rule = self.asked.concrete(unit)?;
        let later = later(&rule, self.question.ageing_days);
        Ok(later.is_some_and(|later| self.asked.judge().verdict(&later, who) != Verdict::Covered))
    }

    fn thin(&mut self) {
        self.list.order_by(compare);
        let limit = self.limit();
        self.list.truncate(limit);
    }

    /// Does what is left and gives the answer.
    ///
    /// # Errors
    ///
    /// As [`step`](Self::step).
    pub fn finish(mut self) -> Result<Worklist> {
        while self.step(usize::MAX)? {}
        self.thin();
        let registry = self.asked.on_day().registry();
        let (question, rule) = (self.question, self.asked.rule());
        let reasons = Reason::ALL.into_iter().zip(self.counts);
        let named = u64::try_from(self.list.len()).unwrap_or(u64::MAX);
        let unit = self.scope.unit;
        Ok(Worklist {
            v: ANSWERS,
            rule: rule.id.clone(),
            catalogue: rule.catalogue.clone(),
            day: question.day,
            map: question.map.clone(),
            map_day: self.crossing.map().day(),
            known_at: question.known_at.clone(),
            unit: unit.map(|unit| registry.unit_ids().text(unit).to_owned()),
            lane: question.lane.clone(),
            team: question.team.clone(),
            member: question.member.clone(),
            ageing_days: question.ageing_days,
            households: self.households,
            reasons: reasons
                .map(|(reason, households)| InReason { reason, households })
                .collect(),
            complete: named == self.households,
            list: self.list,
        })
    }
}

/// The order of a worklist.
fn compare(a: &ToVisit, b: &ToVisit) -> Ordering {
    let first = |item: &ToVisit| item.reasons.first().copied();
    let due = |item: &ToVisit| (item.due.is_none(), item.due);
    let steps = |item: &ToVisit| item.steps.unwrap_or(u32::MAX);
    let reasons = first(a).cmp(&first(b)).then(due(a).cmp(&due(b)));
    let lanes = (a.lane.is_empty(), &a.lane).cmp(&(b.lane.is_empty(), &b.lane));
    let places = lanes.then_with(|| a.household.cmp(&b.household));
    reasons.then(steps(a).cmp(&steps(b))).then(places)
}

fn has_advocate(registry: &Registry, household: HouseholdIx, day: Day) -> bool {
    let mut residents = registry.residents_on(household, day);
    residents.any(|(person, _)| registry.is_advocate_on(person, household, false, day))
}

/// Whom to visit next, by a rule about households.
///
/// # Errors
///
/// As [`WorklistWork::new`].
pub fn worklist(registry: &Registry, rule: &Rule, question: &WorklistQuestion) -> Result<Worklist> {
    let on_day = OnDay::new(registry, question.day);
    let of_coverage = question.gaps().coverage();
    WorklistWork::new(&on_day, rule, question, &of_coverage)?.finish()
}
