//! A table of a page.

use super::{chart, class};
use crate::report::{Cell, Grid};
use maud::{Markup, html};
use noidai::Language;

/// Draws a table.
pub fn draw(grid: &Grid, language: Language) -> Markup {
    let has_headings = grid.columns.iter().any(|column| !column.heading.is_empty());
    let is_number = |at: usize| grid.columns.get(at).is_some_and(|column| column.is_number);
    let is_sum = |at: usize| grid.has_sum && at + 1 == grid.rows.len();
    html! {
        div.wide {
            table {
                @if has_headings {
                    thead { tr {
                        @for column in &grid.columns {
                            th.number[column.is_number] scope="col" {
                                (column.heading.replace('\n', " "))
                            }
                        }
                    } }
                }
                tbody {
                    @for (at, row) in grid.rows.iter().enumerate() {
                        tr.sum[is_sum(at)] {
                            @for (at, cell) in row.iter().enumerate() {
                                (draw_cell(cell, is_number(at), at == 0, language))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn draw_cell(cell: &Cell, is_number: bool, is_first: bool, language: Language) -> Markup {
    match cell {
        Cell::Text(text, _) if is_first => html! { th scope="row" { (text.replace('\n', " ")) } },
        Cell::Text(text, tone) => {
            let number = if is_number { "number " } else { "" };
            html! { td class={ (number) (class(*tone)) } { (text) } }
        }
        Cell::Bar { low, high } => html! { td.chart { (chart::bar(*low, *high, language)) } },
        Cell::Trend(ends) => html! { td.chart { (chart::trend(ends, language)) } },
    }
}
