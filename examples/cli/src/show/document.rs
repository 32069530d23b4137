//! Answers as CSV and as JSON.

use noidai::{
    Error, ErrorKind, Result,
    coverage::{Coverage, Row, Verdict},
    export::neutralised,
};

/// CSV with one header row of stable English names; shares in parts per
/// million, an absent one empty.
pub fn csv(rows: &[Row]) -> Result<String> {
    let fault = |fault: csv::Error| Error::new(ErrorKind::BadText).found(fault.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record([
            "row",
            "unit",
            "code",
            "name",
            "level",
            "population",
            "excluded",
            "undetermined",
            "outside",
            "numerator",
            "not_covered",
            "not_assessed",
            "share_low",
            "share_high",
        ])
        .map_err(fault)?;
    for row in rows {
        let number = |verdict| row.counts.of(verdict).to_string();
        let share = |share: Option<u32>| share.map_or_else(String::new, |share| share.to_string());
        writer
            .write_record([
                row.kind.code().to_owned(),
                neutralised(&row.unit).into_owned(),
                neutralised(&row.code).into_owned(),
                neutralised(&row.name).into_owned(),
                row.level.clone(),
                row.counts.population().to_string(),
                number(Verdict::Excluded),
                number(Verdict::Undetermined),
                number(Verdict::Outside),
                row.counts.numerator().to_string(),
                number(Verdict::NotCovered),
                number(Verdict::NotAssessed),
                share(row.counts.share_low()),
                share(row.counts.share_high()),
            ])
            .map_err(fault)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|fault| Error::new(ErrorKind::BadText).found(fault.to_string()))?;
    String::from_utf8(bytes)
        .map_err(|fault| Error::new(ErrorKind::BadText).found(fault.to_string()))
}

/// One JSON document.
pub fn json(answer: &Coverage) -> Result<String> {
    let text = serde_json::to_string(answer)
        .map_err(|fault| Error::new(ErrorKind::BadJson).found(fault.to_string()))?;
    Ok(format!("{text}\n"))
}
