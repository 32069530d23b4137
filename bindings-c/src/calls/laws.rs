//! What holds of every function, whatever goes wrong.

use super::{
    ALL,
    declared::Header,
    given::{Given, Said, Wrong},
};
use noidai::ErrorKind;
use std::collections::BTreeSet;

const NULL: Said = Said::Status(601);
const PANICKED: Said = Said::Status(603);

/// NULL is an answer, not a fault: nobody wants the error or a number, all rows are valid.
const MAY_BE_NULL: [&str; 6] = ["error", "lost", "done", "all", "replaced", "validity"];

/// What makes sense a byte shorter.
const MAY_BE_SHORT: [&str; 5] = ["bytes", "text", "files.content", "journal.content", "count"];

/// What makes sense a byte longer: what of a journal is damaged is told, and not refused.
const MAY_BE_LONG: [&str; 1] = ["journal.content"];

fn fine(call: fn(&Given) -> Said) -> Said {
    call(&Given::new(None, 0))
}

fn asked(call: fn(&Given) -> Said) -> Vec<&'static str> {
    let given = Given::new(None, 0);
    call(&given);
    given.asked()
}

#[test]
fn every_function_and_every_pointer_is_called() {
    let header = Header::of(include_str!("../../include/noidai.h"));
    let declared: BTreeSet<&str> = header.functions.iter().map(|own| &*own.own.name).collect();
    let called: BTreeSet<&str> = ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(called, declared);
    for (name, call) in ALL {
        let asked = asked(*call);
        let own = header.functions.iter().find(|own| own.own.name == *name);
        for part in own.into_iter().flat_map(|own| &own.parts) {
            let lends = part.kind.ends_with('*') || part.kind == "struct noidai_text";
            let is_asked = asked.contains(&part.name.as_str());
            assert!(!lends || is_asked, "{name}: {} is never NULL", part.name);
        }
    }
}

#[test]
fn null_is_answered_everywhere() {
    for (name, call) in ALL {
        let fine = fine(*call);
        for pointer in asked(*call) {
            let given = Given::new(Some((pointer, Wrong::Null)), 0);
            let said = call(&given);
            let expected = match fine {
                Said::Status(_) if !given.has_pointer(pointer) => continue,
                Said::Status(0) if MAY_BE_NULL.contains(&pointer) => Said::Status(0),
                Said::Status(_) => NULL,
                _ => Said::Nothing,
            };
            assert_eq!(said, expected, "{name}: {pointer} is NULL");
        }
    }
}

#[test]
fn lengths_wrong_by_one_are_refused() {
    for (name, call) in ALL {
        let Said::Status(_) = fine(*call) else {
            continue;
        };
        for part in asked(*call) {
            for wrong in [Wrong::Short, Wrong::Long] {
                let given = Given::new(Some((part, wrong)), 0);
                let said = call(&given);
                let Said::Status(status) = said else {
                    continue;
                };
                assert_ne!(said, PANICKED, "{name}: {part} is {wrong:?}");
                let has_length = given.has_length(part);
                let may_be = match wrong {
                    Wrong::Short => MAY_BE_SHORT.contains(&part),
                    _ => MAY_BE_LONG.contains(&part),
                };
                let is_fine = !has_length || may_be;
                assert_eq!(
                    status == 0,
                    is_fine,
                    "{name}: {part} is {wrong:?}: {status}"
                );
            }
        }
    }
}

#[test]
fn a_panic_anywhere_is_a_status() {
    for (name, call) in ALL {
        let mut points = 0;
        loop {
            let given = Given::new(None, points + 1);
            let said = call(&given);
            if !given.has_panicked() {
                assert_eq!(said, fine(*call), "{name}: its points");
                break;
            }
            points += 1;
            let expected = match fine(*call) {
                Said::Status(_) => PANICKED,
                _ => Said::Nothing,
            };
            assert_eq!(said, expected, "{name}: panics at point {points}");
        }
        assert!(
            points > 0 || *name == "noidai_version",
            "{name} has no guard"
        );
    }
}

/// The last point of a call is inside its handle.
#[test]
fn a_panic_poisons_its_handle_alone() {
    let poisoned = Said::Status(ErrorKind::Poisoned.code().into());
    for (name, of_rows) in [
        ("noidai_ask", false),
        ("noidai_coverage", false),
        ("noidai_frame_ask", false),
        ("noidai_frame_coverage", false),
        ("noidai_rows_read", true),
        ("noidai_opening_step", false),
        ("noidai_counting_step", false),
        ("noidai_journal_ask", false),
        ("noidai_journal_tell", false),
    ] {
        let call = |given: &Given| match ALL.iter().find(|(known, _)| *known == name) {
            Some((_, call)) => call(given),
            None => Said::Nothing,
        };
        let (given, other) = (Given::new(None, 2), Given::new(None, 0));
        assert_eq!(call(&given), PANICKED, "{name}");
        let after = given.again();
        assert_eq!(call(&after), poisoned, "{name}");
        assert_eq!(call(&other), Said::Status(0), "{name}");
        let rows = |given: &Given| unsafe { crate::noidai_rows_count(given.rows.get()) };
        assert_eq!((rows(&after) == 0, rows(&other) == 0), (of_rows, false));
    }
}
