//! Of which units an answer is, and on which map they lie.

use crate::{failure::Failure, input::day_of};
use noidai::{Day, Registry};

/// The unit asked about.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct Where {
    /// A unit, by id or by its code on the day of the map: it and what lies in it.
    ///
    /// vi: Một đơn vị, nêu bằng mã định danh hoặc mã của nó vào ngày của bản đồ: chỉ đơn
    /// vị ấy và những gì trong đó.
    #[arg(long = "where", value_name = "UNIT")]
    pub within: Option<String>,
}

/// The unit asked about, and the levels of the rows.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct Rows {
    /// Levels of the rows: province, district, commune or hamlet; several by commas.
    /// By default the districts, or the communes where the map has no districts; of
    /// targets every level.
    ///
    /// vi: Cấp của các dòng: province, district, commune hoặc hamlet (tỉnh, huyện, xã,
    /// ấp); nhiều cấp thì cách nhau bằng dấu phẩy. Mặc định là huyện, hoặc xã nếu bản
    /// đồ không có huyện; với chỉ tiêu là mọi cấp.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub by: Vec<String>,
    #[command(flatten)]
    pub place: Where,
}

impl Rows {
    /// The levels given, else the usual one of a map.
    pub fn levels(&self, registry: &Registry, map_day: Day) -> Vec<String> {
        match self.by.is_empty() {
            true => vec![usual_level(registry, map_day)],
            false => self.by.clone(),
        }
    }
}

/// The level that is answered at by default: that of districts, or of communes where
/// a map has none.
fn usual_level(registry: &Registry, map_day: Day) -> String {
    let map = registry.map(map_day);
    let district = registry.vocabulary().find("district");
    let has_districts = district.is_some_and(|level| map.levels().contains(&level));
    let level = if has_districts { "district" } else { "commune" };
    level.to_owned()
}

/// Whose map an answer stands on.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct OnMap {
    /// Whose map: then (the day's own), now (that of --today) or a day.
    ///
    /// By default then; for a series now, and for a change the day of --to, so that a
    /// reform in between moves nobody. A change on then counts each day on its own map, and
    /// a reform is a cause too.
    ///
    /// vi: Bản đồ đơn vị: then (của chính ngày được hỏi), now (của --today) hoặc một
    /// ngày.
    ///
    /// Mặc định là then; với chuỗi thời gian là now, với thay đổi là ngày --to, để đợt sắp
    /// xếp ở giữa không làm ai chuyển đơn vị. Thay đổi tính trên then thì mỗi ngày theo bản
    /// đồ của ngày ấy, và sắp xếp đơn vị cũng là một nguyên nhân.
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
    /// The day that the map `now` is of; by default the later of the day asked about and
    /// the last day in the data.
    ///
    /// vi: Ngày của bản đồ now; mặc định là ngày sau trong hai ngày: ngày được hỏi và ngày
    /// cuối của số liệu.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

impl OnMap {
    /// The map, and the day to call now where it is of that day.
    ///
    /// # Errors
    ///
    /// What is given as today is no day.
    pub fn of(
        &self,
        default: &str,
        on: Day,
        last: Option<Day>,
    ) -> Result<(String, Option<Day>), Failure> {
        let map = self.map.as_deref().unwrap_or(default);
        let today = match &self.today {
            Some(day) => Some(day_of("--today", day)?),
            None => (map == "now").then(|| last.map_or(on, |last| last.max(on))),
        };
        Ok((map.to_owned(), today))
    }
}
