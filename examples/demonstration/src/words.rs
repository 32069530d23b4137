//! The words that the demonstration's facts are written in, looked up once.

use noidai::{
    Error, ErrorKind, Result,
    event::{Batch, Code, FlagIx},
    platform::PlatformIx,
    skill::SkillIx,
};

/// The words.
pub struct Words {
    pub skills: Vec<SkillIx>,
    pub poor: FlagIx,
    pub near_poor: FlagIx,
    pub smartphone: FlagIx,
    pub unable: FlagIx,
    pub vneid: PlatformIx,
    pub public_service: PlatformIx,
    pub app: PlatformIx,
    pub wallet: PlatformIx,
    pub bank_account: PlatformIx,
    pub bank_app: PlatformIx,
    pub payment_qr: PlatformIx,
    pub lanes: Vec<Code>,
}

const LANES: [&str; 6] = [
    "Tuyến kênh 1",
    "Tuyến kênh 2",
    "Tuyến lộ làng",
    "Tuyến chợ",
    "Ngõ 3",
    "Ngõ 5",
];

impl Words {
    /// Looks the words up.
    pub fn of(batch: &mut Batch) -> Result<Self> {
        let words = &mut batch.vocabulary;
        let lanes = LANES
            .iter()
            .map(|lane| words.code(lane))
            .collect::<Result<_>>()?;
        let skills = words
            .catalogues()
            .first()
            .map_or(0, |catalogue| catalogue.skills.len());
        let flag = |code: &str| {
            let missing = || Error::new(ErrorKind::UnknownFlag).found(code);
            words.flag(code).ok_or_else(missing)
        };
        let platform = |code: &str| {
            let missing = || Error::new(ErrorKind::UnknownPlatform).found(code);
            words.platform(code).ok_or_else(missing)
        };
        Ok(Self {
            skills: (0..skills).filter_map(|at| SkillIx::new(0, at)).collect(),
            poor: flag("poor")?,
            near_poor: flag("near-poor")?,
            smartphone: flag("smartphone")?,
            unable: flag("unable")?,
            vneid: platform("vneid")?,
            public_service: platform("public-service-account")?,
            app: platform("app-hau-giang")?,
            wallet: platform("e-wallet")?,
            bank_account: platform("bank-account")?,
            bank_app: platform("bank-app")?,
            payment_qr: platform("payment-qr")?,
            lanes,
        })
    }
}
