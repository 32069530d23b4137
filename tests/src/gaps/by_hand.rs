//! Each built-in rule, worked out by hand.

use super::shown::{change, question, registry};
use noidai::{
    Registry,
    coverage::Verdict,
    gap::{Answer, Exact, Explanation, GapQuestion, State, explain},
    rule::{Given, Rule, built_in},
};

const EXACT: Exact = Exact {
    cost: true,
    persons: true,
};

fn rule(id: &str) -> Rule {
    built_in().into_iter().find(|rule| rule.id == id).unwrap()
}

fn asked() -> GapQuestion {
    GapQuestion::on("2025-06-30".parse().unwrap())
}

fn explained(registry: &Registry, name: &str, id: &str) -> Explanation {
    explain(registry, &rule(name), &asked(), id).unwrap()
}

fn changes(explanation: &Explanation) -> Vec<String> {
    assert_eq!(explanation.verdict, Verdict::NotCovered);
    let smallest = explanation.smallest_change.as_ref().unwrap();
    assert_eq!(smallest.exact, EXACT);
    assert_eq!(smallest.bound, smallest.cost);
    let sum: u32 = smallest.changes.iter().map(|change| change.cost()).sum();
    assert_eq!(smallest.cost, Some(sum));
    smallest.changes.iter().map(change).collect()
}

fn questions(explanation: &Explanation) -> Vec<String> {
    assert_eq!(explanation.smallest_change, None);
    let fewest = explanation.fewest_questions.as_ref().unwrap();
    assert_eq!(fewest.exact, EXACT);
    fewest.questions.iter().map(question).collect()
}

const UNITS: (&str, &str) = (
    "units.csv",
    "id,name,level,parent\n93,Hậu Giang,province,\n31441,Nàng Mau,commune,93\n31441/1,Ấp 1,hamlet,31441\n31441/2,Ấp 2,hamlet,31441\n",
);
const PEOPLE: (&str, &str) = ("people.csv", "id,birth\np1,1960\np2,1990\np3,2020\n");
const HOME: (&str, &str) = ("households.csv", "id,unit\nh1,31441/1\n");
const THREE: (&str, &str) = (
    "residences.csv",
    "person,household,kind\np1,h1,permanent\np2,h1,permanent\np3,h1,permanent\n",
);

/// A table of assessments: for each person the levels of the five skills.
fn levels(people: &[(&str, [&str; 5])]) -> String {
    let skills = [
        "public-services",
        "online-shopping",
        "online-payment",
        "online-safety",
        "local-platforms",
    ];
    let mut table = "person,skill,level,day\n".to_owned();
    for (person, levels) in people {
        for (skill, level) in skills.iter().zip(levels) {
            if !level.is_empty() {
                table.push_str(&format!("{person},{skill},{level},2025-01-15\n"));
            }
        }
    }
    table
}

fn household(people: &[(&str, [&str; 5])]) -> Registry {
    let levels = levels(people);
    registry(&[UNITS, PEOPLE, HOME, THREE, ("assessments.csv", &levels)])
}

const NONE: [&str; 5] = ["not-yet"; 5];

#[test]
fn one_person_learns_what_is_missing() {
    // p2 lacks two levels of payment and one of safety: three steps; p1 and p3
    // would need more.
    let registry = household(&[
        ("p1", NONE),
        ("p2", ["fluent", "fluent", "guided", "can-do", "fluent"]),
        ("p3", ["guided", "", "", "", ""]),
    ]);
    let explanation = explained(&registry, "ministry-household", "h1");
    assert_eq!(
        changes(&explanation),
        [
            "raise p2 online-payment guided>fluent 2",
            "raise p2 online-safety can-do>fluent 1",
        ]
    );
    assert_eq!(explanation.smallest_change.unwrap().persons, 1);
    // Why: of three residents none has all five, and each says what was found.
    let reason = &explanation.reasons[1];
    assert_eq!(reason.path, "/requirement/some");
    assert_eq!((reason.wanted, reason.held), (Some(1), Some(0)));
    let of: Vec<_> = reason.members.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(of, ["p1", "p2", "p3"]);
    let p3 = &reason.members[2].parts[0];
    assert_eq!(p3.path, "/requirement/some/who/skills");
    assert_eq!(p3.answer, Answer::False);
    assert_eq!(p3.skills[0].level.as_deref(), Some("guided"));
    assert_eq!(p3.skills[1].state, Some(State::NotAssessed));
    let units: Vec<_> = explanation
        .units
        .iter()
        .map(|unit| unit.id.as_str())
        .collect();
    assert_eq!(units, ["93", "31441", "31441/1"]);
}

#[test]
fn who_may_be_asked_to_learn_changes_the_plan_and_no_count() {
    let registry = household(&[
        ("p1", NONE),
        ("p2", ["guided", "guided", "guided", "guided", "guided"]),
        ("p3", ["fluent", "fluent", "fluent", "fluent", "can-do"]),
    ]);
    let all = explained(&registry, "ministry-household", "h1");
    assert_eq!(changes(&all), ["raise p3 local-platforms can-do>fluent 1"]);
    let mut adults = asked();
    adults.learners = serde_json::from_str(r#"{"age":{"min":16}}"#).unwrap();
    let explanation = explain(&registry, &rule("ministry-household"), &adults, "h1").unwrap();
    assert_eq!(explanation.verdict, all.verdict);
    assert_eq!(explanation.learners, adults.learners);
    let changes = changes(&explanation);
    assert_eq!(changes.len(), 5);
    assert!(changes.iter().all(|line| line.starts_with("raise p2 ")));
    // Nobody may: nothing covers it, and the condition is named.
    adults.learners = serde_json::from_str(r#"{"age":{"min":90}}"#).unwrap();
    let nobody = explain(&registry, &rule("ministry-household"), &adults, "h1").unwrap();
    let nobody = nobody.smallest_change.unwrap();
    assert_eq!(
        (nobody.cost, nobody.bound, nobody.exact),
        (None, None, EXACT)
    );
    assert_eq!(nobody.blocked, ["/requirement/some/who/skills"]);
    // A condition that cannot be asked of a person is refused, with its path.
    adults.learners = serde_json::from_str(r#"{"not":"empty"}"#).unwrap();
    let refused = explain(&registry, &rule("ministry-household"), &adults, "h1").unwrap_err();
    assert!(
        refused.to_string().starts_with("/learners/not: "),
        "{refused}"
    );
}

#[test]
fn stale_evidence_is_a_question_and_costs_every_step() {
    let registry = household(&[("p1", NONE), ("p2", ["fluent"; 5]), ("p3", NONE)]);
    let mut recent = asked();
    recent.parameters = vec![Given::new("max_age_days", 30)];
    // All evidence is 166 days old, so nothing is known.
    let explanation = explain(&registry, &rule("ministry-household"), &recent, "h1").unwrap();
    assert_eq!(explanation.verdict, Verdict::NotAssessed);
    // A "no" to one skill of each would decide: three questions. "Yes" takes five.
    assert_eq!(
        questions(&explanation),
        [
            "p1: public-services?",
            "p2: public-services?",
            "p3: public-services?"
        ]
    );
    let fewest = explanation.fewest_questions.unwrap();
    assert_eq!(
        (fewest.decides, fewest.persons),
        (Some(Verdict::NotCovered), 3)
    );
}

#[test]
fn one_answer_may_be_enough() {
    // p1 and p3 cannot; of p2 one skill is not known: either answer decides, and
    // covered is named first.
    let registry = household(&[
        ("p1", NONE),
        ("p2", ["fluent", "fluent", "", "fluent", "fluent"]),
        ("p3", NONE),
    ]);
    let explanation = explained(&registry, "ministry-household", "h1");
    assert_eq!(explanation.verdict, Verdict::NotAssessed);
    assert_eq!(questions(&explanation), ["p2: online-payment?"]);
    let decides = explanation.fewest_questions.unwrap().decides;
    assert_eq!(decides, Some(Verdict::Covered));
}

#[test]
fn an_open_household_is_asked_who_else_lives_there() {
    let registry = registry(&[UNITS, PEOPLE, HOME]);
    let explanation = explained(&registry, "ministry-household", "h1");
    assert_eq!(explanation.verdict, Verdict::NotAssessed);
    // Somebody lives there, and cannot do the first skill: not covered. That
    // nobody lives there would put it outside.
    assert_eq!(
        questions(&explanation),
        ["h1: who else?", "new-person-1: public-services?"]
    );
}

#[test]
fn together_takes_the_cheapest_of_each_and_the_fewest_persons() {
    // Shopping: p1 or p3 in one step; payment: p2 or p3 in one step; safety: p3 in
    // two. All three by p3 alone.
    let registry = household(&[
        ("p1", ["fluent", "can-do", "not-yet", "not-yet", "fluent"]),
        ("p2", ["fluent", "not-yet", "can-do", "not-yet", "fluent"]),
        ("p3", ["not-yet", "can-do", "can-do", "guided", "fluent"]),
    ]);
    let explanation = explained(&registry, "household-together", "h1");
    assert_eq!(
        changes(&explanation),
        [
            "raise p3 online-shopping can-do>fluent 1",
            "raise p3 online-payment can-do>fluent 1",
            "raise p3 online-safety guided>fluent 2",
        ]
    );
    assert_eq!(explanation.smallest_change.unwrap().persons, 1);
    let reason = &explanation.reasons[1];
    assert_eq!((reason.wanted, reason.held), (Some(5), Some(2)));
    assert_eq!(reason.members[2].skills[3].level.as_deref(), Some("guided"));
}

#[test]
fn one_resident() {
    let registry = household(&[("p2", ["fluent", "fluent", "fluent", "fluent", "not-yet"])]);
    let explanation = explained(&registry, "resident-fluent", "p2");
    assert_eq!(
        changes(&explanation),
        ["raise p2 local-platforms not-yet>fluent 3"]
    );
    // Of p1 nothing is known: one "no" decides.
    let explanation = explained(&registry, "resident-fluent", "p1");
    assert_eq!(questions(&explanation), ["p1: public-services?"]);
}

#[test]
fn an_app_is_installed_on_somebodys_phone() {
    let setups = "person,platform,state,day\np1,app-hau-giang,absent,2025-01-01\np2,app-hau-giang,account-opened,2025-01-01\np3,app-hau-giang,absent,2025-01-01\n";
    let registry = registry(&[UNITS, PEOPLE, HOME, THREE, ("setups.csv", setups)]);
    let explanation = explained(&registry, "household-app", "h1");
    // One step whoever it is: the first by id.
    assert_eq!(changes(&explanation), ["set-up p1 app-hau-giang installed"]);
}

#[test]
fn a_stall_takes_payment_by_its_qr() {
    let stalls = "id,household,market\ns1,h1,Chợ Nàng Mau\n";
    let mut setups = "person,household,stall,platform,state,day\n".to_owned();
    for platform in ["e-wallet", "bank-app", "payment-qr"] {
        for owner in ["p1,,", "p2,,", "p3,,", ",,s1", ",h1,"] {
            if owner != ",h1," || platform != "e-wallet" {
                setups.push_str(&format!("{owner},{platform},absent,2025-01-01\n"));
            }
        }
    }
    let files = |setups: &str| {
        registry(&[
            UNITS,
            PEOPLE,
            HOME,
            THREE,
            ("stalls.csv", stalls),
            ("setups.csv", setups),
        ])
    };
    // Only the household's own wallet is not known.
    let explanation = explained(&files(&setups), "household-online-payment", "h1");
    assert_eq!(questions(&explanation), ["h1: e-wallet?"]);
    // Where all is absent, the household's own set-up takes no person: first.
    setups.push_str(",h1,,e-wallet,absent,2025-01-01\n");
    let explanation = explained(&files(&setups), "household-online-payment", "h1");
    assert_eq!(changes(&explanation), ["set-up h1 e-wallet activated"]);
    assert_eq!(explanation.smallest_change.unwrap().persons, 0);
    // The stall's QR installed but not activated is known, and does not count.
    let with_qr = setups.replace(",,s1,payment-qr,absent", ",,s1,payment-qr,installed");
    let explanation = explained(&files(&with_qr), "household-online-payment", "h1");
    let stalls = &explanation.reasons[1].parts[2].members;
    assert_eq!((stalls[0].noun, stalls[0].id.as_str()), ("stall", "s1"));
    let covered = setups.replace(",,s1,payment-qr,absent", ",,s1,payment-qr,activated");
    let explanation = explained(&files(&covered), "household-online-payment", "h1");
    assert_eq!(explanation.verdict, Verdict::Covered);
    assert_eq!(explanation.smallest_change, None);
}

#[test]
fn no_change_makes_an_advocate() {
    let registry = household(&[("p1", NONE)]);
    let explanation = explained(&registry, "household-advocate", "h1");
    let smallest = explanation.smallest_change.unwrap();
    assert_eq!((smallest.cost, smallest.bound), (None, None));
    assert_eq!(smallest.exact, EXACT);
    assert_eq!(smallest.blocked, ["/requirement/some/who/advocate"]);
}

const TEAM: (&str, &str) = ("teams.csv", "id,unit,name\nt1,31441/1,Tổ ấp 1\n");

#[test]
fn a_team_without_members() {
    let registry = registry(&[UNITS, TEAM]);
    let explanation = explained(&registry, "team-complete", "t1");
    // Three members, one of them the head, and the five skills from nothing: 3 + 1
    // + 15 steps, all on the first of the new ones.
    let expected = [
        "add new-person-1 to t1 as member, any",
        "head new-person-1 of t1",
        "raise new-person-1 public-services ?>fluent 3",
        "raise new-person-1 online-shopping ?>fluent 3",
        "raise new-person-1 online-payment ?>fluent 3",
        "raise new-person-1 online-safety ?>fluent 3",
        "raise new-person-1 local-platforms ?>fluent 3",
        "add new-person-2 to t1 as member, any",
        "add new-person-3 to t1 as member, any",
    ];
    assert_eq!(changes(&explanation), expected);
    let smallest = explanation.smallest_change.unwrap();
    assert_eq!((smallest.cost, smallest.persons), (Some(19), 3));
}

#[test]
fn a_team_without_a_head_and_a_skill() {
    let members = "person,team,role\np1,t1,member\np2,t1,member\np3,t1,member\n";
    let levels = levels(&[
        ("p1", ["fluent", "fluent", "fluent", "can-do", "fluent"]),
        ("p2", ["fluent", "fluent", "fluent", "can-do", "fluent"]),
        ("p3", ["not-yet"; 5]),
    ]);
    let registry = registry(&[
        UNITS,
        PEOPLE,
        TEAM,
        ("members.csv", members),
        ("assessments.csv", &levels),
    ]);
    let explanation = explained(&registry, "team-complete", "t1");
    // Safety in one step by p1 or p2, a head among all three: one person does both,
    // the first.
    assert_eq!(
        changes(&explanation),
        ["head p1 of t1", "raise p1 online-safety can-do>fluent 1"]
    );
}

#[test]
fn a_commune_without_a_committee_and_a_hamlet_without_a_team() {
    let registry = registry(&[UNITS]);
    let explanation = explained(&registry, "commune-organised", "31441");
    assert_eq!(
        changes(&explanation),
        [
            "form new-committee-1 in 31441",
            "form new-team-1 in 31441/1",
            "form new-team-2 in 31441/2",
        ]
    );
    assert_eq!(explanation.smallest_change.unwrap().persons, 0);
}
