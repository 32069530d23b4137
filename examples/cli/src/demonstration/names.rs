//! Names as they are common in the delta; any likeness is chance.

use super::chance::Chance;

const FAMILY: [&str; 16] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Trương", "Bùi", "Đặng", "Đỗ", "Ngô",
    "Hồ", "Dương", "Lý", "Lâm",
];
const MIDDLE: [&str; 12] = [
    "Văn", "Thị", "Hoàng", "Thanh", "Minh", "Ngọc", "Kim", "Hữu", "Quốc", "Mỹ", "Thành", "Bích",
];
const GIVEN: [&str; 28] = [
    "An", "Bình", "Châu", "Cường", "Diễm", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu",
    "Hòa", "Hùng", "Khánh", "Lan", "Linh", "Loan", "Mai", "Nam", "Nga", "Phúc", "Phương", "Quân",
    "Thảo", "Thủy", "Tuấn", "Yến",
];

/// A family name.
pub fn family(chance: &mut Chance) -> &'static str {
    chance.pick(&FAMILY)
}

/// A whole name of that family.
pub fn person(family: &str, chance: &mut Chance) -> String {
    format!("{family} {} {}", chance.pick(&MIDDLE), chance.pick(&GIVEN))
}
