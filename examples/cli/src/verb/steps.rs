//! Changes and questions as rows: one each, or one without either where nothing is
//! to be done.

use crate::output::Sheet;
use noidai::{
    coverage::Verdict,
    gap::{Ask, Change, Named},
};

/// The header of the rows.
const HEADER: [&str; 11] = [
    "subject", "id", "unit", "verdict", "step", "noun", "whom", "what", "from", "to", "cost",
];

/// What is to be done about one subject.
pub struct Of<'a> {
    pub subject: &'a str,
    pub id: &'a str,
    pub unit: &'a str,
    pub verdict: Verdict,
    pub changes: &'a [Change],
    pub questions: &'a [Ask],
}

/// The rows of some subjects.
pub struct Steps(Sheet);

/// One change or question.
#[derive(Default)]
struct Step<'a> {
    step: &'a str,
    whom: Option<&'a Named>,
    what: &'a str,
    from: &'a str,
    to: &'a str,
    cost: Option<u32>,
}

impl Default for Steps {
    fn default() -> Self {
        Self(Sheet::new(&HEADER))
    }
}

impl Steps {
    /// Adds the rows of a subject.
    pub fn push(&mut self, of: &Of<'_>) {
        if of.changes.is_empty() && of.questions.is_empty() {
            self.row(of, &Step::default());
        }
        for change in of.changes {
            self.row(of, &changed(change));
        }
        for question in of.questions {
            self.row(of, &asked(question));
        }
    }

    /// The rows.
    pub fn sheet(self) -> Sheet {
        self.0
    }

    fn row(&mut self, of: &Of<'_>, step: &Step<'_>) {
        let whom = step.whom.map_or_else(String::new, id);
        self.0.push(vec![
            of.subject.to_owned(),
            of.id.to_owned(),
            of.unit.to_owned(),
            of.verdict.code().to_owned(),
            step.step.to_owned(),
            step.whom.map_or("", |whom| whom.noun).to_owned(),
            whom,
            step.what.to_owned(),
            step.from.to_owned(),
            step.to.to_owned(),
            step.cost.map_or_else(String::new, |cost| cost.to_string()),
        ]);
    }
}

/// What is to be done in one line of codes, such as `raise p1 online-payment fluent`;
/// several by semicolons.
pub fn in_codes(changes: &[Change], questions: &[Ask]) -> String {
    let steps = changes
        .iter()
        .map(changed)
        .chain(questions.iter().map(asked));
    let lines = steps.map(|step| {
        let whom = step.whom.map_or_else(String::new, id);
        let parts = [step.step, &whom, step.what, step.to];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("; ")
}

/// An id, or which of the new ones.
fn id(named: &Named) -> String {
    match (&named.id, named.new) {
        (Some(id), _) => id.clone(),
        (None, Some(new)) => format!("new {new}"),
        (None, None) => String::new(),
    }
}

fn changed(change: &Change) -> Step<'_> {
    let cost = Some(change.cost());
    match change {
        Change::Raise {
            person,
            skill,
            from,
            to,
            ..
        } => Step {
            step: "raise",
            whom: Some(person),
            what: skill,
            from: from.as_deref().unwrap_or(""),
            to,
            cost,
        },
        Change::SetUp {
            owner,
            platform,
            from,
            to,
            ..
        } => Step {
            step: "set_up",
            whom: Some(owner),
            what: platform,
            from: from.map_or("", |from| from.code()),
            to: to.code(),
            cost,
        },
        Change::AddMember {
            body, person, role, ..
        } => Step {
            step: "add_member",
            whom: Some(person),
            what: role,
            from: "",
            to: body.id.as_deref().unwrap_or(""),
            cost,
        },
        Change::AppointHead { body, person, .. } => Step {
            step: "appoint_head",
            whom: Some(person),
            what: "head",
            from: "",
            to: body.id.as_deref().unwrap_or(""),
            cost,
        },
        Change::FormTeam { unit, .. } => Step {
            step: "form_team",
            whom: Some(unit),
            cost,
            ..Step::default()
        },
        Change::FormCommittee { unit, .. } => Step {
            step: "form_committee",
            whom: Some(unit),
            cost,
            ..Step::default()
        },
    }
}

fn asked(question: &Ask) -> Step<'_> {
    let (step, whom, what) = match question {
        Ask::Skill { person, skill } => ("ask_skill", person, skill.as_str()),
        Ask::Platform { owner, platform } => ("ask_platform", owner, platform.as_str()),
        Ask::WhoElse { household } => ("ask_who_else", household, ""),
    };
    Step {
        step,
        whom: Some(whom),
        what,
        cost: Some(1),
        ..Step::default()
    }
}
