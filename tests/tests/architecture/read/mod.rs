//! Reading a source file: its tokens, what of it is shipped, and the facts about names that the checks compare. Knows no check.

pub mod facts;
pub mod item;
pub mod lexer;
pub mod names;
pub mod shipped;
pub mod source;
pub mod sql;
pub mod tree;
pub mod walk;
