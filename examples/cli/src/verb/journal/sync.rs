//! `noidai journal sync`.

use super::told::{Told, cells, warn};
use crate::{
    Context,
    failure::{Failure, refused},
    output::Sheet,
    report::{Block, Column, Grid, Report},
    store::Store,
    words::{count, say},
};
use noidai::time::Instant;
use serde::Serialize;
use std::path::Path;

/// What a journal got.
#[derive(Serialize)]
struct Got {
    store: String,
    received: usize,
    pieces: usize,
    receipts: usize,
}

#[derive(Serialize)]
struct Synced {
    stores: Vec<Got>,
}

/// Lets two folders give each other what the other lacks, piece by piece, each on the
/// disk before the next is asked for. Then each device writes down what it has received.
pub fn sync(
    one: &Path,
    other: &Path,
    most_bytes: usize,
    at: Instant,
    context: &Context,
) -> Result<Told, Failure> {
    let is_one = one.canonicalize().ok().zip(other.canonicalize().ok());
    if is_one.is_some_and(|(one, other)| one == other) {
        let error = refused(other, "là cùng một thư mục", "is the same folder");
        return Err(Failure::Usage(error));
    }
    let mut a = Store::write(one)?;
    let mut b = Store::write(other)?;
    for store in [&a, &b] {
        warn(store, context);
    }
    // What one was made from, the other is made from then.
    if a.is_simulated() || b.is_simulated() {
        a.mark_simulated()?;
        b.mark_simulated()?;
    }
    let mut got = vec![give(&b, &mut a, one, most_bytes)?];
    got.push(give(&a, &mut b, other, most_bytes)?);
    for (got, store) in got.iter_mut().zip([&mut a, &mut b]) {
        got.receipts = store.receipts(at)?;
    }
    told(got, context)
}

/// Gives what a store lacks.
fn give(from: &Store, to: &mut Store, folder: &Path, most_bytes: usize) -> Result<Got, Failure> {
    let mut got = Got {
        store: folder.display().to_string(),
        received: 0,
        pieces: 0,
        receipts: 0,
    };
    while let Some(piece) = from.journal.piece(&to.journal.summary(), most_bytes) {
        got.received += to.receive(&piece)?;
        got.pieces += 1;
    }
    Ok(got)
}

fn told(got: Vec<Got>, context: &Context) -> Result<Told, Failure> {
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let mut report = Report::new(say("Đồng bộ sổ ghi", "Journals, synced"), "");
    let mut sheet = Sheet::new(&["store", "received", "pieces", "receipts"]);
    let mut rows = Vec::new();
    for one in &got {
        let figures = [one.received, one.pieces, one.receipts];
        let shown = figures.map(|figure| count(figure, language));
        rows.push(cells([one.store.clone()].into_iter().chain(shown)));
        let plain = figures.map(|figure| figure.to_string());
        sheet.push([one.store.clone()].into_iter().chain(plain).collect());
    }
    report.push(Block::Grid(Grid {
        columns: vec![
            Column::text(say("Sổ ghi", "Journal")),
            Column::number(say("Bản ghi\nnhận được", "Records\nreceived")),
            Column::number(say("Số phần", "Pieces")),
            Column::number(say("Xác nhận\nđã ghi", "Receipts\nwritten")),
        ],
        rows,
        has_sum: false,
    }));
    Ok(Told::new(report, sheet, &Synced { stores: got })?)
}
