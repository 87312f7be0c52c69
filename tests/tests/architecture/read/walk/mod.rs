//! One pass over a file's tokens that collects its [`Facts`].

mod code;
#[cfg(test)]
mod tests;

use crate::read::facts::{
    Belongs, DefinitionFact, Facts, HintFact, ModuleFact, UseFact, join_path,
};
use crate::read::item::closing;
use crate::read::lexer::{Kind, Token};
use crate::read::names::{after_angles, read_type, read_use_tree, split_commas};

/// Collects the facts of the file whose module is `module` (`a::b`; empty for the crate's root).
pub fn collect_facts(tokens: &[Token], module: &str) -> Facts {
    let mut walk = Walk {
        tokens,
        modules: vec![module.to_owned()],
        scopes: Vec::new(),
        pending: None,
        facts: Facts::default(),
    };
    let mut at = 0;
    while at < tokens.len() {
        at = walk.take_token(at);
    }
    walk.facts
}

/// What a pair of braces encloses.
enum Scope {
    Module,
    /// An `impl` or a trait: the type, and whose the functions in it are.
    Owner(Vec<String>, Belongs),
    Other,
}

struct Walk<'t> {
    tokens: &'t [Token],
    /// The modules around the current place, innermost last.
    modules: Vec<String>,
    scopes: Vec<Scope>,
    /// What the next brace opens.
    pending: Option<Scope>,
    facts: Facts,
}

impl Walk<'_> {
    fn here(&self) -> String {
        self.modules.last().cloned().unwrap_or_default()
    }

    fn is_at(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(text))
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    /// The type whose `impl` surrounds this place.
    fn owner(&self) -> Option<Vec<String>> {
        self.scopes.iter().rev().find_map(|scope| match scope {
            Scope::Owner(name, _) => Some(name.clone()),
            _ => None,
        })
    }

    /// Is this place directly in a module, not in a function?
    fn in_module(&self) -> bool {
        self.scopes.iter().all(|s| matches!(s, Scope::Module))
    }

    /// Takes in what stands at `at`; where to go on.
    fn take_token(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        match token.kind {
            Kind::Mark => self.take_mark(at),
            Kind::Text => self.take_text(at),
            Kind::Word => match token.text.as_str() {
                "mod" if self.is_word_at(at + 1) => self.take_module(at),
                "use" if !self.is_at(at + 1, "<") => self.take_use(at),
                "impl" if self.begins_item(at) => self.take_impl(at),
                "fn" if self.is_word_at(at + 1) => self.take_function(at),
                "struct" | "enum" | "union" | "type" | "const" | "static" | "trait"
                    if self.names_item(at + 1) =>
                {
                    self.take_definition(at)
                }
                "macro_rules" if self.is_at(at + 1, "!") => {
                    self.define(at + 2);
                    at + 3
                }
                "let" => self.take_binding(at + 1, at),
                _ => self.take_path(at),
            },
            _ => at + 1,
        }
    }

    fn take_mark(&mut self, at: usize) -> usize {
        match self.tokens[at].text.as_str() {
            "{" => {
                let scope = self.pending.take().unwrap_or(Scope::Other);
                self.scopes.push(scope);
            }
            "}" => {
                if let Some(Scope::Module) = self.scopes.pop() {
                    self.modules.pop();
                }
            }
            "." => self.take_call(at),
            "|" if self.is_at(at + 2, ":") => return self.take_binding(at + 1, at),
            _ => {}
        }
        at + 1
    }

    /// Attributes name functions in strings: `#[serde(with = "crate::day")]`.
    fn take_text(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let inside = token.text.trim_matches('"');
        let path: Vec<String> = inside.split("::").map(str::to_owned).collect();
        let is_name = |name: &String| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        if inside.starts_with("crate::") && path.iter().all(is_name) {
            self.add_path(path, token.line);
        }
        at + 1
    }

    fn take_module(&mut self, at: usize) -> usize {
        let name = self.tokens[at + 1].text.clone();
        let inside = join_path(&self.here(), &name);
        self.facts.modules.push(ModuleFact {
            at: self.here(),
            name,
            line: self.tokens[at].line,
        });
        if self.is_at(at + 2, "{") {
            self.modules.push(inside);
            self.pending = Some(Scope::Module);
        }
        at + 2
    }

    fn take_use(&mut self, at: usize) -> usize {
        let rest = &self.tokens[at..];
        let length = rest.iter().position(|t| t.is(";")).unwrap_or(rest.len());
        for (path, name, line) in read_use_tree(&rest[1..length]) {
            self.facts.uses.push(UseFact {
                at: self.here(),
                path,
                name,
                line,
            });
        }
        at + length
    }

    /// A name, not `const fn`.
    fn names_item(&self, at: usize) -> bool {
        let keywords = ["fn", "unsafe", "async", "extern", "mut"];
        self.is_word_at(at) && !keywords.iter().any(|word| self.is_at(at, word))
    }

    /// `impl` begins an item, not a type such as `-> impl Iterator`.
    fn begins_item(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| &self.tokens[b]) else {
            return true;
        };
        [";", "{", "}", "]", "unsafe"].iter().any(|m| before.is(m))
    }

    fn take_impl(&mut self, at: usize) -> usize {
        let start = after_angles(self.tokens, at + 1);
        let mut next = start;
        let mut target = None;
        while !self.is_at(next, "{") && next < self.tokens.len() {
            if self.is_at(next, "<") {
                next = after_angles(self.tokens, next);
                continue;
            }
            if self.is_at(next, "for") {
                target = Some(next + 1);
            }
            if self.is_at(next, "where") {
                break;
            }
            next += 1;
        }
        let name = read_type(self.tokens, target.unwrap_or(start)).unwrap_or_default();
        let belongs = match target {
            Some(_) => Belongs::Implemented,
            None => Belongs::Type,
        };
        self.pending = Some(Scope::Owner(name, belongs));
        start
    }

    fn take_definition(&mut self, at: usize) -> usize {
        self.define(at + 1);
        if self.tokens[at].is("trait") {
            let name = vec![self.tokens[at + 1].text.clone()];
            self.pending = Some(Scope::Owner(name, Belongs::Trait));
        }
        if self.tokens[at].is("struct") {
            self.take_fields(at + 2);
        }
        at + 2
    }

    fn define(&mut self, at: usize) {
        if let Some(name) = self.tokens.get(at).filter(|_| self.in_module()) {
            self.facts.definitions.push(DefinitionFact {
                at: self.here(),
                name: name.text.clone(),
            });
        }
    }

    fn take_fields(&mut self, at: usize) {
        let open = after_angles(self.tokens, at);
        if self.is_at(open, "{") {
            let fields = open + 1..closing(self.tokens, open);
            self.take_hints(fields.start, fields.end, None);
        }
    }

    /// `let name: Type` or `|name: Type|`; goes on at the token behind `begin`.
    fn take_binding(&mut self, name: usize, begin: usize) -> usize {
        let name = name + usize::from(self.is_at(name, "mut"));
        if self.is_at(name + 1, ":") {
            self.add_hint(name, None);
        }
        begin + 1
    }

    /// The `name: Type` pairs between two places.
    fn take_hints(&mut self, start: usize, end: usize, lines: Option<(usize, usize)>) {
        for part in split_commas(&self.tokens[start..end]) {
            let mut places = start + part.start..start + part.end;
            let colon = places.find(|place| self.is_at(*place, ":"));
            if let Some(colon) = colon.filter(|colon| *colon > start + part.start) {
                self.add_hint(colon - 1, lines);
            }
        }
    }

    fn add_hint(&mut self, name: usize, lines: Option<(usize, usize)>) {
        if let Some(of) = read_type(self.tokens, name + 2) {
            self.facts.hints.push(HintFact {
                at: self.here(),
                name: self.tokens[name].text.clone(),
                of,
                lines,
            });
        }
    }
}
