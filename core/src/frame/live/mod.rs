//! A frame kept open: after a visit the household's bits change, and the counts above it
//! follow.
//!
//! Each cell has spare slots behind its households. Those of a household that has grown
//! push the ones behind it aside, within its cell; a cell that overflows is laid down
//! alone, behind all others. Slots of nobody's are each marked as the end of a household,
//! so that nothing runs from them into the next cell, and no cell counts them.

mod rows;
mod verdicts;

use super::{
    Cell, Frame, Layer, Partial, Plan, Residents, compile,
    mark::{Mark, lacking},
    plane::Plane,
    standing::Standing,
};
use crate::{
    Error, ErrorKind, Result,
    coverage::{Coverage, Question},
    rule::{Rule, Subject},
};
use core::ops::Range;
use rows::Rows;

/// A frame whose households are changed one by one, with the counts of some rules.
///
/// ```
/// use noidai::{coverage::{Place, Places, Question}, frame::{FrameBuilder, LiveFrame, Residents}, rule::built_in, skill::Catalogue};
/// let hamlet = Place { id: "31441/1".into(), code: String::new(), name: "Ấp 1".into(), level: "hamlet".into(), end: 1 };
/// let (question, rule) = (Question::on("2025-06-30".parse()?), &built_in()[0]);
/// let mut builder = FrameBuilder::new(question.day, Places { units: vec![hamlet] }, vec!["hamlet".into()], Catalogue::basic());
/// let (before, after): (&[u8], &[u8]) = (&[0, 2], &[0, 3]);
/// let (before, after) = ([before; 5], [after; 5]);
/// let rows = Residents { place: &[0; 2], household: &[1; 2], birth: &[0; 2], levels: &before, marks: &[] };
/// builder.push(&rows)?;
/// let mut live = LiveFrame::open(builder.finish()?, 8)?;
/// let followed = live.follow(rule, &question)?;
/// assert_eq!(live.part(followed).map(|part| part.total().numerator()), Some(0));
/// // The first household of the first cell: the second resident has learnt everything.
/// live.visit(0, 0, &Residents { levels: &after, ..rows })?;
/// assert_eq!(live.part(followed).map(|part| part.total().numerator()), Some(1));
/// # Ok::<(), noidai::Error>(())
/// ```
pub struct LiveFrame {
    frame: Frame,
    /// By cell: the first slot behind its spare ones.
    room: Vec<usize>,
    /// By cell as it was opened: which it is now.
    at: Vec<usize>,
    /// Spare slots of a cell.
    spare: usize,
    followed: Vec<Followed>,
    rows: Rows,
}

/// A rule whose counts follow.
struct Followed {
    plan: Plan,
    subject: Subject,
    /// Which of the maps.
    map: usize,
    /// What is counted of it.
    within: Option<Range<usize>>,
    part: Partial,
}

impl Frame {
    /// The number of the cell that a household is in, and its number in it: of the
    /// household that ends at a slot, as [`SideTable`](super::SideTable) has it.
    pub fn household_at(&self, slot: usize) -> Option<(usize, usize)> {
        let layer = &self.households;
        let at = layer.cells.partition_point(|cell| cell.end <= slot);
        let start = layer.cells.get(at)?.start;
        let last = layer.plane_of(&Mark::Last).ok()?;
        let before = (start..slot).filter(|slot| last.is(*slot)).count();
        last.is(slot).then_some((at, before))
    }
}

impl LiveFrame {
    /// Opens a frame, with so many spare slots in each cell.
    ///
    /// # Errors
    ///
    /// The frame has planes that [`Residents`] cannot fill, by name, or too many slots.
    pub fn open(mut frame: Frame, spare: usize) -> Result<Self> {
        if frame.has_stalls {
            return Err(lacking("stalls"));
        }
        let rows = Rows::of(&frame)?;
        let (old, mut cells) = (&frame.households, Vec::new());
        let (mut room, mut slots) = (Vec::new(), 0);
        for cell in &old.cells {
            let start = slots;
            slots += cell.end - cell.start + spare;
            room.push(slots);
            cells.push(Cell {
                start,
                end: slots - spare,
                ..cell.clone()
            });
        }
        if u32::try_from(slots).is_err() {
            return Err(too_large());
        }
        let mut layer = Layer {
            cells,
            slots,
            marks: old.marks.clone(),
            planes: Vec::new(),
        };
        for (mark, plane) in old.marks.iter().zip(&old.planes) {
            // Some room for cells that overflow, so that no plane moves as a whole.
            let mut laid = Plane::with_room(slots, slots / 64);
            for ((from, to), room) in old.cells.iter().zip(&layer.cells).zip(&room) {
                laid.copy(plane, from.start..from.end, to.start);
                if *mark == Mark::Last {
                    laid.fill(to.end..*room);
                }
            }
            layer.planes.push(laid);
        }
        frame.households = layer;
        Ok(Self {
            frame,
            at: (0..room.len()).collect(),
            room,
            spare,
            followed: Vec::new(),
            rows,
        })
    }

    /// Counts a rule, and keeps its counts; gives their number for [`part`](Self::part).
    ///
    /// # Errors
    ///
    /// As [`Frame::coverage`]; strata and local values are refused, and other subjects
    /// than households and residents.
    pub fn follow(&mut self, rule: &Rule, question: &Question) -> Result<usize> {
        let frame = &self.frame;
        if !matches!(rule.subject, Subject::Household | Subject::Resident) {
            return Err(lacking(format!("subject {}", rule.subject.name())));
        }
        frame.check::<false>(rule, question)?;
        let concrete = Standing::everywhere(frame, rule, question)?.concrete(0)?;
        let (map, on) = frame.map_of(question)?;
        let within = frame.within(on, question)?;
        let within = within.map(|at| on.places.stretch(at));
        self.followed.push(Followed {
            plan: compile::compile::<false>(frame, &concrete, rule.subject, &[])?,
            subject: rule.subject,
            map,
            within,
            part: frame.part(rule, question, 0..frame.households.cells.len())?,
        });
        Ok(self.followed.len() - 1)
    }

    /// The counts of a rule that is followed.
    pub fn part(&self, number: usize) -> Option<&Partial> {
        self.followed.get(number).map(|followed| &followed.part)
    }

    /// As [`Frame::coverage`], of the frame as it stands.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn coverage(&self, rule: &Rule, question: &Question) -> Result<Coverage> {
        self.frame.coverage(rule, question)
    }

    /// Changes a household, by the number of its cell and its number in it, as
    /// [`Frame::household_at`] gives them of the frame that was opened. They stay the same.
    /// Households behind it in its cell move aside; where the cell overflows, all of it
    /// moves behind the last slot.
    ///
    /// # Errors
    ///
    /// There is no such household; or the rows are not those of one household in the
    /// place where it is, as [`FrameBuilder::push`](super::FrameBuilder::push) says.
    /// Then nothing is changed.
    pub fn visit(&mut self, number: usize, household: usize, rows: &Residents<'_>) -> Result<()> {
        let layer = &self.frame.households;
        let last = layer.plane_of(&Mark::Last)?;
        let missing = || {
            let error = Error::new(ErrorKind::UnknownSubject);
            error.found(format!("{number}/{household}"))
        };
        let mut at = self.at.get(number).copied().ok_or_else(missing)?;
        let cell = layer.cells.get(at).ok_or_else(missing)?;
        let slot = last.nth_set(cell.start..cell.end, household);
        let slot = slot.ok_or_else(missing)?;
        let before = last.last_set(cell.start..slot);
        let mut own = before.map_or(cell.start, |before| before + 1)..slot + 1;
        self.rows.read(rows, cell.place(0))?;
        // Every plane is somewhere else in memory: asked for all at once, they come at once.
        let touched = [own.start, cell.end].map(|slot| layer.touch(slot));
        core::hint::black_box(touched);
        let grown = self.rows.slots();
        let mut end = cell.end + grown - own.len();
        let room = self.room.get(at).copied().unwrap_or(0);
        // What holds of it before and after.
        self.rows.keep(layer, own.clone());
        if end > room {
            own = self.lay_down(at, own, grown)?;
            at = self.frame.households.cells.len() - 1;
            if let Some(now) = self.at.get_mut(number) {
                *now = at;
            }
            let cells = &self.frame.households.cells;
            end = cells.get(at).map_or(0, |cell| cell.end) + grown - own.len();
        }
        let layer = &mut self.frame.households;
        let Some(cell) = layer.cells.get_mut(at) else {
            return Ok(());
        };
        for (nth, (mark, plane)) in layer.marks.iter().zip(&mut layer.planes).enumerate() {
            plane.shift(own.end..cell.end, own.start + grown);
            self.rows.write(nth, plane, own.start);
            if end < cell.end {
                plane.clear(end..cell.end);
                if *mark == Mark::Last {
                    plane.fill(end..cell.end);
                }
            }
        }
        cell.end = end;
        let (was_open, is_open) = self.rows.open();
        cell.open = cell.open + u64::from(is_open) - u64::from(was_open);
        for followed in &mut self.followed {
            let place = cell.place(followed.map);
            let within = &followed.within;
            if within.as_ref().is_none_or(|own| own.contains(&place)) {
                let (before, after) = self.rows.verdicts(&followed.plan);
                followed.part.change((place, number), &before, &after);
                if followed.subject == Subject::Resident {
                    let open = &mut followed.part.open_households;
                    *open = *open + u64::from(is_open) - u64::from(was_open);
                }
            }
        }
        Ok(())
    }

    /// Lays a cell down behind all others, with room for so many slots more; gives where
    /// its household is then. Nothing is left where it was.
    fn lay_down(&mut self, at: usize, own: Range<usize>, grown: usize) -> Result<Range<usize>> {
        let layer = &mut self.frame.households;
        let Some(left) = layer.cells.get_mut(at) else {
            return Ok(own);
        };
        let mut cell = left.clone();
        let (old, start) = (cell.start..cell.end, layer.slots);
        let slots = start + old.len() + grown + 2 * self.spare;
        if u32::try_from(slots).is_err() {
            return Err(too_large());
        }
        (left.end, left.open) = (left.start, 0);
        cell.start = start;
        cell.end = start + old.len();
        for (mark, plane) in layer.marks.iter().zip(&mut layer.planes) {
            plane.extend_to(slots);
            plane.shift(old.clone(), start);
            plane.clear(old.clone());
            if *mark == Mark::Last {
                plane.fill(old.clone());
                plane.fill(cell.end..slots);
            }
        }
        layer.slots = slots;
        layer.cells.push(cell);
        self.room.push(slots);
        let moved = start + own.start - old.start;
        Ok(moved..moved + own.len())
    }

    /// The frame without spare slots: the same bytes as one built anew.
    pub fn close(self) -> Frame {
        let mut frame = self.frame;
        let old = frame.households;
        let cells = self.at.iter().filter_map(|at| old.cells.get(*at));
        let order: Vec<&Cell> = cells.collect();
        let mut layer = Layer::default();
        for cell in &order {
            let start = layer.slots;
            layer.slots += cell.end - cell.start;
            layer.cells.push(Cell {
                start,
                end: layer.slots,
                ..(*cell).clone()
            });
        }
        for plane in &old.planes {
            let mut laid = Plane::zero(layer.slots);
            for (from, to) in order.iter().zip(&layer.cells) {
                laid.copy(plane, from.start..from.end, to.start);
            }
            layer.planes.push(laid);
        }
        layer.marks = old.marks;
        frame.households = layer;
        frame
    }
}

fn too_large() -> Error {
    Error::new(ErrorKind::TooLarge)
        .found_words("số ô của khung", "the number of slots")
        .expected(u32::MAX.to_string())
}
