//! Stratifiers (tiêu thức phân tổ): into which groups a rule's subjects fall.

use super::Subject;
use crate::{Error, ErrorKind, Result};

/// What the subjects of an answer are grouped by. Each belongs to a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stratifier {
    /// Residents by age on the day: each bound is the least age of a band, and
    /// the first band lies below the first bound.
    AgeBand(Vec<u16>),
    /// Residents by sex.
    Sex,
    /// Households and units by kind.
    Kind,
    /// Households by flag: one that carries two is in both strata.
    Flag,
    /// Households by lane.
    Lane,
    /// Households by the number of residents.
    Size,
    /// Teams and units by level of the unit.
    Level,
    /// Teams by organisation.
    Organisation,
    /// Teams by force, once in each that its members come from.
    Force,
}

/// Most stratifiers of one question.
const MOST: usize = 3;
/// Bounds of age bands where none are given: children, those of working age
/// from 15 on, and from 60 on.
const AGES: [u16; 2] = [15, 60];
/// Highest bound of an age band.
const OLDEST: u16 = 150;
/// Most bounds of age bands.
const MOST_BOUNDS: usize = 20;

impl Stratifier {
    /// Reads a stratifier of a subject: its name, and for `age-band` the bounds
    /// if others than 15 and 60 are wanted.
    ///
    /// ```
    /// use noidai::rule::{Stratifier, Subject};
    /// let bands = Stratifier::read(Subject::Resident, "age-band:15,18,60")?;
    /// assert_eq!(bands, Stratifier::AgeBand(vec![15, 18, 60]));
    /// let error = Stratifier::read(Subject::Household, "sex").unwrap_err();
    /// assert_eq!(error.name(), "stratifier-of-another");
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn read(subject: Subject, text: &str) -> Result<Self> {
        let (name, bounds) = match text.split_once(':') {
            Some((name, bounds)) => (name, Some(bounds)),
            None => (text, None),
        };
        let found = match (subject, name) {
            (Subject::Resident, "age-band") => Self::AgeBand(match bounds {
                Some(bounds) => ages(bounds)?,
                None => AGES.to_vec(),
            }),
            (Subject::Resident, "sex") => Self::Sex,
            (Subject::Household | Subject::Unit, "kind") => Self::Kind,
            (Subject::Household, "flag") => Self::Flag,
            (Subject::Household, "lane") => Self::Lane,
            (Subject::Household, "size") => Self::Size,
            (Subject::Team | Subject::Unit, "level") => Self::Level,
            (Subject::Team, "organisation") => Self::Organisation,
            (Subject::Team, "force") => Self::Force,
            _ => {
                return Err(Error::new(ErrorKind::StratifierOfAnother)
                    .found(text)
                    .expected(subject.name()));
            }
        };
        match bounds {
            Some(bounds) if !matches!(found, Self::AgeBand(_)) => {
                let error = Error::new(ErrorKind::BadParameter).found(bounds);
                Err(error.expected_words(
                    "không có gì: chỉ age-band có các mốc sau dấu hai chấm",
                    "nothing: only age-band has bounds after a colon",
                ))
            }
            _ => Ok(found),
        }
    }

    /// The name without bounds.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AgeBand(_) => "age-band",
            Self::Sex => "sex",
            Self::Kind => "kind",
            Self::Flag => "flag",
            Self::Lane => "lane",
            Self::Size => "size",
            Self::Level => "level",
            Self::Organisation => "organisation",
            Self::Force => "force",
        }
    }

    /// Whether one subject can be in several strata, so that strata do not add up.
    pub const fn is_many_valued(&self) -> bool {
        matches!(self, Self::Flag | Self::Force)
    }
}

/// Reads the stratifiers of a question about a subject, at most three, or gives
/// every fault; paths count from the list (`/1`).
///
/// ```
/// use noidai::rule::{Subject, check_stratifiers};
/// let asked = ["kind".to_owned(), "sex".to_owned(), "age-band".to_owned()];
/// let faults = check_stratifiers(Subject::Household, &asked).unwrap_err();
/// assert_eq!(faults.len(), 2);
/// assert_eq!(faults[0].to_string(), "/1: a rule about household cannot be stratified by sex");
/// ```
pub fn check_stratifiers(
    subject: Subject,
    asked: &[String],
) -> Result<Vec<Stratifier>, Vec<Error>> {
    let mut read: Vec<Stratifier> = Vec::new();
    let mut faults = Vec::new();
    if asked.len() > MOST {
        let error = Error::new(ErrorKind::TooManyStrata).found(asked.len().to_string());
        faults.push(error.expected(MOST.to_string()).path(format!("/{MOST}")));
    }
    for (at, text) in asked.iter().enumerate().take(MOST) {
        let path = format!("/{at}");
        match Stratifier::read(subject, text) {
            Ok(found) if read.iter().any(|known| known.name() == found.name()) => {
                faults.push(Error::new(ErrorKind::DoubledName).found(text).path(path));
            }
            Ok(found) => read.push(found),
            Err(error) => faults.push(error.path(path)),
        }
    }
    if faults.is_empty() {
        Ok(read)
    } else {
        Err(faults)
    }
}

/// Bounds of age bands: rising, from 1 to 150.
fn ages(text: &str) -> Result<Vec<u16>> {
    let wrong = || {
        Error::new(ErrorKind::BadParameter)
            .found(text)
            .expected(format!("1 < … < {OLDEST}, ≤ {MOST_BOUNDS}"))
    };
    let mut bounds: Vec<u16> = Vec::new();
    for bound in text.split(',') {
        let digits = bound.bytes().all(|byte| byte.is_ascii_digit());
        let bound = bound.parse().ok().filter(|_| digits).ok_or_else(wrong)?;
        let least = bounds.last().map_or(1, |last| last + 1);
        if !(least..=OLDEST).contains(&bound) || bounds.len() == MOST_BOUNDS {
            return Err(wrong());
        }
        bounds.push(bound);
    }
    Ok(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(subject: Subject, asked: &[&str]) -> Result<Vec<&'static str>, Vec<String>> {
        let asked: Vec<String> = asked.iter().map(|text| (*text).to_owned()).collect();
        match check_stratifiers(subject, &asked) {
            Ok(read) => Ok(read.iter().map(Stratifier::name).collect()),
            Err(faults) => Err(faults
                .iter()
                .map(|error| format!("{} {}", error.name(), error))
                .map(|text| text.split(": ").next().unwrap_or("").to_owned())
                .collect()),
        }
    }

    #[test]
    fn each_belongs_to_its_subject() {
        let of = |subject| {
            let all = [
                "age-band",
                "sex",
                "kind",
                "flag",
                "lane",
                "size",
                "level",
                "organisation",
                "force",
            ];
            let own = all
                .iter()
                .filter(|name| Stratifier::read(subject, name).is_ok());
            own.copied().collect::<Vec<_>>()
        };
        assert_eq!(of(Subject::Resident), ["age-band", "sex"]);
        assert_eq!(of(Subject::Household), ["kind", "flag", "lane", "size"]);
        assert_eq!(of(Subject::Team), ["level", "organisation", "force"]);
        assert_eq!(of(Subject::Unit), ["kind", "level"]);
    }

    #[test]
    fn what_is_refused() {
        let four = ["kind", "flag", "lane", "size"];
        for (subject, asked, faults) in [
            (Subject::Household, &four[..], &["too-many-strata /3"][..]),
            (Subject::Team, &["force", "force"], &["doubled-name /1"]),
            (
                Subject::Resident,
                &["age-band:15", "age-band:18"],
                &["doubled-name /1"],
            ),
            (
                Subject::Resident,
                &["skill", "", "kind"],
                &[
                    "stratifier-of-another /0",
                    "stratifier-of-another /1",
                    "stratifier-of-another /2",
                ],
            ),
            (Subject::Resident, &["sex:1"], &["bad-parameter /0"]),
            (Subject::Resident, &["age-band:"], &["bad-parameter /0"]),
            (Subject::Resident, &["age-band:0"], &["bad-parameter /0"]),
            (Subject::Resident, &["age-band:+5"], &["bad-parameter /0"]),
            (
                Subject::Resident,
                &["age-band:18,18"],
                &["bad-parameter /0"],
            ),
            (
                Subject::Resident,
                &["age-band:60,18"],
                &["bad-parameter /0"],
            ),
            (Subject::Resident, &["age-band:151"], &["bad-parameter /0"]),
            (
                Subject::Resident,
                &["age-band:65536"],
                &["bad-parameter /0"],
            ),
        ] {
            let faults = faults.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(names(subject, asked), Err(faults), "{asked:?}");
        }
        assert_eq!(names(Subject::Household, &[]), Ok(vec![]));
        assert_eq!(
            names(Subject::Household, &["flag", "lane", "size"]),
            Ok(vec!["flag", "lane", "size"])
        );
    }
}
