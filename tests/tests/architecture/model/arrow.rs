//! An arrow: one module needs another, by an import, by a path in code or by calling a method.

/// How one module knows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// `use` or a path in code.
    Name,
    /// A method, with no import that would show it.
    Method,
}

/// One module needs another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    /// The module that defines what is needed.
    pub to: String,
    /// The module that the path spells out, where that is another one (a face that re-exports).
    pub through: Option<String>,
    pub tie: Tie,
    pub what: String,
    pub file: String,
    pub line: usize,
}
