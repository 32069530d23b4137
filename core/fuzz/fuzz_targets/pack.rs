#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| noidai_fuzz::pack(bytes));

#[cfg(not(fuzzing))]
fn main() {
    noidai_fuzz::from_standard_input(noidai_fuzz::pack);
}
