//! What the JavaScript facade (`package/facade.js`) calls: convert, call, convert.
//! Faults are thrown as the text of their document, which the facade makes a
//! `NoidaiError` of.

use noidai::{
    Error, ErrorKind,
    ask::{Opened, convert, refused},
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
