//! Targets and figures in an order that no order of arrival decides.

use super::Registry;
use crate::{event::Batch, figure::Figure, order::Order, target::Target};

/// Takes targets and figures out of a batch, each once.
pub(super) fn in_order(batch: &mut Batch) -> (Vec<Target>, Vec<Figure>) {
    let mut targets = core::mem::take(&mut batch.targets);
    let mut figures = core::mem::take(&mut batch.figures);
    let (units, words) = (&batch.units, &batch.vocabulary);
    targets.order_by(|a, b| {
        let key = |own: &Target| (units.text(own.unit), words.text(own.level));
        let further = |own: &Target| (words.text(own.rule).to_owned(), own.due);
        let keys = key(a).cmp(&key(b));
        let keys = keys.then_with(|| further(a).cmp(&further(b)));
        keys.then_with(|| a.cmp(b))
    });
    targets.dedup();
    figures.order_by(|a, b| {
        let key = |own: &Figure| (words.text(own.name), units.text(own.unit));
        let further = |own: &Figure| (own.from, own.until, own.value.form(), own.edition.clone());
        let keys = key(a).cmp(&key(b));
        let keys = keys.then_with(|| further(a).cmp(&further(b)));
        keys.then_with(|| a.cmp(b))
    });
    figures.dedup();
    (targets, figures)
}

impl Registry {
    /// Targets, by unit, level, rule and due day.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Figures that come from elsewhere, by name, unit, period and form.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }
}
