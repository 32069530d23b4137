//! Skills: catalogues of them, the ladder of levels, and assessments.

use crate::{Day, Error, ErrorKind, Result, id::PersonIx};
use serde::{Deserialize, Serialize};

/// A text in both languages of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Names {
    /// Both names at once.
    pub fn new(vi: &str, en: &str) -> Self {
        Self {
            vi: vi.to_owned(),
            en: en.to_owned(),
        }
    }

    /// The name in a language.
    pub fn get(&self, language: crate::Language) -> &str {
        match language {
            crate::Language::English => &self.en,
            crate::Language::Vietnamese => &self.vi,
        }
    }
}

/// A catalogue of 5 to 64 skills on one ladder of 3 to 15 levels. The lowest
/// level is *not yet*; "not assessed" is never a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The catalogue's code.
    pub code: String,
    /// Edition of the catalogue, as its publisher calls it.
    pub version: String,
    /// Names.
    pub names: Names,
    /// The ladder, lowest level first.
    pub levels: Vec<Level>,
    /// Code of the level that counts as fluent (thành thạo).
    pub fluent: String,
    /// The skills, in the order in which they are listed.
    pub skills: Vec<Skill>,
}

/// One level of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The level's code.
    pub code: String,
    /// Names.
    pub names: Names,
}

/// One skill of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// The skill's code.
    pub code: String,
    /// Names.
    pub names: Names,
    /// The pillar that it serves (`government`, `economy`, `society`; open list).
    pub pillar: String,
}

/// A skill of a catalogue of one registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIx(pub(crate) u16);

impl SkillIx {
    /// Catalogues have at most 64 skills.
    const SPAN: u16 = 64;

    /// The skill at a position of the catalogue at a position.
    pub fn new(catalogue: usize, position: usize) -> Option<Self> {
        let catalogue = u16::try_from(catalogue).ok()?;
        let position = u16::try_from(position)
            .ok()
            .filter(|position| *position < Self::SPAN)?;
        catalogue
            .checked_mul(Self::SPAN)?
            .checked_add(position)
            .map(Self)
    }

    /// Position of the catalogue in the vocabulary.
    pub fn catalogue(self) -> usize {
        usize::from(self.0 / Self::SPAN)
    }

    /// Position of the skill in its catalogue.
    pub fn position(self) -> usize {
        usize::from(self.0 % Self::SPAN)
    }
}

/// What somebody found a person able to do on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assessment {
    /// The day of the assessment; absent: since ever.
    pub day: Option<Day>,
    /// Which skill.
    pub skill: SkillIx,
    /// The level, 0 being the lowest of the ladder.
    pub level: u8,
    /// How it was found: [`HOW`]'s position, or a further kind of the host's.
    pub how: Evidence,
    /// Who found it.
    pub by: Option<PersonIx>,
}

/// A kind of evidence: how a level was found. Kept in one byte a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Seen by the assessor (quan sát).
    Observed,
    /// Said by the person (tự khai).
    SelfDeclared,
    /// Shown by a certificate (chứng nhận).
    Certificate,
}

impl Evidence {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Observed, Self::SelfDeclared, Self::Certificate];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::SelfDeclared => "self-declared",
            Self::Certificate => "certificate",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Catalogue {
    /// Code of the catalogue of the five basic digital skills.
    pub const BASIC: &'static str = "basic-skills";

    /// The five basic digital skills, fixed nationally since 2023; the fifth is
    /// local by definition. The ladder and the pillars are noidai's own: no
    /// source fixes them.
    pub fn basic() -> Self {
        let level = |code: &str, vi: &str, en: &str| Level {
            code: code.to_owned(),
            names: Names::new(vi, en),
        };
        let skill = |code: &str, vi: &str, en: &str, pillar: &str| Skill {
            code: code.to_owned(),
            names: Names::new(vi, en),
            pillar: pillar.to_owned(),
        };
        Self {
            code: Self::BASIC.to_owned(),
            version: "2023".to_owned(),
            names: Names::new("Năm kỹ năng số cơ bản", "The five basic digital skills"),
            levels: vec![
                level("not-yet", "chưa làm được", "not yet"),
                level("guided", "đã được hướng dẫn", "guided"),
                level("can-do", "tự làm được", "can do it"),
                level("fluent", "thành thạo", "fluent"),
            ],
            fluent: "fluent".to_owned(),
            skills: vec![
                skill(
                    "public-services",
                    "sử dụng dịch vụ công trực tuyến",
                    "online public services",
                    "government",
                ),
                skill(
                    "online-shopping",
                    "mua sắm trực tuyến",
                    "online shopping",
                    "economy",
                ),
                skill(
                    "online-payment",
                    "thanh toán trực tuyến",
                    "online, cashless payment",
                    "economy",
                ),
                skill(
                    "online-safety",
                    "tự bảo vệ mình trên không gian mạng",
                    "protecting oneself online",
                    "society",
                ),
                skill(
                    "local-platforms",
                    "sử dụng các nền tảng số khác của địa phương",
                    "the place's own platforms",
                    "society",
                ),
            ],
        }
    }

    /// Checks sizes (5 to 64 skills, 3 to 15 levels), that codes are not
    /// doubled and that the fluent level is on the ladder.
    pub fn check(&self) -> Result<()> {
        let bad = |found: String, vi: &str, en: &str, path: &str| {
            Err(Error::new(ErrorKind::BadCatalogue)
                .found(found)
                .expected_words(vi, en)
                .path(path))
        };
        let (skills, levels) = (self.skills.len(), self.levels.len());
        if !(5..=64).contains(&skills) {
            let (vi, en) = ("từ 5 đến 64 kỹ năng", "5 to 64 skills");
            return bad(skills.to_string(), vi, en, "/skills");
        }
        if !(3..=15).contains(&levels) {
            let (vi, en) = ("từ 3 đến 15 mức", "3 to 15 levels");
            return bad(levels.to_string(), vi, en, "/levels");
        }
        for (list, codes) in [
            (
                "/skills",
                self.skills
                    .iter()
                    .map(|skill| &skill.code)
                    .collect::<Vec<_>>(),
            ),
            (
                "/levels",
                self.levels.iter().map(|level| &level.code).collect(),
            ),
        ] {
            for (at, code) in codes.iter().enumerate() {
                if crate::event::vocabulary::check_code(code).is_err()
                    || codes.iter().take(at).any(|before| before == code)
                {
                    return bad(
                        (*code).clone(),
                        "một mã riêng",
                        "a code of its own",
                        &format!("{list}/{at}/code"),
                    );
                }
            }
        }
        if self.level(&self.fluent).is_none() {
            let (vi, en) = ("một mức của thang", "a level of the ladder");
            let fault = Error::new(ErrorKind::BadCatalogue).expected_words(vi, en);
            return Err(match self.fluent.as_str() {
                "" => fault.found_words("không có mức thành thạo", "no fluent level"),
                other => fault.found(other),
            }
            .path("/fluent"));
        }
        Ok(())
    }

    /// The position of a level on the ladder.
    pub fn level(&self, code: &str) -> Option<u8> {
        let at = self.levels.iter().position(|level| level.code == code)?;
        u8::try_from(at).ok()
    }

    /// The position of the fluent level.
    pub fn fluent_level(&self) -> u8 {
        self.level(&self.fluent).unwrap_or(u8::MAX)
    }

    /// The position of a skill.
    pub fn skill(&self, code: &str) -> Option<usize> {
        self.skills.iter().position(|skill| skill.code == code)
    }
}
