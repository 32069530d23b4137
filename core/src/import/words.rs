//! Words of open lists as people write them, and a memory of cells seen.

use crate::{event::Code, hashed::HashMap};

/// What cells seen before meant.
#[derive(Debug)]
pub(super) struct Memo<T> {
    last: String,
    value: Option<T>,
    seen: HashMap<Box<str>, T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            last: String::new(),
            value: None,
            seen: HashMap::default(),
        }
    }
}

impl<T: Copy> Memo<T> {
    pub fn get(&mut self, text: &str) -> Option<T> {
        if self.value.is_some() && self.last == text {
            return self.value;
        }
        let value = *self.seen.get(text)?;
        self.last.clear();
        self.last.push_str(text);
        self.value = Some(value);
        Some(value)
    }

    pub fn put(&mut self, text: &str, value: T) -> T {
        self.seen.insert(text.into(), value);
        value
    }
}

/// Open lists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Level,
    Organisation,
    Role,
    Force,
    Household,
    Residence,
    Reason,
    Figure,
    Activity,
    /// Lanes, markets, plans, topics: names, kept as they are written.
    Name,
}

pub(super) const LISTS: usize = 10;

/// The built-in word for a folded text.
pub(super) fn synonym(list: List, folded: &str) -> Option<Code> {
    Some(match (list, folded) {
        (List::Level, "tinh" | "cap tinh") => Code::PROVINCE,
        (List::Level, "huyen" | "quan" | "cap huyen") => Code::DISTRICT,
        (List::Level, "xa" | "phuong" | "thi tran" | "dac khu" | "cap xa") => Code::COMMUNE,
        (List::Level, "ap" | "thon" | "ban" | "khom" | "khu pho" | "khu vuc" | "to dan pho") => {
            Code::HAMLET
        }
        (List::Role, "to truong" | "truong" | "truong ban") => Code::HEAD,
        (List::Role, "to pho" | "pho" | "pho ban") => Code::DEPUTY,
        (List::Role, "thanh vien" | "to vien") => Code::MEMBER,
        (List::Force | List::Organisation, "doan thanh nien") => Code::YOUTH_UNION,
        (List::Force, "truong ap" | "truong thon") => Code::HAMLET_HEAD,
        (List::Force | List::Organisation, "hoi phu nu" | "phu nu") => Code::WOMENS_UNION,
        (List::Force | List::Organisation, "hoi nong dan" | "nong dan") => Code::FARMERS_UNION,
        (List::Force | List::Organisation, "mat tran" | "mat tran to quoc") => {
            Code::FATHERLAND_FRONT
        }
        (List::Force | List::Organisation, "hoi cuu chien binh" | "cuu chien binh") => {
            Code::VETERANS
        }
        (List::Force, "cong an") => Code::POLICE,
        (List::Force, "can bo xa" | "cong chuc xa") => Code::COMMUNE_STAFF,
        (List::Force, "giao vien") => Code::TEACHERS,
        (List::Force, "doanh nghiep cong nghe") => Code::TECHNOLOGY_FIRMS,
        (List::Household, "gia dinh" | "ho gia dinh") => Code::FAMILY,
        (List::Household, "nha tro") => Code::BOARDING_HOUSE,
        (List::Residence, "thuong tru") => Code::PERMANENT,
        (List::Residence, "tam tru") => Code::TEMPORARY,
        (List::Residence, "tam vang") => Code::AWAY,
        (List::Figure, "dan so" | "inhabitants") => Code::POPULATION,
        (List::Reason, "chuyen di" | "chuyen") => Code::MOVED,
        (List::Reason, "mat" | "chet" | "qua doi") => Code::DIED,
        (List::Activity, "den nha" | "tham ho" | "di tung ngo go tung nha") => Code::HOME_VISIT,
        (List::Activity, "cho" | "tai cho" | "o cho") => Code::MARKET,
        (List::Activity, "lop" | "lop hoc" | "mo lop" | "tap huan") => Code::CLASS,
        (List::Activity, "hop ap" | "hop khu vuc" | "hop thon" | "sinh hoat ap") => {
            Code::HAMLET_MEETING
        }
        (List::Activity, "bo phan mot cua" | "mot cua" | "ho tro tai bo phan mot cua") => {
            Code::ONE_STOP_DESK
        }
        (List::Activity, "loa" | "phat thanh" | "loa truyen thanh") => Code::LOUDSPEAKER,
        _ => return None,
    })
}
