//! JSON as it was written: names in their order, numbers with all their digits.
//!
//! `serde_json::Value` reads a number as a double, so that two serial numbers of 24 digits become one, and sorts names, by whose order
//! GS1's hash generator reads pairs. What is kept or compared to the letter is read here.

// Bottom-up: a module names only those above its own line.

// The names of an object.
mod fields;

use std::fmt;

use serde_json::value::RawValue;

use fields::Fields;

/// Objects and lists within one another that are read; deeper ones are refused before the stack is full.
const DEPTH: usize = 128;

/// Why a text was not read.
#[derive(Debug, thiserror::Error)]
pub enum ExactError {
    /// Not JSON in UTF-8.
    #[error("not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// Nested deeper than 128 levels.
    #[error("nested deeper than {DEPTH} levels")]
    TooDeep,
}

/// A JSON value with the spelling that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exact {
    /// `null`, `true`, `false`, or a number in its own digits.
    Plain(String),
    /// A text, its escapes resolved.
    Text(String),
    /// A list.
    List(Vec<Exact>),
    /// An object, its names in the order in which they came; of a name that stands twice the last value, as JSON readers take it.
    Object(Vec<(String, Exact)>),
}

impl Exact {
    /// Reads JSON.
    ///
    /// # Errors
    /// [`ExactError`] where it is none, or nested beyond all reason.
    pub fn read(text: &[u8]) -> Result<Self, ExactError> {
        read_raw(serde_json::from_slice(text)?, DEPTH)
    }

    /// The value under a name; `None` where this is no object or has no such name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        fields
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value)
    }

    /// The value that a JSON pointer leads to, through objects alone.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        let mut names = pointer.split('/').skip(1);
        names.try_fold(self, |value, name| value.get(name))
    }

    /// The values of a list; of anything else none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Takes a field away from an object, where it has it.
    pub fn remove_field(&mut self, name: &str) {
        if let Self::Object(fields) = self {
            fields.retain(|(own, _)| own != name);
        }
    }

    /// Gives an object's field this text: at its own place where it stands already, else last.
    pub fn set_text(&mut self, name: &str, text: &str) {
        let Self::Object(fields) = self else { return };
        let value = Self::Text(text.to_owned());
        match fields.iter_mut().find(|(own, _)| own == name) {
            Some((_, known)) => *known = value,
            None => fields.push((name.to_owned(), value)),
        }
    }
}

fn read_raw(raw: &RawValue, depth: usize) -> Result<Exact, ExactError> {
    let text = raw.get();
    let below = depth.checked_sub(1).ok_or(ExactError::TooDeep)?;
    match text.bytes().next() {
        Some(b'{') => {
            let fields: Fields<'_> = serde_json::from_str(text)?;
            let read = |(name, value)| Ok((name, read_raw(value, below)?));
            Ok(Exact::Object(
                fields
                    .into_list()
                    .into_iter()
                    .map(read)
                    .collect::<Result<_, ExactError>>()?,
            ))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            let items = items.into_iter().map(|item| read_raw(item, below));
            Ok(Exact::List(items.collect::<Result<_, _>>()?))
        }
        Some(b'"') => Ok(Exact::Text(serde_json::from_str(text)?)),
        _ => Ok(Exact::Plain(text.to_owned())),
    }
}

impl fmt::Display for Exact {
    /// Compact JSON: names in their order, numbers in their digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Text(text) => write_text(f, text),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => {
                f.write_str("{")?;
                for (at, (name, value)) in fields.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    write_text(f, name)?;
                    f.write_str(":")?;
                    value.fmt(f)?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let quoted = serde_json::to_string(text).map_err(|_| fmt::Error)?;
    f.write_str(&quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> String {
        Exact::read(text.as_bytes()).unwrap().to_string()
    }

    #[test]
    fn names_keep_their_order_and_numbers_their_digits() {
        assert_eq!(
            again(
                " {\"type\" : \"po\", \"b\":111100001111000011110000 ,\"a\": [ 1.50,-0, 2e+3 , true,null ], \"c\":{}}\n"
            ),
            r#"{"type":"po","b":111100001111000011110000,"a":[1.50,-0,2e+3,true,null],"c":{}}"#
        );
        assert_eq!(again("\"\\u0041 \\u1ea1\\n\""), "\"A ạ\\n\"");
    }

    #[test]
    fn of_a_name_that_stands_twice_the_last_counts() {
        assert_eq!(again(r#"{"a":1,"b":2,"a":3}"#), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn what_is_no_json_is_refused_and_depth_is_bounded() {
        for text in ["", "{", "[1,]", "01", "{\"a\"}", "\u{feff}{}", "nul"] {
            assert!(Exact::read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Exact::read(&[b'"', 0xff, b'"']).is_err());
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(matches!(
            Exact::read(deep.as_bytes()),
            Err(ExactError::TooDeep)
        ));
    }

    #[test]
    fn fields_are_found_set_and_taken_away() {
        let mut event = Exact::read(br#"{"eventID":"a","x":{"y":[7]}}"#).unwrap();
        assert_eq!(event.pointer("/x/y").unwrap().items().len(), 1);
        assert_eq!(event.pointer("/x/z"), None);
        event.set_text("eventID", "b");
        event.set_text("z", "c");
        event.remove_field("x");
        assert_eq!(event.to_string(), r#"{"eventID":"b","z":"c"}"#);
    }
}
