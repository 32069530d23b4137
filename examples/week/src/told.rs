//! What is told, in one language.

use super::{Failure, device::Device};
use noidai::{
    Day, Language, Registry,
    coverage::{Question, coverage},
    rule::{MINISTRY, built_in},
};

/// A text that grows.
pub struct Told {
    pub language: Language,
    pub text: String,
}

impl Told {
    pub fn new(language: Language) -> Self {
        Self {
            language,
            text: String::new(),
        }
    }

    fn choose<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Vietnamese => vi,
            Language::English => en,
        }
    }

    /// What a part of the story is called.
    pub fn heading(&mut self, vi: &str, en: &str) {
        let heading = self.choose(vi, en).to_owned();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&heading);
        self.text.push('\n');
    }

    /// What happens.
    pub fn says(&mut self, vi: &str, en: &str) {
        let line = self.choose(vi, en).to_owned();
        self.text.push_str(&format!("  {line}\n"));
    }

    /// How far each hamlet is, as somebody knows it.
    pub fn counts(&mut self, registry: &Registry, day: Day) -> Result<Vec<(u64, u64)>, Failure> {
        let rules = built_in();
        let rule = rules.iter().find(|rule| rule.id == MINISTRY);
        let mut question = Question::on(day);
        question.by = vec!["hamlet".to_owned()];
        let found = coverage(registry, rule.ok_or("no rule")?, &question)?;
        let mut counts = Vec::new();
        for row in &found.rows {
            let (all, covered) = (row.counts.population(), row.counts.numerator());
            let name = row.name.clone();
            self.says(
                &format!("→ {name}: {covered} trong {all} hộ đạt"),
                &format!("→ {name}: {covered} of {all} households covered"),
            );
            counts.push((covered, all));
        }
        Ok(counts)
    }

    /// What became of the records that contradict one another.
    pub fn conflicts(&mut self, device: &Device) -> usize {
        let found = device.conflicts();
        for one in &found {
            let reason = one.reason.as_ref();
            let reason = reason.map_or_else(String::new, |reason| reason.message(self.language));
            let holds = match one.holds {
                true => self.choose("được tính", "counted"),
                false => self.choose("không được tính", "not counted"),
            };
            let line = format!("  → {}: {reason} ({holds})\n", one.record);
            self.text.push_str(&line);
        }
        found.len()
    }
}
