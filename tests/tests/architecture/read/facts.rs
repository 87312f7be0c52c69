//! What one file says about names: which it declares, imports, mentions and calls. Text alone: what a name means is found out in `model`.

/// A module that a file declares.
#[derive(Debug, Clone)]
pub struct ModuleFact {
    /// The module that declares it, as `a::b` below the crate; empty for the crate's root.
    pub at: String,
    pub name: String,
    pub line: usize,
}

/// A name that a module defines: a type, a function, a constant, a macro.
#[derive(Debug, Clone)]
pub struct DefinitionFact {
    pub at: String,
    pub name: String,
}

/// One name brought in by `use`; `*` for a glob.
#[derive(Debug, Clone)]
pub struct UseFact {
    pub at: String,
    pub path: Vec<String>,
    pub name: String,
    pub line: usize,
}

/// A path of two or more names in code.
#[derive(Debug, Clone)]
pub struct PathFact {
    pub at: String,
    pub path: Vec<String>,
    pub line: usize,
    /// The type whose `impl` it stands in.
    pub owner: Option<Vec<String>>,
}

/// Whose a function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// Free, or in another function.
    Nobody,
    /// To a type, in an `impl` of its own.
    Type,
    /// To a type, in an `impl Trait for Type`: the trait gives the name.
    Implemented,
    /// To the trait that declares it.
    Trait,
}

/// A function, free or of a type.
#[derive(Debug, Clone)]
pub struct FunctionFact {
    pub at: String,
    pub name: String,
    pub line: usize,
    pub last_line: usize,
    /// The type whose `impl` it stands in, or the trait that declares it.
    pub owner: Option<Vec<String>>,
    pub belongs: Belongs,
    pub has_self: bool,
    /// The head of what it returns, without `Result`, `Option` and the like.
    pub returns: Option<Vec<String>>,
}

/// On what a method is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    /// `name.` or `something.name.`
    Named(String),
    /// `name(…).`
    Returned(String),
    Unknown,
}

/// `receiver.name(`.
#[derive(Debug, Clone)]
pub struct CallFact {
    pub at: String,
    pub name: String,
    pub line: usize,
    /// Where its brackets close.
    pub last_line: usize,
    pub receiver: Receiver,
    pub owner: Option<Vec<String>>,
}

/// `name: Type` of a parameter, a field or a binding.
#[derive(Debug, Clone)]
pub struct HintFact {
    pub at: String,
    pub name: String,
    pub of: Vec<String>,
    /// The lines in which a parameter means this; a field's or a binding's may be looked for in the whole file.
    pub lines: Option<(usize, usize)>,
}

/// All of it for one file.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub modules: Vec<ModuleFact>,
    pub definitions: Vec<DefinitionFact>,
    pub uses: Vec<UseFact>,
    pub paths: Vec<PathFact>,
    pub functions: Vec<FunctionFact>,
    pub calls: Vec<CallFact>,
    pub hints: Vec<HintFact>,
}

/// `a::b` below `parent`.
pub fn join_path(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}::{name}")
    }
}
