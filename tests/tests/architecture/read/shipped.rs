//! What of a file is shipped: everything but the items under `#[cfg(test)]` and the tests themselves. The file is read to its end, so that
//! a test field at its top blinds no check for the rest.

use super::item::{after_attribute, item_end};
use super::lexer::Token;

/// A file's tokens, parted.
pub struct Parted {
    /// What is built into the program.
    pub shipped: Vec<Token>,
    /// The modules in files of their own that only tests have: `#[cfg(test)] mod tests;`.
    pub test_modules: Vec<String>,
}

/// Leaves out each item, field, arm or statement that only tests have.
pub fn part_tests(tokens: &[Token]) -> Parted {
    let mut parted = Parted {
        shipped: Vec::new(),
        test_modules: Vec::new(),
    };
    let mut at = 0;
    while at < tokens.len() {
        let Some((for_tests, inner, behind)) = read_attributes(tokens, at) else {
            parted.shipped.push(tokens[at].clone());
            at += 1;
            continue;
        };
        if !for_tests {
            parted.shipped.extend_from_slice(&tokens[at..behind]);
            at = behind;
            continue;
        }
        if inner {
            // `#![cfg(test)]`: the whole file is a test.
            return parted;
        }
        let end = item_end(tokens, behind);
        parted
            .test_modules
            .extend(outside_module(&tokens[behind..end]));
        at = end;
    }
    parted
}

/// The attributes that begin at `at`: whether they keep what follows for tests, whether such a one is an inner one, where they end.
fn read_attributes(tokens: &[Token], at: usize) -> Option<(bool, bool, usize)> {
    let (mut for_tests, mut inner) = (false, false);
    let mut behind = at;
    while let Some(next) = after_attribute(tokens, behind) {
        if keeps_for_tests(&tokens[behind..next]) {
            for_tests = true;
            inner |= tokens[behind + 1].is("!");
        }
        behind = next;
    }
    (behind > at).then_some((for_tests, inner, behind))
}

/// `#[cfg(test)]`, `#[cfg(all(test, …))]`, `#[test]`, `#[tokio::test]`; not `any(test, …)` and not `not(test)`, which are shipped too.
fn keeps_for_tests(attribute: &[Token]) -> bool {
    let words: Vec<&str> = attribute
        .iter()
        .filter(|t| t.is_word())
        .map(|t| t.text.as_str())
        .collect();
    match words.as_slice() {
        ["test" | "bench"] | [_, "test"] => words.first() != Some(&"allow"),
        ["cfg", "all", rest @ ..] => rest.contains(&"test") && !rest.contains(&"not"),
        _ => false,
    }
}

fn outside_module(item: &[Token]) -> Option<String> {
    let at = item.iter().position(|t| t.is("mod"))?;
    let ends = item.get(at + 2)?.is(";");
    ends.then(|| item[at + 1].text.clone())
}

#[cfg(test)]
mod tests {
    use super::super::lexer::read_tokens;
    use super::part_tests;

    /// The words that are left of `text`, one behind the other.
    fn left(text: &str) -> String {
        let parted = part_tests(&read_tokens(text));
        let words = parted.shipped.iter().filter(|t| t.is_word());
        words.map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_field_goes_and_the_next_one_stays() {
        let text =
            "struct A { a: u8, #[cfg(test)] pub(crate) b: BTreeMap<u8, Vec<u8>>, c: u8 } fn d() {}";
        assert_eq!(left(text), "struct A a u8 c u8 fn d");
    }

    #[test]
    fn a_statement_goes_and_the_next_one_stays() {
        let text =
            "fn a() { #[cfg(test)] crate::b::c(1, 2); #[cfg(test)] let x = Y { z: 1 }; d(); }";
        assert_eq!(left(text), "fn a d");
        let text = "fn a() { #[cfg(test)] if x { y } else { z } d(); #[cfg(test)] { e; } f() }";
        assert_eq!(left(text), "fn a d f");
    }

    #[test]
    fn a_value_of_a_struct_goes_alone() {
        let text = "A { a: 1, #[cfg(test)] b: f(1, 2), c: 3, #[cfg(test)] d: 4 }; e";
        assert_eq!(left(text), "A a c e");
    }

    #[test]
    fn an_arm_goes_alone() {
        let text = "match a { #[cfg(test)] B::C { x, .. } => { y, z } D => e, #[cfg(test)] F => g, H => i }";
        assert_eq!(left(text), "match a D e H i");
    }

    #[test]
    fn functions_and_modules_go_with_all_they_hold() {
        let text = r##"
            #[cfg(test)] #[allow(dead_code)] pub(crate) const unsafe extern "C" fn a<'x>() -> [u8; 2] { let s = "}"; '}' }
            fn b() {}
            #[cfg(test)] mod c { mod d { r#"}}"# } /* } */ }
            impl E { #[test] fn f() { } fn g() {} }
            #[cfg(test)] use h::{i, j};
            #[cfg(all(test, unix))] const K: L = L { m: 1 };
            fn n() {}
        "##;
        assert_eq!(left(text), "fn b impl E fn g fn n");
    }

    #[test]
    fn modules_in_files_of_their_own_are_told() {
        let parted = part_tests(&read_tokens(
            "mod a; #[cfg(test)] mod b; #[cfg(test)] pub(crate) mod c;",
        ));
        assert_eq!(parted.test_modules, ["b", "c"]);
    }

    #[test]
    fn what_is_shipped_too_stays() {
        let text = r#"#[cfg(not(test))] fn a() {} #[cfg(any(test, feature = "x"))] fn b() {} #[allow(test)] fn c() {}"#;
        assert!(left(text).contains("fn a"));
        assert!(left(text).contains("fn b"));
        assert!(left(text).contains("fn c"));
        assert_eq!(left("#![cfg(test)] fn a() {}"), "");
    }
}
