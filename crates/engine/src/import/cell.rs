//! One cell as read, whatever program wrote it.

use jiff::civil::Date;
use nuong_domain::clean;

/// A cell's value.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    /// A number shown as a date, or an ISO date.
    Date(Date),
    Bool(bool),
    /// `#REF!` and its kin.
    Error(String),
    /// A formula that was never computed: the file holds no value for it.
    Uncomputed,
}

impl Cell {
    /// Nothing that a person could see.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => {
                !text.contains(|c: char| c.is_ascii_graphic()) && clean(text).is_empty()
            }
            _ => false,
        }
    }

    /// As text a person would recognise, cleaned; empty for an empty cell.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => clean(text),
            Self::Number(number) => number_text(*number),
            Self::Date(date) => vietnamese_date(*date),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Uncomputed => "=…".to_owned(),
        }
    }
}

/// `20/10/2026`.
pub(crate) fn vietnamese_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A float without the noise of binary fractions and without an exponent: codes and barcodes come as numbers too.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_see_them() {
        assert_eq!(Cell::Number(9_520_120_070_017.0).text(), "9520120070017");
        assert_eq!(Cell::Number(457.9).text(), "457.9");
        assert_eq!(Cell::Number(-12.0).text(), "-12");
        assert_eq!(Cell::Number(0.1 + 0.2).text(), "0.3");
    }
}
