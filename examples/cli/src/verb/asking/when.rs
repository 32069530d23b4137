//! The day asked about, or the period that it lies in.

use crate::{failure::Failure, input::asked_day};
use noidai::{Day, Error, time::Every};

/// The day, and the period that it lies in.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct When {
    /// The day asked about, YYYY-MM-DD; by default the last day in the data.
    ///
    /// vi: Ngày được hỏi, YYYY-MM-DD; mặc định là ngày cuối của số liệu.
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    #[command(flatten)]
    pub period: OfPeriod,
}

/// The period.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct OfPeriod {
    /// The period that the day lies in: month, quarter or year, or with the day that
    /// periods begin on, as month:15 for those from the 15th to the 14th.
    ///
    /// What was done in it is told up to the day, what changed since its eve; both are of
    /// the month unless said otherwise. How things stand is told as of its last day, or of
    /// the last day in the data while it runs; figures are those whose own period ends in
    /// it.
    ///
    /// vi: Kỳ chứa ngày được hỏi: month, quarter hoặc year (tháng, quý, năm), hoặc kèm
    /// ngày mà kỳ bắt đầu, như month:15 là từ ngày 15 đến ngày 14.
    ///
    /// Việc đã làm được tính đến ngày ấy, thay đổi được tính từ hôm trước kỳ; nếu không
    /// nêu thì kỳ là tháng. Hiện trạng là của ngày cuối kỳ, hoặc ngày cuối của số liệu nếu
    /// kỳ chưa hết; số liệu từ nơi khác là những số liệu có kỳ kết thúc trong kỳ này.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
}

impl OfPeriod {
    /// How periods follow one another.
    ///
    /// # Errors
    ///
    /// The text is no period.
    pub fn every(&self) -> Result<Option<Every>, Failure> {
        let every = self.period.as_deref().map(str::parse).transpose();
        every.map_err(wrong)
    }
}

impl When {
    /// The day asked about: the one given, else the last of the data.
    ///
    /// # Errors
    ///
    /// The text is no day, or there is none at all.
    pub fn day(&self, last: Option<Day>) -> Result<Day, Failure> {
        asked_day(self.on.as_deref(), last)
    }

    /// The day whose state is asked about: the last of the period, where one is given, and
    /// while it runs the last of the data.
    ///
    /// # Errors
    ///
    /// There is no day, or no period.
    pub fn state(&self, last: Option<Day>) -> Result<Day, Failure> {
        let every = self.period.every()?;
        let day = self.day(last)?;
        let Some(every) = every else {
            return Ok(day);
        };
        let ends = every.around(day).map_err(wrong)?.last();
        Ok(ends.min(last.map_or(day, |last| last.max(day))))
    }
}

fn wrong(error: Error) -> Failure {
    Failure::Usage(error.path("--period"))
}
