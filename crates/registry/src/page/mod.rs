//! The public pages: what a person sees who scans a label. Open to all, in Vietnamese and English.
//!
//! Every text that came from outside is escaped by `maud`. Shown are the facts that consumers may see
//! (Circular 02/2024/TT-BKHCN); never a quantity, a household or a place finer than a commune.

mod address;
mod answer;
mod assets;
mod dates;
mod facts;
mod home;
mod json;
mod language;
mod layout;
mod lot;
mod notice;
mod place;
mod short_code;
mod stages;
mod view;

pub(crate) use answer::resolve;
pub(crate) use assets::asset;
pub(crate) use home::home;
