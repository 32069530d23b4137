//! `noidai frame coverage`: rules answered from a frame.

use super::file;
use crate::{
    Context,
    failure::{Failure, in_file, said},
    input::{Input, Opened, Reading},
    output::{Answer, Output, Sheet},
    report::{Block, Report},
    verb::{
        asking::{OfRule, Where, rule_of},
        coverage::{Answered, Found, HEADER, STRATA, cells, cover},
    },
    words::{lasted, say},
};
use noidai::{
    Day, Error, ErrorKind, Language,
    coverage::{Coverage as Covered, Question},
    frame::{Frame, FrameFile, Needs, Partial},
    rule::{MINISTRY, Rule},
};
use std::{num::NonZero, path::PathBuf, thread, time::Instant};

#[derive(clap::Args)]
pub struct Coverage {
    /// The frame's file.
    ///
    /// vi: Tệp khung.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Id of a built-in rule, or a file with a rule's document; may be repeated. By
    /// default the ministry's.
    ///
    /// vi: Tên của quy tắc có sẵn, hoặc tệp chứa tài liệu của quy tắc; nêu được nhiều lần.
    /// Mặc định là quy tắc của Bộ.
    #[arg(long, value_name = "NAME|FILE")]
    rule: Vec<String>,
    /// Value of a parameter that these rules have, such as min_age=18; may be repeated.
    ///
    /// vi: Giá trị của một tham số mà các quy tắc ấy có, như min_age=18; nêu được nhiều
    /// lần.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Levels of the rows; several by commas. By default the districts, or the communes
    /// where the map has no districts.
    ///
    /// vi: Cấp của các dòng; nhiều cấp thì cách nhau bằng dấu phẩy. Mặc định là huyện, hoặc
    /// xã nếu bản đồ không có huyện.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    by: Vec<String>,
    #[command(flatten)]
    place: Where,
    /// Up to three stratifiers of the rules' subject, as for `coverage`. Give the option
    /// again for each.
    ///
    /// vi: Nhiều nhất ba tiêu thức phân tổ của đối tượng, như của coverage. Mỗi tiêu thức
    /// nêu một lần.
    #[arg(long, value_name = "STRATIFIER")]
    stratify: Vec<String>,
    /// Whose map: then (of the frame's own day), or a day that the frame was built with.
    ///
    /// vi: Bản đồ đơn vị: then (của ngày của khung), hoặc một ngày mà khung được dựng kèm.
    #[arg(long, value_name = "MAP", default_value = "then")]
    map: String,
    /// Also says by which steps over which planes each rule is answered, on the standard
    /// error.
    ///
    /// vi: Nêu thêm mỗi quy tắc được tính qua những bước nào trên những mặt phẳng bit nào,
    /// ở luồng báo lỗi.
    #[arg(long)]
    explain_plan: bool,
    /// Tables that the frame was built from: a rule that the frame cannot answer is
    /// answered from them, and it is said why. Without them it is refused.
    ///
    /// vi: Các bảng đã dựng nên khung: quy tắc mà khung không trả lời được thì tính từ các
    /// bảng, và nêu vì sao. Không nêu thì quy tắc ấy bị từ chối.
    #[arg(long, value_name = "DIR")]
    tables: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

impl Coverage {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let language = context.language;
        let ministry = [MINISTRY.to_owned()];
        let names = match self.rule.as_slice() {
            [] => &ministry,
            names => names,
        };
        let rules = names.iter().map(|name| rule_of(name));
        let rules = rules.collect::<Result<Vec<Rule>, Failure>>()?;
        let started = Instant::now();
        let bytes = file::bytes(&self.file)?;
        let read = started.elapsed();
        let file = file::open(&self.file, &bytes)?;
        let opened = started.elapsed().saturating_sub(read);
        eprintln!(
            "{}: {} {} · {} {}",
            self.file.display(),
            say(language, "đọc", "read"),
            lasted(read, language),
            say(language, "mở", "opened"),
            lasted(opened, language),
        );
        let question = self.question(&file)?;
        let mut tables = None;
        let mut found = Vec::new();
        for rule in rules {
            let answered = match self.answer(&file, &rule, &question, language) {
                Err(error) if error.kind() == ErrorKind::NotInFrame && !self.tables.is_empty() => {
                    eprintln!("{}: {}", rule.id, said(&error, language, false));
                    self.answer_by_tables(&mut tables, &rule, &question, context)?
                }
                Err(error) if error.kind() == ErrorKind::BrokenBytes => {
                    return Err(in_file(&self.file, error).into());
                }
                Err(error) => return Err(self.asked().wrong(error)),
                Ok(answered) => answered,
            };
            found.push(Found {
                unit: file.name_of(answered.unit.as_deref(), answered.map_day)?,
                on: file.day(),
                stratify: question.stratify.clone(),
                answered: Answered::Day(Box::new(answered)),
                is_simulated: file.is_simulated(),
                rule,
            });
        }
        match <[Found; 1]>::try_from(found) {
            Ok([one]) => self.output.give(&one, context),
            Err(several) => self.output.give(&Several(several), context),
        }
    }

    /// The options that the question is given by.
    fn asked(&self) -> OfRule {
        OfRule {
            rule: None,
            set: self.set.clone(),
        }
    }

    fn question(&self, file: &FrameFile<'_>) -> Result<Question, Failure> {
        let mut question = Question::on(file.day());
        question.known_at = file.known_at().map(str::to_owned);
        question.unit.clone_from(&self.place.within);
        question.stratify.clone_from(&self.stratify);
        // A file knows no today.
        if self.map == "now" {
            let error = Error::new(ErrorKind::UnknownValue).found(&self.map);
            let error = error.expected("then, YYYY-MM-DD").path("--map");
            return Err(Failure::Usage(error));
        }
        question.map.clone_from(&self.map);
        question.by.clone_from(&self.by);
        if question.by.is_empty() {
            let map_day = question.map_day();
            let levels = file.levels(map_day.map_err(|error| self.asked().wrong(error))?);
            let has_districts = levels.iter().any(|level| level == "district");
            let level = if has_districts { "district" } else { "commune" };
            question.by.push(level.to_owned());
        }
        question.parameters = self.asked().given()?;
        Ok(question)
    }

    /// Answers a rule from the planes that it needs, and says how long that took.
    fn answer(
        &self,
        file: &FrameFile<'_>,
        rule: &Rule,
        question: &Question,
        language: Language,
    ) -> noidai::Result<Covered> {
        let started = Instant::now();
        let needs = Needs::of(&[rule], question, file.catalogue())?;
        let frame = file.load(&needs)?;
        let loaded = started.elapsed();
        let answered = by_all_cores(&frame, rule, question)?;
        let counted = started.elapsed().saturating_sub(loaded);
        eprintln!(
            "{}: {} {} · {} {}",
            rule.id,
            say(language, "lấy mặt phẳng bit", "planes taken"),
            lasted(loaded, language),
            say(language, "tính", "counted"),
            lasted(counted, language),
        );
        if self.explain_plan {
            let plan = frame.plan(rule, question)?;
            eprint!("{}", frame.explain_plan(&plan));
        }
        Ok(answered)
    }

    /// Answers a rule by the explaining executor, from the tables.
    fn answer_by_tables(
        &self,
        tables: &mut Option<Opened>,
        rule: &Rule,
        question: &Question,
        context: &Context,
    ) -> Result<Covered, Failure> {
        let opened = match tables.take() {
            Some(opened) => opened,
            None => {
                let input = Input {
                    folders: self.tables.clone(),
                    reading: Reading::default(),
                };
                Opened::new(&input, context)?
            }
        };
        let started = Instant::now();
        let answered = cover(opened.registry(), rule, question, context);
        let answered = answered.map_err(|error| self.asked().wrong(error))?;
        eprintln!(
            "{}: {} {}",
            rule.id,
            say(
                context.language,
                "tính từ các bảng",
                "counted from the tables"
            ),
            lasted(started.elapsed(), context.language),
        );
        *tables = Some(opened);
        Ok(answered)
    }
}

/// Answers a rule in parts, one a core, and merges them.
fn by_all_cores(frame: &Frame, rule: &Rule, question: &Question) -> noidai::Result<Covered> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut parts = thread::scope(|scope| {
        let cuts = frame.cut(rule.subject, cores).into_iter();
        let started: Vec<_> = cuts
            .map(|cells| scope.spawn(move || frame.part(rule, question, cells)))
            .collect();
        let joined = started.into_iter().filter_map(|part| part.join().ok());
        joined.collect::<noidai::Result<Vec<Partial>>>()
    })?
    .into_iter();
    match parts.next() {
        None => frame.coverage(rule, question),
        Some(mut whole) => {
            for part in parts {
                whole.merge(&part)?;
            }
            frame.finish(rule, question, whole)
        }
    }
}

/// The answers to several rules.
struct Several(Vec<Found>);

impl Answer for Several {
    fn report(&self, language: Language) -> Report {
        let mut reports = self.0.iter().map(|found| found.report(language));
        let mut all = reports.next().unwrap_or_default();
        for report in reports {
            all.push(Block::Heading(report.title));
            all.blocks.extend(report.blocks);
        }
        all
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        sheet.widen(&["rule"]);
        let most = self.0.iter().map(|found| found.stratify.len()).max();
        sheet.widen(STRATA.get(..most.unwrap_or(0)).unwrap_or(&STRATA));
        for found in &self.0 {
            if let Answered::Day(covered) = &found.answered {
                for row in &covered.rows {
                    let mut cells = cells(row);
                    cells.push(found.rule.id.clone());
                    cells.extend(row.strata.iter().cloned());
                    sheet.push(cells);
                }
            }
        }
        sheet
    }

    fn json(&self) -> noidai::Result<String> {
        let answers = self.0.iter().map(Answer::json);
        let answers = answers.collect::<noidai::Result<Vec<String>>>()?;
        Ok(format!("[{}]", answers.join(",")))
    }

    fn is_simulated(&self) -> bool {
        self.0.iter().any(Answer::is_simulated)
    }

    fn counts_by_rule(&self) -> bool {
        true
    }

    fn map_day(&self) -> Option<Day> {
        self.0.iter().filter_map(Answer::map_day).max()
    }
}
