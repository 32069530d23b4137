//! Erasure: after it, and whatever arrives later, the personal parts are gone.

use super::{Journal, Personal, Record};

impl Journal {
    /// Takes the personal part away from a record that is put in, where it is erased.
    pub(super) fn without_erased<'a>(&self, record: &Record<'a>) -> Option<Record<'a>> {
        let is_there = matches!(record.personal, Personal::There { .. });
        if self.claims.erased.is_empty() || !is_there {
            return None;
        }
        let about = record.event_without_personal().ok()?.about;
        self.claims.erases(&about).then(|| record.erased())
    }

    /// After records were put in: what they say of others, and what that erases.
    pub(super) fn settle(&mut self) {
        if !self.is_unsettled {
            return;
        }
        self.is_unsettled = false;
        let before = core::mem::take(&mut self.claims);
        self.claims = self.claims();
        let mut erased = self.claims.erased.iter();
        if erased.all(|one| before.erased.contains(one)) {
            return;
        }
        for at in 0..self.records.len() {
            let Some(held) = self.records.get(at) else {
                continue;
            };
            let erased = held.record().ok();
            let erased = erased.and_then(|record| self.without_erased(&record));
            let erased = erased.map(|record| record.to_bytes().into_boxed_slice());
            if let (Some(erased), Some(held)) = (erased, self.records.get_mut(at)) {
                held.bytes = erased;
                self.must_rewrite = true;
            }
        }
    }

    /// Whether bytes that the host has stored hold personal parts that are erased by
    /// now: then it writes [`Journal::to_bytes`] in their place and destroys them.
    pub fn must_rewrite(&self) -> bool {
        self.must_rewrite
    }

    /// Says that the stored bytes were replaced by [`Journal::to_bytes`].
    pub fn rewritten(&mut self) {
        self.must_rewrite = false;
    }
}
