//! The built-in rules at sizes at which nothing can be tried out: what is least is
//! known from how the case was made.

use super::shown::{change, registry};
use noidai::{
    Registry,
    event::Vocabulary,
    gap::{Exact, GapQuestion, SmallestChange, explain, gaps},
    import::{Options, Source, tables},
    rule::{Rule, built_in},
    skill::{Catalogue, Level, Names, Skill},
};

const UNITS: &str = "id,name,level,parent\n31441,Nàng Mau,commune,\n31441/1,Ấp 1,hamlet,31441\n";

/// 24 skills by 8 levels, with neutral names.
fn large() -> Catalogue {
    let names = |code: &str| Names::new(code, code);
    let levels = (1..=8).map(|nth| format!("l{nth}"));
    let skills = (0..24).map(|nth| format!("s{nth:02}"));
    Catalogue {
        code: "large".to_owned(),
        version: "1".to_owned(),
        names: names("large"),
        levels: levels
            .map(|code| Level {
                names: names(&code),
                code,
            })
            .collect(),
        fluent: "l6".to_owned(),
        skills: skills
            .map(|code| Skill {
                names: names(&code),
                code,
                pillar: "society".to_owned(),
            })
            .collect(),
    }
}

fn rule(id: &str, catalogue: &str) -> Rule {
    let mut rule = built_in().into_iter().find(|rule| rule.id == id).unwrap();
    rule.catalogue = catalogue.to_owned();
    rule
}

fn smallest(registry: &Registry, rule: &Rule, id: &str) -> SmallestChange {
    let question = GapQuestion::on("2025-06-30".parse().unwrap());
    explain(registry, rule, &question, id)
        .unwrap()
        .smallest_change
        .unwrap()
}

/// A team in which everybody has skills from `missing` on, and each of `can` says
/// from which to which somebody is one step from having the skills below it.
fn team(missing: usize, can: &[core::ops::Range<usize>]) -> Registry {
    let mut people = "id\n".to_owned();
    let mut members = "person,team,role\n".to_owned();
    let mut levels = "person,catalogue,skill,level\n".to_owned();
    for (number, can) in can.iter().enumerate() {
        people.push_str(&format!("m{number:02}\n"));
        let role = if number == 0 { "head" } else { "member" };
        members.push_str(&format!("m{number:02},t1,{role}\n"));
        for skill in 0..24 {
            let level = match skill {
                skill if skill >= missing => "l6",
                skill if can.contains(&skill) => "l5",
                _ => "l2",
            };
            levels.push_str(&format!("m{number:02},large,s{skill:02},{level}\n"));
        }
    }
    let mut vocabulary = Vocabulary::default();
    vocabulary.add_catalogue(large()).unwrap();
    let options = Options {
        vocabulary,
        ..Options::default()
    };
    let files = [
        ("units.csv", UNITS),
        ("teams.csv", "id,unit,name\nt1,31441/1,Tổ 1\n"),
        ("people.csv", &people),
        ("members.csv", &members),
        ("assessments.csv", &levels),
    ];
    let sources = files.map(|(file, text)| Source {
        file,
        bytes: text.as_bytes(),
    });
    let imported = tables(&sources, &options).map_err(|faults| faults.first);
    Registry::open(imported.unwrap().batch).unwrap()
}

/// Everybody alone with one skill each, then three who could do a third of them
/// and two who could do a half.
fn halves(missing: usize) -> Vec<core::ops::Range<usize>> {
    let mut can: Vec<_> = (0..missing).map(|skill| skill..skill + 1).collect();
    can.extend([
        0..missing / 3,
        missing / 3..missing,
        2 * missing / 3..missing,
    ]);
    can.extend([0..missing / 2, missing / 2..missing]);
    can
}

#[test]
fn sixteen_missing_skills_take_the_fewest_persons() {
    let found = smallest(
        &team(16, &halves(16)),
        &rule("team-complete", "large"),
        "t1",
    );
    assert_eq!((found.cost, found.bound), (Some(16), Some(16)));
    assert_eq!(
        found.exact,
        Exact {
            cost: true,
            persons: true
        }
    );
    // Two persons do: a third and the rest, or two halves. The first two of them
    // by id that do it together, not a greedy choice.
    assert_eq!(found.persons, 2);
    let who: Vec<_> = found
        .changes
        .iter()
        .filter_map(|one| one.person()?.id.clone())
        .collect();
    assert!(who.iter().all(|id| id == "m16" || id == "m17"), "{who:?}");
}

#[test]
fn beyond_sixteen_the_cost_is_proven_and_the_persons_are_not() {
    let found = smallest(
        &team(17, &halves(17)),
        &rule("team-complete", "large"),
        "t1",
    );
    assert_eq!((found.cost, found.bound), (Some(17), Some(17)));
    assert_eq!(
        found.exact,
        Exact {
            cost: true,
            persons: false
        }
    );
    assert!(found.persons <= 3);
}

#[test]
fn a_commune_of_many_hamlets() {
    let mut units = UNITS.to_owned();
    for number in 2..=300 {
        units.push_str(&format!("31441/{number},Ấp {number},hamlet,31441\n"));
    }
    let registry = registry(&[("units.csv", &units)]);
    let found = smallest(
        &registry,
        &rule("commune-organised", "basic-skills"),
        "31441",
    );
    assert_eq!((found.cost, found.changes.len()), (Some(301), 301));
    assert_eq!(
        found.exact,
        Exact {
            cost: true,
            persons: true
        }
    );
}

#[test]
fn a_boarding_house_of_a_hundred() {
    let mut people = "id\n".to_owned();
    let mut lives = "person,household,kind\n".to_owned();
    let mut levels = "person,skill,level\n".to_owned();
    for number in 0..100 {
        people.push_str(&format!("p{number:03}\n"));
        lives.push_str(&format!("p{number:03},h1,permanent\n"));
        for skill in ["public-services", "online-shopping", "online-payment"] {
            levels.push_str(&format!("p{number:03},{skill},guided\n"));
        }
    }
    levels = levels.replace("p077,online-payment,guided", "p077,online-payment,can-do");
    let home = ("households.csv", "id,unit\nh1,31441/1\n");
    let files = [
        ("units.csv", UNITS),
        ("people.csv", &people),
        home,
        ("residences.csv", &lives),
        ("assessments.csv", &levels),
    ];
    let registry = registry(&files);
    let found = smallest(&registry, &rule("ministry-household", "basic-skills"), "h1");
    // Two and two and one step of what is known, three each for what is not.
    assert_eq!((found.cost, found.persons), (Some(11), 1));
    assert!(change(&found.changes[0]).starts_with("raise p077 "));
    assert_eq!(
        found.exact,
        Exact {
            cost: true,
            persons: true
        }
    );
    let together = smallest(&registry, &rule("household-together", "basic-skills"), "h1");
    assert_eq!((together.cost, together.persons), (Some(11), 1));
    assert_eq!(
        together.exact,
        Exact {
            cost: true,
            persons: true
        }
    );
}

#[test]
fn gaps_are_listed_nearest_first() {
    let lives = "person,household,kind\np1,h1,permanent\np2,h2,permanent\np3,h3,permanent\n";
    let mut levels = "person,skill,level\n".to_owned();
    for (person, last) in [("p1", "guided"), ("p2", "can-do"), ("p3", "")] {
        for skill in [
            "public-services",
            "online-shopping",
            "online-payment",
            "online-safety",
        ] {
            levels.push_str(&format!("{person},{skill},fluent\n"));
        }
        if !last.is_empty() {
            levels.push_str(&format!("{person},local-platforms,{last}\n"));
        }
    }
    let registry = registry(&[
        ("units.csv", UNITS),
        ("people.csv", "id\np1\np2\np3\n"),
        (
            "households.csv",
            "id,unit\nh1,31441/1\nh2,31441/1\nh3,31441\n",
        ),
        ("residences.csv", lives),
        ("assessments.csv", &levels),
    ]);
    let rule = rule("ministry-household", "basic-skills");
    let mut question = GapQuestion::on("2025-06-30".parse().unwrap());
    let all = gaps(&registry, &rule, &question).unwrap();
    let listed = all.gaps.iter().map(|gap| (gap.id.as_str(), gap.steps));
    let expected = [("h2", Some(1)), ("h1", Some(2)), ("h3", Some(1))];
    assert_eq!(listed.collect::<Vec<_>>(), expected);
    let short = all.short.iter().map(|short| (short.steps, short.subjects));
    assert_eq!(short.collect::<Vec<_>>(), [(Some(1), 1), (Some(2), 1)]);
    assert_eq!(all.unasked[0].subjects, 1);
    assert_eq!(all.gaps[2].questions.len(), 1);
    assert!(all.complete);
    // In one hamlet, the nearest alone: the counts are of all.
    (question.unit, question.limit) = (Some("31441/1".to_owned()), Some(1));
    let nearest = gaps(&registry, &rule, &question).unwrap();
    assert_eq!(nearest.gaps.len(), 1);
    assert_eq!(
        (nearest.gaps[0].id.as_str(), nearest.complete),
        ("h2", false)
    );
    assert_eq!(nearest.total.population(), 2);
    assert_eq!(nearest.short, all.short);
    question.unit = Some("nowhere".to_owned());
    let refused = gaps(&registry, &rule, &question).unwrap_err();
    assert!(refused.to_string().starts_with("/unit: "), "{refused}");
}
