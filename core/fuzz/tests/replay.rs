//! Every committed input, whole, cut at every place, and with every byte changed.

use noidai_fuzz::TARGETS;
use std::{fs, path::Path};

/// What a byte is changed to: quotes, ends, delimiters, bytes that no UTF-8 holds.
const OTHERS: [u8; 6] = [0, b'"', b'\n', b';', b'}', 0xff];

#[test]
fn the_corpus() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(name);
        let mut inputs = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            target(&bytes);
            inputs += 1;
            // Of large inputs, some places in even steps.
            let step = (bytes.len() / 400).max(1);
            for at in (0..bytes.len()).step_by(step) {
                target(&bytes[..at]);
                let mut changed = bytes.clone();
                changed[at] = OTHERS[at / step % OTHERS.len()];
                target(&changed);
            }
        }
        assert!(inputs > 0, "no inputs for {name}");
    }
}
