//! What a lot still lacks before it may be published: stages that its product's sector asks for, and fields that somebody asks of each stage.
//! It owns no fact and refuses nothing.

mod gap;
mod lacks;
mod requirement;
mod taken_step;
mod taken_step_rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;
