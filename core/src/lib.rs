//! Nối Dài (`noidai`): the arithmetic under the work of Việt Nam's community
//! digital technology teams (tổ công nghệ số cộng đồng).
//!
//! The crate models places, teams, members, households, residents, skills and
//! platforms as dated facts; a rule is a document, and the crate says how many
//! subjects meet it, why one does not, and the smallest change that would
//! close the gap.
//!
//! It is a function: it reads no clock, draws no random number, does no I/O,
//! starts no thread and keeps no global state. Days, instants and ids come in.
//!
//! It does **not** store, encrypt or transmit anything, keep access logs, or
//! decide who may see a household: those are the host's.
#![forbid(unsafe_code)]
// The wasm package is built without what prints `Debug`: an answer must not hold any.
#![cfg_attr(not(test), deny(clippy::use_debug))]

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

pub mod activity;
pub mod ask;
mod checksum;
pub mod coverage;
pub mod error;
pub mod event;
pub mod export;
pub mod figure;
pub mod frame;
pub mod gap;
mod hashed;
pub mod household;
pub mod id;
pub mod import;
pub mod journal;
pub mod json;
mod order;
pub mod person;
pub mod place;
pub mod platform;
pub mod reform;
pub mod registry;
pub mod rule;
pub mod skill;
pub mod target;
pub mod team;
pub mod text;
pub mod time;
pub mod work;

pub use error::{Error, ErrorKind, Language, Result};
pub use id::Id;
pub use registry::Registry;
pub use time::Day;
