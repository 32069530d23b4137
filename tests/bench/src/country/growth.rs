//! How the time of a rule over the country grows: with residents, with the planes that
//! its plan reads, and with hamlets. What is told is the time that the program itself
//! ran, so that a busy machine tells the same.

use super::{Failure, Frame, Path, Question, Rule, built_in, counted, country, drawing};
use crate::{clock::OwnTime, figure::Figure};
use noidai_demonstration::{Country, HAMLETS, HOUSEHOLDS};
use std::{fs, hint::black_box};

/// How often each is measured.
const RUNS: u32 = 12;

/// One way of growing: what grows, and by its amount the milliseconds.
pub struct Course {
    pub what: &'static str,
    pub points: Vec<(f64, f64)>,
}

/// Adds the figures, and draws them.
pub fn figures(
    whole: &Frame,
    question: &Question,
    folder: &Path,
    figures: &mut Vec<Figure>,
) -> Result<(), Failure> {
    let ministry = built_in().swap_remove(0);
    let mut residents = Vec::new();
    for part in [8, 4, 2] {
        let (frame, _) = country(&Country::on(question.day), HOUSEHOLDS / part)?;
        residents.push(measured(&frame, &ministry, question)?);
    }
    residents.push(measured(whole, &ministry, question)?);
    let mut planes = Vec::new();
    for skills in 1..=5 {
        let rule = of_skills(skills)?;
        let (_, ms) = measured(whole, &rule, question)?;
        let read = whole.bytes_read(&whole.plan(&rule, question)?) * 8;
        planes.push(((read / whole.slots()) as f64, ms));
    }
    let mut hamlets = Vec::new();
    for fewer in [100, 10] {
        let hamlet = Country::of_hamlets(question.day, HAMLETS / fewer);
        let (frame, _) = country(&hamlet, HOUSEHOLDS)?;
        hamlets.push((
            (HAMLETS / fewer) as f64,
            measured(&frame, &ministry, question)?.1,
        ));
    }
    hamlets.push((HAMLETS as f64, measured(whole, &ministry, question)?.1));
    let courses = [
        Course {
            what: "million residents",
            points: residents,
        },
        Course {
            what: "planes read",
            points: planes,
        },
        Course {
            what: "hamlets",
            points: hamlets,
        },
    ];
    for course in &courses {
        for (amount, ms) in &course.points {
            let what = format!("{amount:.0} {}, all counts", course.what);
            figures.push(Figure::new(what, *ms, "ms"));
        }
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("country.svg"), drawing::svg(&courses)?)?;
    Ok(())
}

/// Million residents, and the milliseconds that a rule takes of its own time.
fn measured(frame: &Frame, rule: &Rule, question: &Question) -> Result<(f64, f64), Failure> {
    let clock = OwnTime::start()?;
    for _ in 0..RUNS {
        black_box(counted(frame, rule, question)?);
    }
    let each = clock.stop()? / RUNS;
    Ok((frame.slots() as f64 / 1e6, each.as_secs_f64() * 1000.0))
}

/// Somebody of the household is fluent in so many skills.
fn of_skills(count: usize) -> Result<Rule, Failure> {
    let catalogue = noidai::skill::Catalogue::basic();
    let codes = catalogue.skills.iter().take(count);
    let codes: Vec<&str> = codes.map(|skill| skill.code.as_str()).collect();
    let rule = serde_json::json!({
        "v": 1, "id": "skills", "names": { "vi": "kỹ năng", "en": "skills" },
        "source": "a benchmark", "subject": "household", "catalogue": catalogue.code,
        "population": { "not": "empty" }, "exclusions": null,
        "requirement": { "some": { "of": "residents", "who": { "skills": { "of": codes } } } },
    });
    Ok(Rule::read(&rule.to_string())?)
}
