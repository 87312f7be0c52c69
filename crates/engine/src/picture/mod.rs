//! Pictures by the SHA-256 of their files: logos and marks. A picture is never changed nor removed, because prints name it.

pub(crate) mod keep;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use keep::{kept_picture, picture_exists};
