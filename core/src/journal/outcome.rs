//! What became of a record.

use super::Identity;
use crate::{Error, event::binary::Digest};
use serde::Serialize;

macro_rules! became {
    ($($(#[$doc:meta])* $code:literal $variant:ident $name:literal)*) => {
        /// What became of a record. Numbers and names never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[repr(u8)]
        pub enum Became {
            $($(#[$doc])* $variant = $code,)*
        }

        impl Became {
            /// Every outcome, by number.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable number.
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

became! {
    /// It holds.
    1 InEffect "in-effect"
    /// Another record says the same, and that one holds.
    2 Repeated "repeated"
    /// What it refers to has not arrived; it heals by itself.
    3 Pending "pending"
    /// It contradicts another; of those the last in canonical order holds.
    4 Conflicting "conflicting"
    /// Whoever recorded it may not. Reserved: every device has authority until
    /// grants exist.
    5 WithoutAuthority "without-authority"
    /// This version does not know its kind or its envelope; kept, without effect.
    6 UnknownKind "unknown-kind"
    /// It is no event of its kind; kept, without effect.
    7 Broken "broken"
    /// A correction, or a later record of the same device, says it anew.
    8 Replaced "replaced"
    /// It was retracted.
    9 Retracted "retracted"
}

/// What became of a record, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which record.
    pub record: Identity,
    /// The digest of its event: with it a correction or retraction names it.
    pub digest: Digest,
    /// The kind of its event; empty where that cannot be read.
    pub kind: String,
    /// What became of it.
    pub became: Became,
    /// Whether what it says is in the registry.
    pub holds: bool,
    /// Why, unless it is simply in effect.
    pub reason: Option<Error>,
    /// The records that it repeats, contradicts or gives way to.
    pub others: Vec<Identity>,
}
