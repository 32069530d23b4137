//! Names as they are common in the delta; any likeness is chance.

use super::chance::Chance;
use noidai::person::Sex;

const FAMILY: [&str; 24] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh",
    "Võ", "Phan", "Trương", "Bùi", "Đặng", "Đỗ", "Ngô", "Hồ", "Dương", "Lý", "Lâm", "Cao", "Mai",
];

/// Middle and given names of one sex and generation.
struct Names {
    middle: &'static [&'static str],
    given: &'static [&'static str],
}

const OLDER_WOMEN: Names = Names {
    middle: &["Thị", "Thị", "Thị", "Thị", "Thị", "Ngọc", "Kim", "Mỹ"],
    given: &[
        "Ánh", "Ba", "Bé", "Bông", "Chín", "Cúc", "Đẹp", "Điệp", "Hai", "Hạnh", "Hoa", "Hồng",
        "Hường", "Lan", "Lệ", "Liên", "Loan", "Mai", "Nga", "Năm", "Nguyệt", "Nhàn", "Sáu",
        "Sương", "Tám", "Thu", "Thủy", "Tư", "Tuyết", "Út", "Xuân", "Yến",
    ],
};
const OLDER_MEN: Names = Names {
    middle: &["Văn", "Văn", "Văn", "Văn", "Hữu", "Minh", "Thành", "Hoàng"],
    given: &[
        "Ba", "Bảy", "Bình", "Chiến", "Cường", "Dũng", "Đời", "Đức", "Hai", "Hải", "Hòa", "Hùng",
        "Kiệt", "Lâm", "Lợi", "Mười", "Năm", "Nghĩa", "Phước", "Sáu", "Sơn", "Tâm", "Thắng",
        "Thành", "Tám", "Trung", "Tư", "Tuấn", "Út", "Việt", "Xuân", "Y",
    ],
};
const YOUNGER_WOMEN: Names = Names {
    middle: &[
        "Thị", "Ngọc", "Kim", "Mỹ", "Bích", "Thanh", "Thùy", "Cẩm", "Như", "Bảo", "Khánh",
    ],
    given: &[
        "An", "Anh", "Châu", "Diễm", "Duyên", "Giang", "Hân", "Huyền", "Linh", "Ly", "My", "Ngân",
        "Nghi", "Ngọc", "Nhi", "Như", "Nhung", "Phương", "Quyên", "Quỳnh", "Thảo", "Thư", "Tiên",
        "Trâm", "Trân", "Trang", "Trinh", "Trúc", "Tú", "Vy", "Xuyến", "Ý",
    ],
};
const YOUNGER_MEN: Names = Names {
    middle: &[
        "Văn", "Hoàng", "Minh", "Hữu", "Quốc", "Thanh", "Gia", "Anh", "Nhật", "Tấn", "Trọng",
    ],
    given: &[
        "Anh",
        "Bảo",
        "Duy",
        "Đạt",
        "Đăng",
        "Hào",
        "Hiếu",
        "Huy",
        "Kha",
        "Khang",
        "Khánh",
        "Khoa",
        "Khôi",
        "Lộc",
        "Long",
        "Luân",
        "Nam",
        "Nghĩa",
        "Nguyên",
        "Nhân",
        "Phát",
        "Phong",
        "Phúc",
        "Quân",
        "Tài",
        "Thịnh",
        "Thiện",
        "Toàn",
        "Trí",
        "Trường",
        "Vinh",
        "Vũ",
    ],
};

/// A family name.
pub fn family(chance: &mut Chance) -> &'static str {
    chance.pick(&FAMILY)
}

/// A middle and a given name, as parents chose them at the time.
pub fn given(sex: Sex, age: u32, chance: &mut Chance) -> (&'static str, &'static str) {
    let names = match (sex, age) {
        (Sex::Female, 45..) => OLDER_WOMEN,
        (Sex::Female, _) => YOUNGER_WOMEN,
        (_, 45..) => OLDER_MEN,
        (_, _) => YOUNGER_MEN,
    };
    (chance.pick(names.middle), chance.pick(names.given))
}
