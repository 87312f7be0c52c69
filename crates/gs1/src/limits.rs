//! How much this crate takes, so that no input can make it work without end.

/// Bytes of one code in any form. The largest GS1 symbol holds about 7,000 digits.
pub const BYTES: usize = 8191;

/// Elements in one code.
pub const ELEMENTS: usize = 64;
