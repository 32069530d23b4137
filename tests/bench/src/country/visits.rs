//! What a visit costs in a frame of the country that is kept open, with the counts of
//! the ministry's rule.

use super::{Failure, Frame, Question, Rule};
use crate::{clock::time, figure::Figure};
use noidai::frame::{LiveFrame, Residents};

const VISITS: usize = 100_000;
/// Of a cell; a hamlet has some thousand slots.
const SPARE: usize = 64;
/// Households of a hamlet that are visited.
const HOUSEHOLDS: usize = 280;

/// Adds the figures.
pub fn figures(frame: Frame, rule: &Rule, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let question = Question::on(frame.day());
    let places = frame.places().units.iter().zip(0_u32..);
    let hamlets: Vec<u32> = places
        .filter(|(place, _)| place.level == "hamlet")
        .map(|(_, at)| at)
        .collect();
    let mut live = LiveFrame::open(frame, SPARE)?;
    live.follow(rule, &question)?;
    for (what, sizes) in [("levels", 4..5), ("residents and levels", 3..6)] {
        let mut done = Ok(());
        // The first time each household gets its four residents, so that the second
        // changes levels alone.
        for is_measured in [false, true] {
            let took = time(|| {
                for number in 0..VISITS {
                    let cell = number.wrapping_mul(7_919) % hamlets.len();
                    let household = number.wrapping_mul(31) % HOUSEHOLDS;
                    let size = sizes.start + (number + usize::from(is_measured)) % sizes.len();
                    let place = [hamlets.get(cell).copied().unwrap_or(0); 8];
                    let level = [((number + usize::from(is_measured)) % 4) as u8; 8];
                    let level = first(&level, size);
                    let visited = live.visit(
                        cell,
                        household,
                        &Residents {
                            place: first(&place, size),
                            household: first(&[1; 8], size),
                            birth: first(&[720_000; 8], size),
                            levels: &[level; 5],
                            marks: &[],
                        },
                    );
                    if let Err(error) = visited {
                        done = Err(error);
                    }
                }
            });
            if is_measured {
                let each = took.as_secs_f64() * 1e9 / VISITS as f64;
                figures.push(
                    Figure::new(
                        format!("a visit, {what} changed, counts followed"),
                        each,
                        "ns",
                    )
                    .against("one at random in the country")
                    .at_most(1000.0),
                );
            }
        }
        done?;
    }
    Ok(())
}

fn first<T>(of: &[T], count: usize) -> &[T] {
    of.get(..count).unwrap_or_default()
}
