//! What is going on, on a terminal, once it takes over a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    borrow::Cow,
    io::IsTerminal,
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

/// What is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the picture moves.
const TICK: Duration = Duration::from_millis(120);

/// Progress of some work. It ends when dropped.
pub struct Progress {
    bar: ProgressBar,
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins some work, of so many parts where that is known.
    pub fn begin(label: impl Into<Cow<'static, str>>, parts: Option<u64>) -> Self {
        let bar = match parts {
            Some(parts) => ProgressBar::new(parts).with_style(style("{bar:30} {percent:>3} % ")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} ")),
        };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_message(label);
        let waiting = std::io::stderr().is_terminal().then(|| show_later(&bar));
        Self { bar, waiting }
    }

    /// So many parts are done.
    pub fn done(&self, parts: u64) {
        self.bar.set_position(parts);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.waiting.take() {
            drop(stop);
            // It only waits and draws: nothing to say if it failed.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

fn style(lead: &str) -> ProgressStyle {
    ProgressStyle::with_template(&format!("{lead}{{msg}} {{elapsed}}"))
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// Shows the bar after a while, unless the work is over by then.
fn show_later(bar: &ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = channel();
    let bar = bar.clone();
    let thread = std::thread::spawn(move || {
        if stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    });
    (stop, thread)
}
