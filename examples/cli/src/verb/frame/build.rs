//! `noidai frame build`: the frame of a day from tables.

use super::{columns, file};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress, day_of},
    verb::asking::{OfRule, rule_of},
    words::say,
};
use noidai::{
    coverage::{OnDay, Question},
    frame::Frame,
    rule::Rule,
    skill::Catalogue,
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Build {
    #[command(flatten)]
    input: Input,
    /// The file to write.
    ///
    /// vi: Tệp để ghi.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The day of the frame, YYYY-MM-DD; by default the last day in the data.
    ///
    /// vi: Ngày của khung, YYYY-MM-DD; mặc định là ngày cuối của số liệu.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// A rule that the frame must be able to answer, built in or a file; may be repeated.
    /// Any other is answered too if its bounds on evidence are among those of these rules
    /// and --evidence-days. By default the built-in ones.
    ///
    /// vi: Quy tắc mà khung phải trả lời được: có sẵn hoặc một tệp; nêu được nhiều lần. Quy
    /// tắc khác cũng được trả lời nếu giới hạn về căn cứ đánh giá nằm trong các quy tắc này
    /// hoặc --evidence-days. Mặc định là các quy tắc có sẵn.
    #[arg(long, value_name = "NAME|FILE")]
    rule: Vec<String>,
    /// Value of a parameter that these rules have, such as max_age_days=365; may be
    /// repeated.
    ///
    /// vi: Giá trị của một tham số mà các quy tắc ấy có, như max_age_days=365; nêu được
    /// nhiều lần.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// How old evidence may be, in days, wherever a rule sets a bound.
    ///
    /// vi: Căn cứ đánh giá được cũ đến bao nhiêu ngày, ở chỗ quy tắc đặt giới hạn.
    #[arg(
        long,
        value_name = "DAYS",
        value_delimiter = ',',
        default_value = "90,180,365,730"
    )]
    evidence_days: Vec<u32>,
    /// Days on whose maps it can be answered too, YYYY-MM-DD, besides its own.
    ///
    /// vi: Những ngày mà khung cũng trả lời được trên bản đồ của chúng, YYYY-MM-DD, ngoài
    /// ngày của khung.
    #[arg(
        long,
        value_name = "DAY",
        value_delimiter = ',',
        conflicts_with = "residents"
    )]
    maps: Vec<String>,
    /// Residents in columns, a CSV file that is streamed: household, unit (id or code), birth,
    /// a column for each skill by its code (a level's code or number, empty: not assessed),
    /// and where there are such households open and nobody (1). DIR then needs only the
    /// units. Rows stand in the order of the map, a household's together, the households of
    /// a unit in the order of their ids. Such a frame answers rules about levels and ages.
    ///
    /// vi: Nhân khẩu theo cột, một tệp CSV được đọc lần lượt: household, unit (mã hoặc mã số),
    /// birth, mỗi kỹ năng một cột theo mã (mã hoặc số bậc; trống: chưa đánh giá), và open,
    /// nobody (1) nếu có hộ như vậy. Khi ấy DIR chỉ cần có các đơn vị. Các dòng theo thứ tự
    /// của bản đồ, các dòng của một hộ liền nhau, các hộ của một đơn vị theo thứ tự mã. Khung
    /// ấy trả lời các quy tắc về bậc và tuổi.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["rule", "set"])]
    residents: Option<PathBuf>,
    /// How many households there are at most in the file of residents; more are refused.
    ///
    /// vi: Tệp nhân khẩu có nhiều nhất chừng này hộ; nhiều hơn thì bị từ chối.
    #[arg(long, value_name = "COUNT", requires = "residents")]
    households: Option<u64>,
}

impl Build {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let rules: Vec<Rule> = match self.rule.is_empty() {
            true => noidai::rule::built_in(),
            false => self
                .rule
                .iter()
                .map(|name| rule_of(name))
                .collect::<Result<_, _>>()?,
        };
        let asked = OfRule {
            rule: None,
            set: self.set.clone(),
        };
        let parameters = asked.given()?;
        let maps = self.maps.iter().map(|day| day_of("--maps", day));
        let maps = maps.collect::<Result<Vec<_>, _>>()?;
        let opened = Opened::new(&self.input, context)?;
        let on = opened.day(self.on.as_deref())?;
        if self.on.is_none() {
            eprintln!("--on {on}");
        }
        let building = say(context.language, "đang dựng khung", "building the frame");
        let progress = Progress::begin(building, None);
        let on_day = OnDay::new(opened.registry(), on);
        if let Some(residents) = &self.residents {
            let catalogue = Catalogue::basic();
            let mut frame = columns::frame(residents, &on_day, &catalogue, self.households)?;
            if opened.is_simulated {
                frame.mark_simulated();
            }
            drop(progress);
            return file::write(&frame, &self.output, context);
        }
        let mut question = Question::on(on);
        question.known_at = opened.registry().known_at().map(str::to_owned);
        question.parameters = parameters;
        let rules: Vec<&Rule> = rules.iter().collect();
        let frame = Frame::for_any_rule(&on_day, &rules, &question, &self.evidence_days, &maps);
        let mut frame = frame.map_err(|error| asked.wrong(error))?;
        if opened.is_simulated {
            frame.mark_simulated();
        }
        drop(progress);
        file::write(&frame, &self.output, context)
    }
}
