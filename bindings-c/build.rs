//! Gives the shared library its name: that of its interface, `NOIDAI_ABI`, so that a
//! program finds one it was made for.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if matches!(target.as_str(), "linux" | "android") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libnoidai.so.1");
    }
}
