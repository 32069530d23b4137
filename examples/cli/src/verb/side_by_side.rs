//! The months before and after the reform side by side, on the old map and on
//! the new one: the same households in other rows.

use crate::{
    failure::Failure,
    report::Block,
    tell,
    words::{day, say},
};
use noidai::{
    Day, Language, Registry,
    coverage::{Over, Question, Series, SeriesQuestion, series},
    rule::Rule,
};

/// Two days, one on each side of the reform, on the map of either.
pub struct SideBySide {
    before: Day,
    after: Day,
    old: Series,
    new: Series,
}

impl SideBySide {
    /// Asks a rule on both days, by district before and by commune after.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule.
    pub fn new(registry: &Registry, rule: &Rule, before: Day, after: Day) -> Result<Self, Failure> {
        let asked = |map: Day, level: &str| {
            let mut question = Question::on(after);
            question.map = map.to_string();
            question.by = vec!["province".to_owned(), level.to_owned()];
            let question = SeriesQuestion::over(question, Over::Days(vec![before, after]));
            let mut found = series(registry, rule, &question).map_err(Failure::Usage)?;
            for period in &mut found.periods {
                // The sum comes last.
                let rows = &mut period.coverage.rows;
                rows.sort_by_key(|row| row.level == "province");
            }
            Ok::<_, Failure>(found)
        };
        Ok(Self {
            before,
            after,
            old: asked(before, "district")?,
            new: asked(after, "commune")?,
        })
    }

    /// A table for each map, and what the new one leaves out.
    pub fn blocks(&self, language: Language) -> Vec<Block> {
        let say = |vi, en| say(language, vi, en);
        let [before, after] = [self.before, self.after].map(|on| day(on, language));
        let (then, map) = (
            say("theo bản đồ của chính ngày đó", "as then"),
            say("Trên bản đồ ngày", "On the map of"),
        );
        let mut blocks = vec![Block::Heading(format!(
            "{} {before} – {after}",
            say(
                "Trước và sau sắp xếp đơn vị:",
                "Before and after the reform:"
            )
        ))];
        for (series, own) in [(&self.old, &before), (&self.new, &after)] {
            let column = say("cột", "column");
            blocks.push(Block::Text(format!("{map} {own} ({column} {own}: {then})")));
            let mut grid = tell::ways(series, &[], language);
            grid.has_sum = true;
            // Two days have no course.
            grid.columns.pop();
            for row in &mut grid.rows {
                row.pop();
            }
            blocks.push(Block::Grid(grid));
        }
        let [vi, en] = noidai_demonstration::PART_OF_CITY;
        blocks.push(Block::Note(say(vi, en).to_owned()));
        blocks
    }
}
