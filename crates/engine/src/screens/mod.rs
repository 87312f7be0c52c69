//! What shows several nouns at once: the start, the first screen, search, a lot's page.

mod lot;
mod search;
mod start;
#[cfg(test)]
pub(crate) mod tests;
mod today;
mod today_rows;

pub use search::Hit;
pub use start::Start;
pub use today::{Task, Today};
pub use today_rows::WeekBar;
