//! Ids: the lot model's vectors to the letter, and what may and may not make a difference.

mod identity;
mod list;
