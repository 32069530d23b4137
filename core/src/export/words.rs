//! The tables of catalogues, platforms and flags: those that differ from what
//! is built in.

use super::{Writer, writer::Put};
use crate::{
    Result,
    event::{Batch, Vocabulary},
};

pub(super) fn words(batch: &Batch, put: Put<'_>) -> Result<()> {
    let known = Vocabulary::default();
    let words = &batch.vocabulary;
    let mut skills = Writer::new("skills", put);
    for catalogue in words.catalogues() {
        if known.catalogues().contains(catalogue) {
            continue;
        }
        let (code, version) = (&*catalogue.code, &*catalogue.version);
        let names = &catalogue.names;
        skills.row([
            code,
            version,
            "catalogue",
            code,
            &names.vi,
            &names.en,
            "",
            "",
            "",
        ])?;
        for (at, level) in (1_usize..).zip(&catalogue.levels) {
            let fluent = if level.code == catalogue.fluent {
                "x"
            } else {
                ""
            };
            let (vi, en, at) = (&level.names.vi, &level.names.en, at.to_string());
            skills.row([code, version, "level", &level.code, vi, en, "", fluent, &at])?;
        }
        for (at, skill) in (1_usize..).zip(&catalogue.skills) {
            let (vi, en, at) = (&skill.names.vi, &skill.names.en, at.to_string());
            let pillar = &*skill.pillar;
            skills.row([code, version, "skill", &skill.code, vi, en, pillar, "", &at])?;
        }
    }
    skills.close()?;
    let mut platforms = Writer::new("platforms", put);
    for platform in words.platforms() {
        if !known.platforms().contains(platform) {
            platforms.row([&platform.code, &platform.names.vi, &platform.names.en])?;
        }
    }
    platforms.close()?;
    let mut flags = Writer::new("flag_catalogue", put);
    for flag in words.flags() {
        if !known.flags().contains(flag) {
            let sensitive = if flag.sensitive { "x" } else { "" };
            flags.row([&flag.code, &flag.names.vi, &flag.names.en, sensitive])?;
        }
    }
    flags.close()
}
