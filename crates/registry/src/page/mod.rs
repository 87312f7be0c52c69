//! The public pages: what a person sees who scans a label. Open to all, in Vietnamese and English.
//!
//! Every text that came from outside is escaped by `maud`. Shown are the facts that consumers may see
//! (Circular 02/2024/TT-BKHCN); never a quantity, a household or a place finer than a commune.

// Bottom-up: a module names only those above its own line.

// The words, in two languages.
mod language;
// Which lot a path names.
mod address;
// Stylesheet, mark, font.
mod assets;
// Dates as people write them.
mod dates;
// An address no finer than a commune.
mod place;
// Fields of the callers' own.
mod own_field;
// Whether a lot came from somebody else.
mod bought;
// The way of a lot.
mod stages;
// What of it was wrong.
mod correction;
// What the store tells of a lot.
mod view;
// The same for programs.
mod json;
// The frame of every page.
mod layout;
// A request for a page.
mod visit;
// The card of facts.
mod facts;
// The page of a lot.
mod lot;
// Pages for what is not there.
mod notice;
// `/c/{code}`.
mod short_code;
// `/`.
mod home;
// Which of them a path gets.
mod answer;

pub(crate) use answer::resolve_path;
pub(crate) use assets::send_asset;
pub(crate) use home::home_page;
