//! Makes the glue for a built wasm. `scripts/npm` calls it.
//!
//! `noidai-packing WASM FOLDER`

use std::{env, error::Error, fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [wasm, folder] = arguments.as_slice() else {
        return Err("usage: noidai-packing WASM FOLDER".into());
    };
    let folder = Path::new(folder);
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .omit_default_module_path(true)
        // A failed module can be begun anew.
        .reset_state_function(true)
        .typescript(true)
        .out_name("glue")
        .generate(folder)?;
    Ok(())
}
