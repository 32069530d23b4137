//! Causes of change in both languages.

use super::say;
use noidai::{Language, work::change::Cause};

/// The words for a cause.
pub fn cause(cause: Cause, language: Language) -> &'static str {
    let (vi, en) = match cause {
        Cause::Learned => ("đạt mức cao hơn", "learned"),
        Cause::LevelLowered => ("mức giảm", "level lowered"),
        Cause::NewlyAssessed => ("mới được đánh giá", "newly assessed"),
        Cause::SetUp => ("cài đặt nền tảng", "platform set up"),
        Cause::EvidenceAged => ("căn cứ đánh giá quá hạn", "evidence aged"),
        Cause::AgeReached => ("đến tuổi", "age reached"),
        Cause::FlagChanged => ("thay đổi dấu hiệu, diện", "flag changed"),
        Cause::AdvocateChanged => ("thay đổi tuyên truyền viên", "advocate changed"),
        Cause::HouseholdOpened => ("lập hộ", "household opened"),
        Cause::HouseholdClosed => ("xóa hộ", "household closed"),
        Cause::HouseholdMoved => ("hộ chuyển nơi ở", "household moved"),
        Cause::HouseholdListed => ("kê khai đủ nhân khẩu", "residents listed"),
        Cause::HouseholdSplit => ("tách hộ", "household split"),
        Cause::HouseholdJoined => ("nhập hộ", "household joined"),
        Cause::Born => ("mới sinh", "born"),
        Cause::MovedIn => ("chuyển đến", "moved in"),
        Cause::MovedOut => ("chuyển đi", "moved out"),
        Cause::Died => ("qua đời", "died"),
        Cause::StallChanged => ("thay đổi sạp", "stall changed"),
        Cause::MemberChanged => ("thay đổi thành viên", "member changed"),
        Cause::TeamChanged => ("thay đổi tổ, ban chỉ đạo", "team or committee changed"),
        Cause::PlaceReformed => ("sắp xếp đơn vị hành chính", "place reformed"),
        Cause::RuleChanged => ("thay đổi tham số của quy tắc", "rule changed"),
        Cause::Corrected => ("đính chính, bổ sung số liệu cũ", "corrected"),
    };
    say(language, vi, en)
}
