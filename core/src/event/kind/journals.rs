//! What devices say of records: retracted, the same person twice, erased, received.
//! In a journal these decide which events hold; among facts alone they are kept
//! without effect.

use super::{Form, HOUSEHOLD, Kind, PERSON, Reading, Use, Who, field, who};
use crate::{Result, event::Batch};

const ERASED: &[&str] = &["person", "household"];

fn nothing(_: &Reading<'_>, _: &mut Batch) -> Result<()> {
    Ok(())
}

macro_rules! joined {
    ($name:literal $rank:literal $noun:literal $nouns:ident $meaning:literal) => {
        Kind {
            name: $name,
            rank: $rank,
            meaning: $meaning,
            on: Use::No,
            unit: Use::No,
            about: &[
                who("from", $nouns, Use::MustKey),
                who("into", $nouns, Use::MustKey),
                who("by", PERSON, Use::Maybe),
            ],
            data: &[],
            personal: &[],
            example: concat!(
                r#"{"v":1,"kind":""#,
                $name,
                r#"","about":[{"as":"from","noun":""#,
                $noun,
                r#"","id":"x2"},{"as":"into","noun":""#,
                $noun,
                r#"","id":"x1"}]}"#
            ),
            lay_down: nothing,
        }
    };
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "event-retracted",
        rank: 910,
        meaning: "The event that `replaces` names was wrong: it holds no longer, and what it replaced holds again. An erasure cannot be retracted.",
        on: Use::No,
        unit: Use::No,
        about: &[who("by", PERSON, Use::Maybe)],
        data: &[field("reason", Form::Code, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"event-retracted","about":[{"as":"by","noun":"person","id":"p7"}],"replaces":{"event":"phone-7/1/12","digest":"0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"},"data":{"reason":"wrong-person"}}"#,
        lay_down: nothing,
    },
    Kind {
        name: "personal-erased",
        rank: 920,
        meaning: "The personal parts of all events about these persons and households are erased, those too that arrive later, and those of records joined with theirs. The counts stay.",
        on: Use::No,
        unit: Use::No,
        about: &[Who {
            role: "",
            nouns: ERASED,
            used: Use::MustKey,
            many: true,
        }],
        data: &[field("reason", Form::Code, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"personal-erased","about":[{"noun":"household","id":"ho-0001"},{"noun":"person","id":"p1"}],"data":{"reason":"request"}}"#,
        lay_down: nothing,
    },
    joined!("person-records-joined" 930 "person" PERSON
        "Two ids are one person: what is said of `from` holds of `into`, whose own record holds. Undone by retracting."),
    joined!("household-records-joined" 940 "household" HOUSEHOLD
        "Two ids are one household: what is said of `from` holds of `into`, whose own record holds. Undone by retracting."),
    Kind {
        name: "records-received",
        rank: 950,
        meaning: "The device that records this had received the records of another device and epoch up to a number, when its clock showed the instant of this record.",
        on: Use::No,
        unit: Use::No,
        about: &[],
        data: &[
            field("device", Form::Text, Use::MustKey),
            field("epoch", Form::Count, Use::MustKey),
            field("up_to", Form::Count, Use::MustKey),
            field("digest", Form::Text, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"records-received","data":{"device":"phone-7","digest":"0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978","epoch":1,"up_to":12}}"#,
        lay_down: nothing,
    },
];

impl Kind {
    /// Whether it speaks of records: without effect but in a journal.
    pub fn is_of_journals(&self) -> bool {
        self.rank >= 900
    }
}
