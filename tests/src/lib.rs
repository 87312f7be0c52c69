//! What scenarios share: a laptop with the sample cooperative, and independent judges (programs that we did not write).

pub mod judge;
pub mod laptop;
