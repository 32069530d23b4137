//! Names as they are common in the delta; any likeness is chance.

use super::chance::Chance;
use noidai::person::Sex;

const FAMILY: [&str; 18] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Trương", "Bùi",
    "Đặng", "Đỗ", "Ngô", "Hồ", "Dương", "Lý", "Lâm",
];
const OF_WOMEN: [&str; 8] = ["Thị", "Thị", "Thị", "Ngọc", "Kim", "Mỹ", "Bích", "Thanh"];
const OF_MEN: [&str; 8] = ["Văn", "Văn", "Văn", "Hoàng", "Minh", "Hữu", "Quốc", "Thành"];
const WOMEN: [&str; 18] = [
    "Bé", "Châu", "Diễm", "Hà", "Hạnh", "Hoa", "Lan", "Linh", "Loan", "Mai", "Nga", "Nhung",
    "Phương", "Thảo", "Thủy", "Tuyết", "Xuân", "Yến",
];
const MEN: [&str; 18] = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Nam",
    "Phúc", "Quân", "Tâm", "Thắng", "Tuấn", "Út",
];

/// A family name.
pub fn family(chance: &mut Chance) -> &'static str {
    chance.pick(&FAMILY)
}

/// A middle and a given name.
pub fn given(sex: Sex, chance: &mut Chance) -> (&'static str, &'static str) {
    if sex == Sex::Female {
        (chance.pick(&OF_WOMEN), chance.pick(&WOMEN))
    } else {
        (chance.pick(&OF_MEN), chance.pick(&MEN))
    }
}
