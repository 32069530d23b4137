//! What people have set up on their phones.

use super::Maker;
use noidai::{
    event::batch::SetupOwner,
    id::PersonIx,
    platform::{PlatformIx, Setup, SetupState},
};

impl Maker {
    /// Records what a person has. What nobody asked about stays unknown; where
    /// the visitors were thorough, they asked about everything.
    pub fn set_up(&mut self, person: PersonIx, age: u32, fluent: bool, thorough: bool) {
        if age < 15 && !thorough {
            return;
        }
        let owner = SetupOwner::Person(person);
        let words = &self.words;
        let more = if fluent { 250 } else { 0 };
        let shares = [
            (words.vneid, 650 + more),
            (words.app, 250 + 2 * more),
            (words.public_service, 120 + 2 * more),
            (words.wallet, 110 + more),
            (words.bank_app, 140 + more),
            (words.payment_qr, 30),
        ];
        for (platform, share) in shares {
            let state = match self.chance.below(1000) {
                _ if age < 15 => SetupState::Absent,
                // An account is opened, nothing is installed.
                drawn if platform == self.words.public_service && drawn < share => {
                    SetupState::AccountOpened
                }
                drawn if drawn < share => SetupState::Activated,
                _ if !thorough && self.rarely_asked(platform) => continue,
                drawn if drawn < share + 60 => SetupState::Installed,
                drawn if drawn < 950 || thorough => SetupState::Absent,
                _ => continue,
            };
            if platform == self.words.bank_app && state != SetupState::Absent {
                // The account is opened first.
                self.record(owner, self.words.bank_account, SetupState::AccountOpened);
            }
            self.record(owner, platform, state);
        }
    }

    /// Whether only thorough visitors ask about it.
    fn rarely_asked(&self, platform: PlatformIx) -> bool {
        platform == self.words.payment_qr || platform == self.words.public_service
    }

    /// Records one set-up on some day.
    pub fn record(&mut self, owner: SetupOwner, platform: PlatformIx, state: SetupState) {
        let setup = Setup {
            day: self.chance.day(),
            platform,
            state,
        };
        self.batch.setups.push((owner, setup));
    }
}
