//! Which record.

use crate::{Error, ErrorKind, Result};
use core::fmt;

/// The identity of a record, its digest aside: `DEVICE/EPOCH/NUMBER`.
///
/// ```
/// use noidai::journal::Identity;
/// let which: Identity = "phone-7/1/12".parse()?;
/// assert_eq!((which.device.as_str(), which.epoch, which.number), ("phone-7", 1, 12));
/// assert_eq!(which.to_string(), "phone-7/1/12");
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// Who wrote it.
    pub device: String,
    /// Which life of the device, from 1.
    pub epoch: u32,
    /// Number in the chain of that device and epoch, from 1.
    pub number: u64,
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.device, self.epoch, self.number)
    }
}

impl core::str::FromStr for Identity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.rsplitn(3, '/');
        let number = parts.next().and_then(counter);
        let epoch = parts.next().and_then(counter);
        let device = parts
            .next()
            .filter(|device| crate::id::check(device).is_ok());
        match (device, epoch.map(u32::try_from), number) {
            (Some(device), Some(Ok(epoch)), Some(number)) => Ok(Self {
                device: device.to_owned(),
                epoch,
                number,
            }),
            _ => Err(Error::new(ErrorKind::WrongValue)
                .found(text)
                .expected("DEVICE/EPOCH/NUMBER")),
        }
    }
}

/// A counter from 1, written in one way.
fn counter(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

impl serde::Serialize for Identity {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Identity {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Identity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "DEVICE/EPOCH/NUMBER"})
    }
}
