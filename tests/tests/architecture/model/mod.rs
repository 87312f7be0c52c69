//! The members of a workspace as modules and the arrows between them. Knows nothing of what is allowed.

pub mod ambiguous;
pub mod arrow;
pub mod arrows;
pub mod member;
pub mod methods;
pub mod resolve;
