//! What spans the parts: laws over random registries, counts worked out by
//! hand, and the direction of the modules' arrows.
#![cfg(test)]

mod contradicting;
mod contradictions;
mod corpus;
mod counted_by_hand;
mod events;
mod fold_laws;
mod frame;
mod gaps;
mod journal;
mod layers;
mod live_frame;
mod obvious;
mod people_move;
mod places;
mod random;
mod refusals;
mod schemas;
mod strata_and_series;
mod tables;
