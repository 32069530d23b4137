//! The week.

use super::{
    Failure,
    device::{Device, meet},
    events::{SKILLS, assessed, june, moved, tables},
    told::Told,
};
use noidai::{Language, journal::KnownAt, time::Instant};

/// An instant of the week: day of June 2025, hour in Việt Nam.
fn at(day: u32, hour: u32) -> Result<Instant, Failure> {
    let text = format!("2025-06-{day:02}T{:02}:00:00.000Z", hour - 7);
    Ok(text.parse()?)
}

/// That something is so; else the story is not true.
fn must(is_so: bool, what: &str) -> Result<(), Failure> {
    if is_so { Ok(()) } else { Err(what.into()) }
}

/// Tells the week.
///
/// # Errors
///
/// Something that the story tells is not so.
pub fn told(language: Language) -> Result<String, Failure> {
    let mut told = Told::new(language);
    let mut office = Device::new("office")?;
    let mut an = Device::new("phone-an")?;
    let mut binh = Device::new("phone-binh")?;
    let mut chi = Device::new("phone-chi")?.ahead_by_days(1_000);

    told.heading(
        "Thứ hai, 9/6/2025: xã phát sổ ghi",
        "Monday, 9 June 2025: the office hands out the journal",
    );
    for event in tables() {
        office.import(at(9, 8)?, event)?;
    }
    let given = office.journal.len();
    for phone in [&mut an, &mut binh, &mut chi] {
        must(
            office.give(phone, 1024)? == given,
            "every phone has the tables",
        )?;
    }
    told.says(
        &format!("Xã nhập bảng thành {given} bản ghi; ba điện thoại nhận đủ, mỗi lần không quá 1.024 byte."),
        &format!("The office imports its tables as {given} records; three phones take all of them, at most 1,024 bytes at a time."),
    );
    told.counts(&office.fold().registry, june(9)?)?;

    told.heading(
        "Thứ ba: ba người đi ba ngõ, không có sóng",
        "Tuesday: three lanes, no signal",
    );
    for skill in SKILLS {
        binh.record(at(10, 9)?, assessed("p3", june(10)?, skill, "fluent"))?;
    }
    told.says(
        "Bình đến hộ h2: bà Lệ thành thạo cả năm kỹ năng.",
        "Bình visits h2: Mrs Lệ is fluent in all five skills.",
    );
    let by_an = an.record(
        at(10, 9)?,
        assessed("p1", june(10)?, "online-payment", "guided"),
    )?;
    let by_binh = binh.record(
        at(10, 15)?,
        assessed("p1", june(10)?, "online-payment", "can-do"),
    )?;
    told.says(
        "An và Bình cùng gặp bà Bé trong ngày, và ghi hai mức khác nhau về thanh toán trực tuyến.",
        "An and Bình both meet Mrs Bé that day, and write down different levels of online payment.",
    );
    for skill in SKILLS {
        chi.record(at(10, 10)?, assessed("p4", june(10)?, skill, "fluent"))?;
    }
    told.says(
        "Chi đến hộ h3: ông Ba thành thạo cả năm. Đồng hồ điện thoại của Chi chạy nhanh gần ba năm.",
        "Chi visits h3: Mr Ba is fluent in all five. The clock of Chi's phone is almost three years ahead.",
    );

    told.heading(
        "Thứ tư: một hộ chuyển ấp, một điện thoại bị mất",
        "Wednesday: a household moves, a phone is lost",
    );
    office.record(at(11, 8)?, moved("h3", june(11)?, "31318/2"))?;
    told.says(
        "Xã ghi nhận hộ h3 chuyển sang Ấp 2; xã chưa biết gì về chuyến đi của Chi.",
        "The office records that h3 moved to Ấp 2; it knows nothing of Chi's visit yet.",
    );
    let met = meet(&mut an, &mut binh)?;
    told.says(
        &format!("Buổi sáng An và Bình gặp nhau: hai máy trao cho nhau {met} bản ghi."),
        &format!("In the morning An and Bình meet: their phones give each other {met} records."),
    );
    let mut new_an = Device::in_place_of(&an)?;
    drop(an);
    told.says(
        "Buổi chiều điện thoại của An rơi xuống kênh. Máy mới nhận lại sổ ghi từ Bình và ghi tiếp trong đợt ghi 2.",
        "In the afternoon An's phone falls into the canal. The new one takes the journal from Bình and goes on in epoch 2.",
    );
    binh.give(&mut new_an, 4096)?;
    must(
        !new_an.journal.find(&by_an).is_empty(),
        "what the lost phone recorded is there",
    )?;
    let next = new_an.record(
        at(11, 16)?,
        assessed("p2", june(11)?, "online-payment", "fluent"),
    )?;
    must(
        next.epoch == 2 && next.number == 1,
        "a new epoch begins at 1",
    )?;
    told.says(
        &format!("→ {by_an} của máy đã mất vẫn còn; bản ghi đầu tiên của máy mới là {next}."),
        &format!(
            "→ {by_an} of the lost phone is still there; the first record of the new one is {next}."
        ),
    );

    told.heading(
        "Thứ năm: báo cáo ngày 12, rồi Bình và An về xã",
        "Thursday: the report of the 12th, then Bình and An come in",
    );
    told.counts(&office.fold().registry, june(12)?)?;
    meet(&mut office, &mut binh)?;
    meet(&mut office, &mut new_an)?;
    office.receipts(at(12, 17)?)?;
    told.says(
        "Lúc 17 giờ Bình và An về xã. Hai bản ghi mâu thuẫn, cả hai vẫn đọc được:",
        "At 17:00 Bình and An come in. Two records contradict each other, and both stay readable:",
    );
    must(
        told.conflicts(&office) == 2,
        "two records contradict each other",
    )?;

    told.heading(
        "Thứ sáu: đính chính, và Chi về xã",
        "Friday: a correction, and Chi comes in",
    );
    let right = assessed("p1", june(10)?, "online-payment", "can-do");
    let correction = new_an.correcting(&by_an, right)?;
    let corrected = new_an.record(at(13, 8)?, correction)?;
    meet(&mut office, &mut new_an)?;
    must(office.conflicts().is_empty(), "the correction settles it")?;
    let reason = office
        .outcome(&by_an)?
        .reason
        .map(|reason| reason.message(language));
    told.says(
        &format!("An đồng ý với Bình và đính chính bằng {corrected}."),
        &format!("An agrees with Bình, and corrects by {corrected}."),
    );
    let reason = reason.unwrap_or_default();
    told.says(
        &format!("→ {by_an}: {reason}"),
        &format!("→ {by_an}: {reason}"),
    );
    must(office.outcome(&by_binh)?.holds, "what Bình found holds")?;
    meet(&mut office, &mut chi)?;
    office.receipts(at(13, 17)?)?;
    for skew in office.journal.skews() {
        let days = skew.ahead_ms / 86_400_000;
        told.says(
            &format!("→ Đồng hồ của {} nhanh ít nhất {days} ngày so với {}; không bản ghi nào vì thế mà đổi thứ tự.", skew.device, skew.host),
            &format!("→ The clock of {} is at least {days} days ahead of that of {}; no record changes its place for it.", skew.device, skew.host),
        );
    }
    must(office.journal.skews().len() == 1, "one clock is ahead")?;
    told.says(
        "Chuyến đi của Chi không mất: hộ h3 đạt, và được tính ở Ấp 2 từ ngày chuyển.",
        "Chi's visit is not lost: h3 is covered, and counts in Ấp 2 from the day it moved.",
    );

    told.heading(
        "Chủ nhật: đã biết gì, nay biết gì",
        "Sunday: what was known, what is known",
    );
    let known = KnownAt {
        host: "office".to_owned(),
        at: at(12, 8)?,
    };
    let before = office.journal.known_at(&known)?;
    told.says(
        "Sáng thứ năm xã đã báo cáo về ngày 12:",
        "On Thursday morning the office reported of the 12th:",
    );
    let then = told.counts(&before.fold(&Default::default()).registry, june(12)?)?;
    told.says(
        "Nay biết về chính ngày ấy:",
        "What is known of that same day now:",
    );
    let now = told.counts(&office.fold().registry, june(12)?)?;
    must(then != now, "late records change what is known")?;
    for phone in [&mut binh, &mut chi, &mut new_an] {
        meet(&mut office, phone)?;
    }
    for phone in [&mut binh, &mut chi, &mut new_an] {
        meet(&mut office, phone)?;
        must(
            phone.journal.to_bytes() == office.journal.to_bytes(),
            "all have the same bytes",
        )?;
    }
    let all = office.journal.len();
    told.says(
        &format!("Cuối tuần bốn sổ ghi có cùng {all} bản ghi, giống nhau từng byte."),
        &format!(
            "At the end of the week four journals hold the same {all} records, byte for byte."
        ),
    );
    Ok(told.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_is_told_in_both_languages_and_is_true() -> Result<(), Failure> {
        let (vi, en) = (told(Language::Vietnamese)?, told(Language::English)?);
        assert_eq!(vi.lines().count(), en.lines().count());
        // By hand: before, nobody is covered; of the 12th, h2 in Ấp 1 and h3 in Ấp 2.
        let thursday = en.split("reported of the 12th:").nth(1).unwrap_or("");
        let lines: Vec<&str> = thursday
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with('→'))
            .collect();
        assert_eq!(
            lines,
            [
                "→ Ấp 1: 0 of 2 households covered",
                "→ Ấp 2: 0 of 1 households covered",
                "→ Ấp 1: 1 of 2 households covered",
                "→ Ấp 2: 1 of 1 households covered",
            ]
        );
        assert!(
            en.contains("clock of phone-chi is at least 996 days ahead"),
            "{en}"
        );
        Ok(())
    }
}
