//! Names of methods that a standard type has too: called on something unknown, they say nothing. Called on `self`, on a parameter or on
//! whatever else has a known type, they still count.

/// Kept short: only names that a spread type of ours has as well.
const COMMON: [&str; 15] = [
    "accept", "all", "connect", "count", "find", "finish", "join", "lines", "open", "parse",
    "path", "position", "read", "text", "write",
];

pub fn is_common(name: &str) -> bool {
    COMMON.contains(&name)
}
