//! Platforms (nền tảng) and what has been set up on them: never a number.

use crate::{Day, skill::Names};
use serde::{Deserialize, Serialize};

/// A platform of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The platform's code.
    pub code: String,
    /// Names.
    pub names: Names,
}

impl Platform {
    /// The platforms that the teams install with people (Báo Hậu Giang, 26 April
    /// 2024); a host may add its own.
    pub fn built_in() -> Vec<Self> {
        [
            ("vneid", "VNeID", "VNeID, the national e-identity app"),
            ("e-wallet", "ví điện tử", "e-wallet"),
            ("bank-account", "tài khoản ngân hàng", "bank account"),
            ("bank-app", "ứng dụng ngân hàng", "bank app"),
            (
                "payment-qr",
                "mã QR nhận thanh toán",
                "QR code for receiving payment",
            ),
            ("app-hau-giang", "App Hậu Giang", "App Hậu Giang"),
            (
                "public-service-account",
                "tài khoản dịch vụ công",
                "account on the public service portal",
            ),
        ]
        .into_iter()
        .map(|(code, vi, en)| Self {
            code: code.to_owned(),
            names: Names::new(vi, en),
        })
        .collect()
    }
}

/// A platform of one registry's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlatformIx(pub(crate) u16);

impl PlatformIx {
    /// Position in the vocabulary.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// How far a platform has been set up. No record at all is *unknown*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SetupState {
    /// Asked, and it is not there.
    Absent,
    /// The account has been opened.
    AccountOpened,
    /// The app or code is installed.
    Installed,
    /// It works and is in use.
    Activated,
}

impl SetupState {
    /// Every state.
    pub const ALL: [Self; 4] = [
        Self::Absent,
        Self::AccountOpened,
        Self::Installed,
        Self::Activated,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::AccountOpened => "account-opened",
            Self::Installed => "installed",
            Self::Activated => "activated",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// That a platform was found or set up on a day. The latest on or before the
/// day asked about holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Setup {
    /// The day; absent: since ever.
    pub day: Option<Day>,
    /// Which platform.
    pub platform: PlatformIx,
    /// How far.
    pub state: SetupState,
}
