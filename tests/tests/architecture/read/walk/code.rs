//! The part of the walk that reads code: functions, paths, calls of methods.

use super::{Scope, Walk};
use crate::read::facts::{Belongs, CallFact, DefinitionFact, FunctionFact, PathFact, Receiver};
use crate::read::item::{closes, closing, opens};
use crate::read::lexer::Token;
use crate::read::names::{after_angles, read_path, read_type};

impl Walk<'_> {
    pub(super) fn take_function(&mut self, at: usize) -> usize {
        let name = self.tokens[at + 1].text.clone();
        let (owner, belongs) = match self.scopes.last() {
            Some(Scope::Owner(owner, belongs)) => (Some(owner.clone()), *belongs),
            _ => (None, Belongs::Nobody),
        };
        if self.in_module() {
            self.facts.definitions.push(DefinitionFact {
                at: self.here(),
                name: name.clone(),
            });
        }
        let open = after_angles(self.tokens, at + 2);
        let close = closing(self.tokens, open);
        let end = self.function_end(close + 1);
        let lines = (self.tokens[at].line, self.tokens[end].line);
        self.take_hints(open + 1, close, Some(lines));
        let first_comma = self.tokens[open..close].iter().take_while(|t| !t.is(","));
        let has_self = first_comma.into_iter().any(|t| t.is("self"));
        let returns = self.is_at(close + 1, "->").then_some(close + 2);
        self.facts.functions.push(FunctionFact {
            at: self.here(),
            name,
            line: lines.0,
            last_line: lines.1,
            belongs,
            owner,
            has_self,
            returns: returns.and_then(|place| read_type(self.tokens, place)),
        });
        // The signature names types too.
        at + 2
    }

    /// The function's closing brace, or the semicolon of one without a body.
    fn function_end(&self, behind: usize) -> usize {
        let mut at = behind;
        while let Some(token) = self.tokens.get(at) {
            if token.is(";") {
                return at;
            }
            if token.is("{") {
                return closing(self.tokens, at);
            }
            at = if opens(token) {
                closing(self.tokens, at)
            } else {
                at
            } + 1;
        }
        self.tokens.len() - 1
    }

    /// A path in code; single names need none, for something brought them in.
    pub(super) fn take_path(&mut self, at: usize) -> usize {
        let (path, next) = read_path(self.tokens, at);
        let goes_on = at > 0 && self.tokens[at - 1].is("::");
        if path.len() > 1 && !goes_on {
            self.add_path(path, self.tokens[at].line);
        }
        next.max(at + 1)
    }

    pub(super) fn add_path(&mut self, path: Vec<String>, line: usize) {
        self.facts.paths.push(PathFact {
            at: self.here(),
            path,
            line,
            owner: self.owner(),
        });
    }

    /// `.name(` or `.name::<…>(`, standing on the dot.
    pub(super) fn take_call(&mut self, at: usize) {
        let Some(name) = self.tokens.get(at + 1).filter(|t| t.is_word()) else {
            return;
        };
        if !self.is_at(at + 2, "(") && !self.is_at(at + 2, "::") {
            return;
        }
        self.facts.calls.push(CallFact {
            at: self.here(),
            name: name.text.clone(),
            line: name.line,
            last_line: self.tokens[closing(self.tokens, at + 2)].line,
            receiver: self.read_receiver(at),
            owner: self.owner(),
        });
    }

    /// What stands before the dot at `at`.
    fn read_receiver(&self, at: usize) -> Receiver {
        let mut last = at;
        while last > 0 && self.tokens[last - 1].is("?") {
            last -= 1;
        }
        let Some(token) = last.checked_sub(1).map(|before| &self.tokens[before]) else {
            return Receiver::Unknown;
        };
        if token.is(")") {
            return self.read_returned(last - 1);
        }
        let named = token.is_word() && last == at && !token.is("await");
        let constant = last >= 2 && self.tokens[last - 2].is("::");
        if named && !constant {
            Receiver::Named(token.text.clone())
        } else {
            Receiver::Unknown
        }
    }

    /// The name of the call that ends with the bracket at `close`.
    fn read_returned(&self, close: usize) -> Receiver {
        let mut depth = 0_usize;
        for at in (0..=close).rev() {
            let token = &self.tokens[at];
            if closes(token) {
                depth += 1;
            } else if opens(token) {
                depth -= 1;
            }
            if depth == 0 {
                let name = at.checked_sub(1).map(|before| &self.tokens[before]);
                let word = name.filter(|t| Token::is_word(t));
                return word.map_or(Receiver::Unknown, |t| Receiver::Returned(t.text.clone()));
            }
        }
        Receiver::Unknown
    }
}
