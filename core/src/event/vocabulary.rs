//! The words that facts are written in: catalogues, platforms, flags, and the
//! codes of open lists.

use crate::{
    Error, ErrorKind, Result,
    hashed::HashMap,
    platform::{Platform, PlatformIx},
    skill::{Catalogue, Names, SkillIx},
};
use serde::{Deserialize, Serialize};

/// A word of an open list (role, force, kind, reason, lane, level of units …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub(crate) u32);

macro_rules! built_in_codes {
    ($($number:literal $name:ident $text:literal)*) => {
        impl Code {
            $(#[doc = concat!("`", $text, "`")] pub const $name: Code = Code($number);)*
            const BUILT_IN: &'static [&'static str] = &[$($text,)*];
        }
    };
}

built_in_codes! {
    0 NONE ""
    1 PERMANENT "permanent"
    2 TEMPORARY "temporary"
    3 AWAY "away"
    4 MOVED "moved"
    5 DIED "died"
    6 HEAD "head"
    7 DEPUTY "deputy"
    8 MEMBER "member"
    9 FAMILY "family"
    10 BOARDING_HOUSE "boarding-house"
    11 PROVINCE "province"
    12 DISTRICT "district"
    13 COMMUNE "commune"
    14 HAMLET "hamlet"
    15 YOUTH_UNION "youth-union"
    16 HAMLET_HEAD "hamlet-head"
    17 WOMENS_UNION "womens-union"
    18 FARMERS_UNION "farmers-union"
    19 FATHERLAND_FRONT "fatherland-front"
    20 VETERANS "veterans"
    21 POLICE "police"
    22 COMMUNE_STAFF "commune-staff"
    23 TEACHERS "teachers"
    24 TECHNOLOGY_FIRMS "technology-firms"
    25 DISTRICT_OFFICE "district-office"
    26 SPLIT "household-split"
    27 JOINED "household-joined"
    28 HOME_VISIT "home-visit"
    29 MARKET "market"
    30 CLASS "class"
    31 HAMLET_MEETING "hamlet-meeting"
    32 ONE_STOP_DESK "one-stop-desk"
    33 LOUDSPEAKER "loudspeaker"
    34 POPULATION "population"
}

impl Code {
    /// Whether every registry knows the word from the start.
    pub fn is_built_in(self) -> bool {
        (self.0 as usize) < Self::BUILT_IN.len()
    }
}

/// Checks a code: 1 to 64 characters, no control character, no space at an end.
pub fn check_code(text: &str) -> Result<&str> {
    // Nearly all are: told without looking for letters.
    if text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.is_empty() {
        return Ok(text);
    }
    let fits = (1..=64).contains(&text.chars().count()) && text.trim() == text;
    if fits && !text.chars().any(char::is_control) {
        Ok(text)
    } else {
        Err(Error::new(ErrorKind::OutOfRange)
            .found(text)
            .expected("1–64"))
    }
}

/// Puts a word where its code stands, or at the end.
fn put<T>(
    list: &mut Vec<T>,
    word: T,
    (vi, en): (&str, &str),
    code: impl Fn(&T) -> &String,
) -> Result<()> {
    let at = list.iter().position(|known| code(known) == code(&word));
    match at {
        Some(at) => {
            if let Some(known) = list.get_mut(at) {
                *known = word;
            }
        }
        None if list.len() < MOST_WORDS => list.push(word),
        None => {
            return Err(Error::new(ErrorKind::TooLarge)
                .found_words(vi, en)
                .expected(MOST_WORDS.to_string()));
        }
    }
    Ok(())
}

/// Most catalogues, platforms or flags of one registry.
const MOST_WORDS: usize = 1000;

/// A flag that a person or household can carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// The flag's code.
    pub code: String,
    /// Names.
    pub names: Names,
    /// Whether the law counts it as sensitive (Law 91/2025/QH15): refused unless
    /// the host allows it by name.
    #[serde(default)]
    pub sensitive: bool,
}

impl Flag {
    /// The flags known from the start; a host may add its own.
    pub fn built_in() -> Vec<Self> {
        [
            ("poor", "hộ nghèo", "poor household", false),
            ("near-poor", "hộ cận nghèo", "near-poor household", false),
            (
                "smartphone",
                "có điện thoại thông minh",
                "has a smartphone",
                false,
            ),
            ("unable", "không thể học", "not able to learn", false),
            (
                "ethnic-minority",
                "dân tộc thiểu số",
                "ethnic minority",
                true,
            ),
            ("religion", "tôn giáo", "religion", true),
            ("disability", "khuyết tật", "disability", true),
        ]
        .into_iter()
        .map(|(code, vi, en, sensitive)| Self {
            code: code.to_owned(),
            names: Names::new(vi, en),
            sensitive,
        })
        .collect()
    }
}

/// A flag of one registry's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlagIx(pub(crate) u16);

impl FlagIx {
    /// Position in the vocabulary.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The words of one registry.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    catalogues: Vec<Catalogue>,
    platforms: Vec<Platform>,
    flags: Vec<Flag>,
    codes: Vec<Box<str>>,
    code_of: HashMap<Box<str>, Code>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let codes: Vec<Box<str>> = Code::BUILT_IN.iter().map(|text| Box::from(*text)).collect();
        let code_of = codes.iter().cloned().zip((0..).map(Code)).collect();
        Self {
            catalogues: vec![Catalogue::basic()],
            platforms: Platform::built_in(),
            flags: Flag::built_in(),
            codes,
            code_of,
        }
    }
}

impl Vocabulary {
    /// The skill catalogues, the five basic skills first.
    pub fn catalogues(&self) -> &[Catalogue] {
        &self.catalogues
    }

    /// The platforms.
    pub fn platforms(&self) -> &[Platform] {
        &self.platforms
    }

    /// The flags.
    pub fn flags(&self) -> &[Flag] {
        &self.flags
    }

    /// Catalogues, platforms and flags, to be put in order.
    pub(super) fn words_mut(
        &mut self,
    ) -> (&mut Vec<Catalogue>, &mut Vec<Platform>, &mut Vec<Flag>) {
        (&mut self.catalogues, &mut self.platforms, &mut self.flags)
    }

    /// The catalogue of a code, with its position.
    pub fn catalogue(&self, code: &str) -> Option<(usize, &Catalogue)> {
        self.catalogues
            .iter()
            .enumerate()
            .find(|(_, catalogue)| catalogue.code == code)
    }

    /// The skill of a code in the catalogue at a position.
    pub fn skill(&self, catalogue: usize, code: &str) -> Option<SkillIx> {
        SkillIx::new(catalogue, self.catalogues.get(catalogue)?.skill(code)?)
    }

    /// The platform of a code.
    pub fn platform(&self, code: &str) -> Option<PlatformIx> {
        let at = self
            .platforms
            .iter()
            .position(|platform| platform.code == code)?;
        u16::try_from(at).ok().map(PlatformIx)
    }

    /// The flag of a code.
    pub fn flag(&self, code: &str) -> Option<FlagIx> {
        let at = self.flags.iter().position(|flag| flag.code == code)?;
        u16::try_from(at).ok().map(FlagIx)
    }

    /// The platform's code.
    pub fn platform_code(&self, platform: PlatformIx) -> &str {
        self.platforms
            .get(platform.index())
            .map_or("", |platform| &platform.code)
    }

    /// The flag's code.
    pub fn flag_code(&self, flag: FlagIx) -> &str {
        self.flags.get(flag.index()).map_or("", |flag| &flag.code)
    }

    /// The skill's catalogue and code.
    pub fn skill_code(&self, skill: SkillIx) -> (&str, &str) {
        match self.catalogues.get(skill.catalogue()) {
            Some(catalogue) => (
                &catalogue.code,
                catalogue
                    .skills
                    .get(skill.position())
                    .map_or("", |skill| &skill.code),
            ),
            None => ("", ""),
        }
    }

    /// The text of a word.
    pub fn text(&self, code: Code) -> &str {
        self.codes.get(code.0 as usize).map_or("", |text| text)
    }

    /// Every word that has been used, and the built-in ones.
    pub fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        let count = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
        (0..count).map(Code)
    }

    /// The word of a text, if it has been used.
    pub fn find(&self, text: &str) -> Option<Code> {
        self.code_of.get(text).copied()
    }

    /// The word of a text; made where it has not been used yet.
    pub fn code(&mut self, text: &str) -> Result<Code> {
        if let Some(code) = self.code_of.get(text) {
            return Ok(*code);
        }
        check_code(text)?;
        let next = u32::try_from(self.codes.len()).map(Code).map_err(|_| {
            Error::new(ErrorKind::TooLarge)
                .found_words(
                    "số từ của danh sách mở",
                    "the number of words of open lists",
                )
                .expected("4294967295")
        })?;
        self.codes.push(text.into());
        self.code_of.insert(text.into(), next);
        Ok(next)
    }

    /// Adds a catalogue, or replaces the one with its code; nothing else may
    /// refer to the replaced one's skills yet.
    pub fn add_catalogue(&mut self, catalogue: Catalogue) -> Result<()> {
        catalogue.check()?;
        put(
            &mut self.catalogues,
            catalogue,
            ("số danh mục", "the number of catalogues"),
            |known| &known.code,
        )
    }

    /// Adds a platform, or replaces the one with its code.
    pub fn add_platform(&mut self, platform: Platform) -> Result<()> {
        check_code(&platform.code)?;
        put(
            &mut self.platforms,
            platform,
            ("số nền tảng", "the number of platforms"),
            |known| &known.code,
        )
    }

    /// Adds a flag, or replaces the one with its code.
    pub fn add_flag(&mut self, flag: Flag) -> Result<()> {
        check_code(&flag.code)?;
        put(
            &mut self.flags,
            flag,
            ("số dấu hiệu", "the number of flags"),
            |known| &known.code,
        )
    }
}
