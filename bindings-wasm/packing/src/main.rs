//! Makes the package: the glue for a built wasm, and what stands in `package/`.
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
        .typescript(false)
        .out_name("glue")
        .generate(folder)?;
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../package");
    for entry in fs::read_dir(package)? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    let size = fs::metadata(folder.join("glue_bg.wasm"))?.len();
    println!("{}: {size} bytes of wasm", folder.display());
    Ok(())
}
