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
            (words.wallet, 180 + more),
            (words.bank_app, 220 + more),
            (words.payment_qr, 30),
        ];
        for (platform, share) in shares {
            let state = match self.chance.below(1000) {
                _ if age < 15 => SetupState::Absent,
                drawn if drawn < share => SetupState::Activated,
                _ if platform == self.words.payment_qr && !thorough => continue,
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
