//! Stalls that households run in the district's market.

use super::{Maker, hamlet::Settled};
use noidai::{
    Result, event::batch::SetupOwner, household::Stall, id::HouseholdIx, platform::SetupState,
    time::Spell,
};

/// A market of each district, by the district's code.
const MARKETS: [(&str, &str); 8] = [
    ("930", "Chợ Vị Thanh"),
    ("931", "Chợ Ngã Bảy"),
    ("932", "Chợ Cái Tắc"),
    ("933", "Chợ Ngã Sáu"),
    ("934", "Chợ Cầu Móng"),
    ("935", "Chợ Nàng Mau"),
    ("936", "Chợ Vĩnh Viễn"),
    ("937", "Chợ Long Mỹ"),
];

/// The market of a district, by the district's code.
pub fn market_of(district: &str) -> &'static str {
    let own = MARKETS.iter().find(|(code, _)| *code == district);
    own.map_or("Chợ", |(_, market)| market)
}

impl Maker {
    /// Gives some households a stall, and some a QR code of their own.
    pub fn trade(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        house: usize,
        thorough: bool,
    ) -> Result<()> {
        let state = self.chance.pick(&[3, 3, 3, 2, 0, 0]);
        let state = SetupState::ALL.get(state).copied();
        match (self.chance.below(1000), state) {
            (0..15, state) => {
                let number = settled.number;
                let stall = self
                    .batch
                    .stalls
                    .intern(&format!("s{number:03}-{house:04}"))?;
                let market = market_of(&settled.hamlet.district);
                let record = Stall {
                    spell: Spell::default(),
                    household,
                    unit: Some(settled.hamlet.unit),
                    market: self.batch.vocabulary.code(market)?,
                };
                self.batch.stall.push((stall, record));
                // Of one stall in four nobody has asked.
                if let (Some(state), true) = (state, self.chance.per_mille(750)) {
                    self.record(SetupOwner::Stall(stall), self.words.payment_qr, state);
                }
            }
            (15..35, Some(state)) => {
                let owner = SetupOwner::Household(household);
                self.record(owner, self.words.payment_qr, state);
            }
            _ if thorough => {
                // Nor has the household anything of its own.
                let words = &self.words;
                let asked = [words.wallet, words.bank_app, words.payment_qr];
                for platform in asked {
                    let owner = SetupOwner::Household(household);
                    self.record(owner, platform, SetupState::Absent);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
