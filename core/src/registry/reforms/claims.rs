//! What a reform states about everything that it names. Two reforms of one day
//! contradict each other where they state different things about the same; what
//! both state alike holds once.

use crate::{
    hashed::{HashMap, HashSet},
    order::Order,
    place::{NewCommittee, NewUnit, Reform},
};

/// What of a unit, household or body is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    /// That the unit is new, and how.
    Opening,
    /// Whether the unit goes on.
    Unit,
    Name,
    Code,
    /// Which unit carries a code.
    Carrier,
    Parent,
    /// Where a household is.
    Household,
    /// That the committee is new, and how.
    CommitteeOpening,
    /// Whether the committee goes on.
    Committee,
    Team,
}

/// What is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stated<'a> {
    Opens(&'a NewUnit),
    OpensCommittee(&'a NewCommittee),
    /// It is there from the day on.
    Stands,
    /// It ends, and goes into these, as a whole or in parts.
    Ends(Vec<(&'a str, bool)>),
    /// It is called, and is of this kind.
    Named(&'a str, &'a str),
    /// Its code, its unit, the unit above it; none at the top.
    Is(Option<&'a str>),
}

/// About what a statement is: of which sort, by id or code.
pub(super) type About<'a> = (Of, &'a str);

/// One statement, and where in the document it stands.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    pub about: About<'a>,
    pub stated: Stated<'a>,
    list: &'static str,
    at: usize,
    field: &'static str,
}

impl Claim<'_> {
    /// The place in the document.
    pub fn path(&self) -> String {
        let (list, at, field) = (self.list, self.at, self.field);
        match field {
            "" => format!("/{list}/{at}"),
            field => format!("/{list}/{at}/{field}"),
        }
    }

    /// The entry of the document that states it.
    pub fn entry(&self) -> (&'static str, usize) {
        (self.list, self.at)
    }
}

/// Statements by what they are about, each with the number of its reform.
pub(super) type Known<'a> = HashMap<About<'a>, (Stated<'a>, u32)>;

struct Claims<'a> {
    list: &'static str,
    at: usize,
    all: Vec<Claim<'a>>,
}

impl<'a> Claims<'a> {
    fn add(&mut self, field: &'static str, of: Of, id: &'a str, stated: Stated<'a>) {
        let (list, at) = (self.list, self.at);
        self.all.push(Claim {
            about: (of, id),
            stated,
            list,
            at,
            field,
        });
    }

    fn entry(&mut self, list: &'static str, at: usize) {
        (self.list, self.at) = (list, at);
    }

    fn stands(&mut self, field: &'static str, id: &'a str) {
        self.add(field, Of::Unit, id, Stated::Stands);
    }

    fn code(&mut self, unit: &'a str, code: &'a str) {
        self.add("code", Of::Code, unit, Stated::Is(Some(code)));
        if !code.is_empty() {
            self.add("code", Of::Carrier, code, Stated::Is(Some(unit)));
        }
    }

    fn parent(&mut self, unit: &'a str, parent: Option<&'a str>) {
        self.add("parent", Of::Parent, unit, Stated::Is(parent));
        if let Some(parent) = parent {
            self.stands("parent", parent);
        }
    }
}

/// Everything that a reform states, in the order of its document.
pub(super) fn of(reform: &Reform) -> Vec<Claim<'_>> {
    let mut claims = Claims {
        list: "",
        at: 0,
        all: Vec::new(),
    };
    for (at, one) in reform.open.iter().enumerate() {
        claims.entry("open", at);
        claims.add("unit", Of::Opening, &one.unit, Stated::Opens(one));
        claims.stands("unit", &one.unit);
        claims.add(
            "name",
            Of::Name,
            &one.unit,
            Stated::Named(&one.name, &one.kind),
        );
        claims.code(&one.unit, &one.code);
        claims.parent(&one.unit, one.parent.as_deref());
    }
    units_that_end(reform, &mut claims);
    for (at, one) in reform.rename.iter().enumerate() {
        claims.entry("rename", at);
        claims.stands("unit", &one.unit);
        let named = Stated::Named(&one.name, &one.kind);
        claims.add("name", Of::Name, &one.unit, named);
    }
    for (at, one) in reform.recode.iter().enumerate() {
        claims.entry("recode", at);
        claims.stands("unit", &one.unit);
        claims.code(&one.unit, &one.code);
    }
    for (at, one) in reform.moves.iter().enumerate() {
        claims.entry("moves", at);
        claims.stands("unit", &one.unit);
        claims.parent(&one.unit, one.parent.as_deref());
    }
    for (at, one) in reform.places.iter().enumerate() {
        claims.entry("places", at);
        let unit = Stated::Is(Some(&one.unit));
        claims.add("household", Of::Household, &one.household, unit);
        claims.stands("unit", &one.unit);
    }
    bodies(reform, &mut claims);
    claims.all
}

fn units_that_end<'a>(reform: &'a Reform, claims: &mut Claims<'a>) {
    let closing: HashSet<&str> = reform.closing().into_iter().collect();
    let mut heirs: HashMap<&str, Vec<(&str, bool)>> = HashMap::default();
    for one in &reform.succeed {
        heirs.change(&one.from, |own| own.push((&one.into, one.part)));
    }
    for own in heirs.values_mut() {
        own.order();
    }
    let ends = |id: &str| match closing.contains(id) {
        true => Stated::Ends(heirs.get(id).cloned().unwrap_or_default()),
        false => Stated::Stands,
    };
    for (at, one) in reform.succeed.iter().enumerate() {
        claims.entry("succeed", at);
        claims.add("from", Of::Unit, &one.from, ends(&one.from));
        claims.stands("into", &one.into);
    }
    for (at, id) in reform.close.iter().enumerate() {
        claims.entry("close", at);
        claims.add("", Of::Unit, id, ends(id));
    }
}

fn bodies<'a>(reform: &'a Reform, claims: &mut Claims<'a>) {
    for (at, one) in reform.open_committees.iter().enumerate() {
        claims.entry("open_committees", at);
        let opens = Stated::OpensCommittee(one);
        claims.add("committee", Of::CommitteeOpening, &one.committee, opens);
        claims.add("committee", Of::Committee, &one.committee, Stated::Stands);
        claims.stands("unit", &one.unit);
    }
    for (at, one) in reform.close_committees.iter().enumerate() {
        claims.entry("close_committees", at);
        let into = one.into.as_deref();
        let ends = Stated::Ends(into.map(|id| (id, false)).into_iter().collect());
        claims.add("committee", Of::Committee, &one.committee, ends);
        if let Some(into) = into {
            claims.add("into", Of::Committee, into, Stated::Stands);
        }
    }
    for (at, one) in reform.move_teams.iter().enumerate() {
        claims.entry("move_teams", at);
        claims.add("team", Of::Team, &one.team, Stated::Is(Some(&one.unit)));
        claims.stands("unit", &one.unit);
    }
    for (at, id) in reform.close_teams.iter().enumerate() {
        claims.entry("close_teams", at);
        claims.add("", Of::Team, id, Stated::Ends(Vec::new()));
    }
}

/// Whether a reform states something about what another statement is about, and
/// something else.
pub(super) fn contradict<'a, T>(
    claims: &[Claim<'a>],
    known: &HashMap<About<'a>, T>,
    stated: impl Fn(&T) -> &Stated<'a>,
) -> bool {
    claims.iter().any(
        |claim| matches!(known.get(&claim.about), Some(other) if *stated(other) != claim.stated),
    )
}
