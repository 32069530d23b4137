//! What a text means: on the day, else on any.

use noidai::{
    Day, Error, ErrorKind, Registry, Result,
    reform::{Directory, Found},
};

/// The units that a text means.
pub struct Meant {
    /// Whether they are so called on the day, or only on others.
    pub on_the_day: bool,
    pub found: Vec<Found>,
}

impl Meant {
    /// Looks a text up on a day and, where it means nothing then, on all others.
    ///
    /// # Errors
    ///
    /// It never meant any unit.
    pub fn new(registry: &Registry, text: &str, day: Day) -> Result<Self> {
        let directory = Directory::new(registry);
        let on_the_day = directory.on(text, day);
        if !on_the_day.is_empty() {
            return Ok(Self {
                on_the_day: true,
                found: on_the_day,
            });
        }
        let found = directory.ever(text);
        if found.is_empty() {
            return Err(Error::new(ErrorKind::UnknownUnit).found(text));
        }
        Ok(Self {
            on_the_day: false,
            found,
        })
    }
}
