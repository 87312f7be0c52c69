//! What a request holds, for whoever answers it: its body, its headers, its parameters, who is calling.
//! Knows no route.

// Bottom-up: a module names only those above its own line.

// A body, up to a limit.
pub(crate) mod body;
// Media types and versions.
pub(crate) mod negotiate;
// Token and address.
mod caller;
// The query string.
mod parameters;

pub(crate) use caller::{Caller, Peer};
pub(crate) use parameters::{
    Parameters, bad_token, instant_value, invalid_parameter, split_values, too_many_values,
};
