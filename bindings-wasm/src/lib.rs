//! What the JavaScript facade (`package/facade.js`) calls: convert, call, convert.
//! Faults are thrown as the text of their document, which the facade makes a
//! `NoidaiError` of.

use noidai::{
    Error, ErrorKind,
    ask::{Framed, Opened, OpeningWork, convert, refused},
    import::{Faults, Source},
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Files on their way to a registry.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files(Vec<(String, Vec<u8>)>);

#[wasm_bindgen]
impl Files {
    /// No files yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, name: String, content: Vec<u8>) {
        self.0.push((name, content));
    }

    /// The files in another form.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn convert(&self, to: &str, options: &str) -> Result<String, String> {
        convert(&self.sources(), to, options).map_err(|faults| refused(&faults))
    }
}

impl Files {
    fn sources(&self) -> Vec<Source<'_>> {
        let files = self.0.iter();
        files.map(|(file, bytes)| Source { file, bytes }).collect()
    }
}

/// An opened registry.
#[wasm_bindgen]
pub struct Handle(Opened);

#[wasm_bindgen]
impl Handle {
    /// Opens files.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn open(files: &Files, options: &str) -> Result<Handle, String> {
        let opened = Opened::open(&files.sources(), options).map_err(|faults| refused(&faults))?;
        Ok(Self(opened))
    }

    /// Answers a request.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn ask(&self, request: &str) -> Result<String, String> {
        self.0.ask(request).map_err(|faults| refused(&faults))
    }
}

#[wasm_bindgen]
impl Handle {
    /// Opens the files of a journal to keep it open.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn keep(files: &Files, options: &str) -> Result<Handle, String> {
        let opened = Opened::keep(&files.sources(), options).map_err(|faults| refused(&faults))?;
        Ok(Self(opened))
    }

    /// Tells a journal that is kept open what is new.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn tell(&mut self, telling: &str) -> Result<String, String> {
        self.0.tell(telling).map_err(|faults| refused(&faults))
    }

    /// Everybody of a day as bit planes.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn frame(&self, request: &str) -> Result<FrameHandle, String> {
        let frame = Framed::new(&self.0, request).map_err(|faults| refused(&faults))?;
        Ok(FrameHandle(frame))
    }
}

/// A frame.
#[wasm_bindgen]
pub struct FrameHandle(Framed);

#[wasm_bindgen]
impl FrameHandle {
    /// Answers as `coverage`.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn coverage(&self, request: &str) -> Result<String, String> {
        self.0.coverage(request).map_err(|faults| refused(&faults))
    }

    /// The counts of the total and of each row, six each, copied out.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn counts(&self, request: &str) -> Result<Vec<f64>, String> {
        let counts = self.0.counts(request).map_err(|faults| refused(&faults))?;
        // Below 2^53, as everything that is counted.
        Ok(counts.into_iter().map(|count| count as f64).collect())
    }

    /// Residents, and a slot for each household without any.
    pub fn slots(&self) -> f64 {
        self.0.slots() as f64
    }

    /// Bytes of the planes.
    pub fn bytes(&self) -> f64 {
        self.0.bytes() as f64
    }
}

/// Files being opened in steps.
#[wasm_bindgen]
pub struct Steps {
    // Before the files that it reads, so that it goes first.
    work: OpeningWork<'static>,
    _files: Files,
}

#[wasm_bindgen]
impl Steps {
    /// Takes files over.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn new(files: Files, options: &str) -> Result<Steps, String> {
        let sources = files.sources().into_iter().map(|source| Source {
            file: lasting(source.file),
            bytes: lasting(source.bytes),
        });
        let sources: Vec<Source<'static>> = sources.collect();
        let work = OpeningWork::new(&sources, options).map_err(|faults| refused(&faults))?;
        Ok(Self {
            work,
            _files: files,
        })
    }

    /// Reads about so many bytes further; gives how many are read, and of how many.
    pub fn step(&mut self, bytes: f64) -> Vec<f64> {
        let progress = self.work.step(bytes.max(1.0) as u64);
        vec![progress.done as f64, progress.all as f64]
    }

    /// The registry.
    ///
    /// # Errors
    ///
    /// The document of what was refused.
    pub fn finish(self) -> Result<Handle, String> {
        let opened = self.work.finish().map_err(|faults| refused(&faults))?;
        Ok(Handle(opened))
    }
}

/// What a file holds, for as long as its [`Steps`] last.
fn lasting<T: ?Sized>(own: &T) -> &'static T {
    // SAFETY: names and contents of `Files` are buffers of their own, which moving the
    // list does not move; nothing changes the list that `Steps` keeps; and what reads
    // them is dropped before it, as the order of its fields says. `finish` moves the
    // work out and drops the list when it returns.
    unsafe { &*core::ptr::from_ref(own) }
}

/// The document of a fault that the facade finds before it calls.
#[wasm_bindgen]
pub fn fault(
    code: u16,
    found: Option<String>,
    expected: Option<String>,
    path: Option<String>,
) -> String {
    let kind = ErrorKind::ALL.iter().find(|kind| kind.code() == code);
    let mut error = Error::new(kind.copied().unwrap_or(ErrorKind::Panicked));
    if let Some(found) = found {
        error = error.found(found);
    }
    if let Some(expected) = expected {
        error = error.expected(expected);
    }
    if let Some(path) = path {
        error = error.path(path);
    }
    refused(&Faults::from(error))
}
