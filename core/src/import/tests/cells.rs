//! Cells that mean nothing.

use super::*;

#[test]
fn bad_cells_are_named() {
    bad(
        "people.csv",
        b"id,birth\np1,31/2/1990\n",
        "people.csv, row 2, column birth: (hidden) is not a day of the calendar; expected YYYY-MM-DD or d/m/yyyy between 1800 and 2199",
        "people.csv, dòng 2, cột birth: (ẩn) không phải ngày có thật; cần YYYY-MM-DD hoặc d/m/yyyy, từ năm 1800 đến 2199",
    );
    bad(
        "people.csv",
        b"id,died\np1,1/2/25\n",
        "people.csv, row 2, column died: 1/2/25 has a year of two digits; write all four",
        "people.csv, dòng 2, cột died: 1/2/25 chỉ có hai chữ số của năm; hãy ghi đủ bốn",
    );
    bad(
        "people.csv",
        b"id,died\np1,67\n",
        "people.csv, row 2, column died: 67 has a year of two digits; write all four",
        "people.csv, dòng 2, cột died: 67 chỉ có hai chữ số của năm; hãy ghi đủ bốn",
    );
    // Neither a year nor a day number of a spreadsheet.
    bad(
        "people.csv",
        b"id,died\np1,1700\n",
        "people.csv, row 2, column died: 1700 is not a day of the calendar; expected YYYY-MM-DD or d/m/yyyy between 1800 and 2199",
        "people.csv, dòng 2, cột died: 1700 không phải ngày có thật; cần YYYY-MM-DD hoặc d/m/yyyy, từ năm 1800 đến 2199",
    );
    bad(
        "people.csv",
        b"id,died\np1,7/25/2025\n",
        "people.csv, row 2, column died: 7/25/2025 contradicts the order of day and month in its column (d/m/yyyy)",
        "people.csv, dòng 2, cột died: 7/25/2025 trái với thứ tự ngày và tháng của cột (d/m/yyyy)",
    );
    bad(
        "people.csv",
        b"id,name\np1,#REF!\n",
        "people.csv, row 2, column name: the cell holds the spreadsheet error #REF!",
        "people.csv, dòng 2, cột name: ô chứa lỗi bảng tính #REF!",
    );
    bad(
        "people.csv",
        b"id\n0912345678\n",
        "people.csv, row 2, column id: the id (hidden) looks like an identity number or a phone number; use an opaque id, or allow such ids",
        "people.csv, dòng 2, cột id: mã (ẩn) giống số định danh cá nhân hoặc số điện thoại; hãy dùng mã vô nghĩa, hoặc cho phép rõ ràng",
    );
    bad(
        "people.csv",
        b"id,sex\np1,maybe\n",
        "people.csv, row 2, column sex: maybe is not one of nữ, nam",
        "people.csv, dòng 2, cột sex: maybe không thuộc nữ, nam",
    );
    bad(
        "people.csv",
        b"id,name\n,A\n",
        "people.csv, row 2, column id: the cell is empty; expected p-000001",
        "people.csv, dòng 2, cột id: ô trống; cần p-000001",
    );
    bad(
        "teams.csv",
        b"id,unit,name\nt1,,T\n",
        "teams.csv, row 2, column unit: the team t1 has no unit",
        "teams.csv, dòng 2, cột unit: tổ t1 không thuộc đơn vị nào",
    );
    bad(
        "teams.csv",
        b"id,unit,name\nt1,999,T\n",
        "teams.csv, row 2, column unit: 999 refers to no unit",
        "teams.csv, dòng 2, cột unit: 999 không trỏ tới đơn vị nào",
    );
    bad(
        "flags.csv",
        b"person,flag,from,until\np1,poor,2025-02-01,2025-02-01\n",
        "flags.csv, row 2, column until: the spell ends on 2025-02-01, not after it begins (2025-02-01)",
        "flags.csv, dòng 2, cột until: khoảng thời gian kết thúc ngày 2025-02-01, không sau ngày bắt đầu (2025-02-01)",
    );
    bad(
        "flags.csv",
        b"person,flag\np1,religion\n",
        "flags.csv, row 2, column flag: the flag religion is sensitive personal data; the host must allow it by name",
        "flags.csv, dòng 2, cột flag: dấu hiệu religion là dữ liệu cá nhân nhạy cảm; hệ thống phải cho phép đích danh",
    );
    let flags = "poor, near-poor, smartphone, unable, ethnic-minority, religion, disability";
    bad(
        "flags.csv",
        b"person,flag\np1,rich\n",
        &format!("flags.csv, row 2, column flag: there is no flag rich; known are {flags}"),
        &format!("flags.csv, dòng 2, cột flag: không có dấu hiệu rich; có: {flags}"),
    );
    bad(
        "assessments.csv",
        b"person,skill,level\np1,online-payment,4\n",
        "assessments.csv, row 2, column level: the ladder has no level 4; it has not-yet, guided, can-do, fluent",
        "assessments.csv, dòng 2, cột level: thang không có mức 4; có: not-yet, guided, can-do, fluent",
    );
    let skills = "public-services, online-shopping, online-payment, online-safety, local-platforms";
    bad(
        "assessments.csv",
        b"person,skill,level\np1,swim,1\n",
        &format!(
            "assessments.csv, row 2, column skill: the catalogue has no skill swim; it has {skills}"
        ),
        &format!(
            "assessments.csv, dòng 2, cột skill: danh mục không có kỹ năng swim; có: {skills}"
        ),
    );
    let platforms = "vneid, e-wallet, bank-account, bank-app, payment-qr, app-hau-giang, public-service-account";
    bad(
        "setups.csv",
        b"person,platform,state\np1,zalo,installed\n",
        &format!(
            "setups.csv, row 2, column platform: there is no platform zalo; known are {platforms}"
        ),
        &format!("setups.csv, dòng 2, cột platform: không có nền tảng zalo; có: {platforms}"),
    );
}

#[test]
fn numbers_are_named() {
    let skills = |position: &str| {
        format!("catalogue,entry,code,name_vi,position\nown,level,a,A,{position}\n").into_bytes()
    };
    let one = |position: &str| {
        let faults = run(&[("skills.csv", &skills(position))]).unwrap_err();
        let error = faults.first[0].clone();
        (
            error.message(Language::English),
            error.message(Language::Vietnamese),
        )
    };
    assert_eq!(
        one("1.001"),
        (
            "skills.csv, row 2, column position: 1.001 is out of range; expected 1–1000".to_owned(),
            "skills.csv, dòng 2, cột position: 1.001 nằm ngoài khoảng; cần 1–1000".to_owned()
        )
    );
    assert_eq!(
        one("\"88,02\""),
        (
            "skills.csv, row 2, column position: 88,02 is not a whole number".to_owned(),
            "skills.csv, dòng 2, cột position: 88,02 không phải số nguyên".to_owned()
        )
    );
}

#[test]
fn rows_of_two_owners_or_none_are_named() {
    bad(
        "members.csv",
        b"person,team,committee,role\np1,t1,b1,member\n",
        "members.csv, row 2, column team: exactly one of team, committee must be filled, not team, committee",
        "members.csv, dòng 2, cột team: chỉ được điền đúng một trong team, committee, không phải team, committee",
    );
    bad(
        "members.csv",
        b"person,team,committee,role\np1,,,member\n",
        "members.csv, row 2, column team: the cell is empty; expected team, committee",
        "members.csv, dòng 2, cột team: ô trống; cần team, committee",
    );
    bad(
        "people.csv",
        b"id,name\np1,#N/A\n",
        "people.csv, row 2, column name: the cell holds the spreadsheet error #N/A",
        "people.csv, dòng 2, cột name: ô chứa lỗi bảng tính #N/A",
    );
    bad(
        "households.csv",
        b"id,unit,from,since\nh1,31441,2025-01-01,2024-01-01\n",
        "households.csv, row 2, column since: a fact of 2024-01-01 lies before h1 began",
        "households.csv, dòng 2, cột since: dữ liệu ngày 2024-01-01 nằm trước khi h1 bắt đầu",
    );
}
