//! Query-string parameters: decoded once, refused when unknown, and what they say of paging.

use jiff::Timestamp;
use nuong_epcis::read_instant;

use crate::limits;
use crate::problem::{Kind, Problem};

/// The decoded parameters of a request, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

/// A refusal that names the parameter.
pub(crate) fn invalid_parameter(name: &str, why: &str) -> Problem {
    Problem::new(Kind::QueryParameter, format!("{name}: {why}"))
}

impl Parameters {
    /// Decodes a query string.
    ///
    /// # Errors
    /// When it is too long, or a parameter stands twice.
    pub(crate) fn parse(query: &str) -> Result<Self, Problem> {
        if query.len() > limits::QUERY_BYTES {
            return Err(Problem::new(Kind::UriTooLong, "The query is too long."));
        }
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        for (position, (name, _)) in pairs.iter().enumerate() {
            if pairs
                .iter()
                .skip(position + 1)
                .any(|(other, _)| other == name)
            {
                return Err(invalid_parameter(
                    name,
                    "stands twice; join several values with |",
                ));
            }
        }
        Ok(Self { pairs })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    pub(crate) fn allow_only(&self, names: &[&str]) -> Result<(), Problem> {
        match self.iter().find(|(name, _)| !names.contains(name)) {
            Some((name, _)) => Err(invalid_parameter(name, "is not a parameter here")),
            None => Ok(()),
        }
    }

    /// A whole number of at least 1.
    pub(crate) fn read_count(&self, name: &str) -> Result<Option<usize>, Problem> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(count) if count >= 1 => Ok(Some(count)),
            _ => Err(invalid_parameter(name, "give a whole number of at least 1")),
        }
    }

    /// `perPage`, at most [`limits::PAGE_MAX`].
    pub(crate) fn page_size(&self) -> Result<usize, Problem> {
        self.page_size_within(limits::PAGE_DEFAULT, limits::PAGE_MAX)
    }

    /// `perPage`, at most `most`; `usual` where the caller does not say.
    pub(crate) fn page_size_within(&self, usual: usize, most: usize) -> Result<usize, Problem> {
        Ok(self.read_count("perPage")?.unwrap_or(usual).min(most))
    }

    /// A time; none where the parameter is absent.
    pub(crate) fn read_instant(&self, name: &str) -> Result<Option<Timestamp>, Problem> {
        let value = self.get(name);
        value.map(|value| instant_value(name, value)).transpose()
    }

    /// The values of a list, which stand between `|`; none where the parameter is absent.
    pub(crate) fn read_values(&self, name: &str) -> Result<Vec<String>, Problem> {
        let Some(value) = self.get(name) else {
            return Ok(Vec::new());
        };
        split_values(name, value)
    }

    /// `nextPageToken`; an empty one is the first page's, as some clients write it.
    pub(crate) fn page_token(&self) -> Option<&str> {
        self.get("nextPageToken").filter(|token| !token.is_empty())
    }

    /// A `nextPageToken` that is a row number.
    pub(crate) fn row_token(&self) -> Result<Option<i64>, Problem> {
        let Some(token) = self.page_token() else {
            return Ok(None);
        };
        token.parse().map(Some).map_err(|_| bad_token())
    }

    /// The query string of the same request for another page.
    pub(crate) fn with_token(&self, token: &str) -> String {
        let kept = self.iter().filter(|(name, _)| *name != "nextPageToken");
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair("nextPageToken", token)
            .finish()
    }
}

/// An instant with its offset.
pub(crate) fn instant_value(name: &str, value: &str) -> Result<Timestamp, Problem> {
    // A '+' that was not percent-encoded arrives as a space.
    let value = value.trim().replace(' ', "+");
    let advice = "give a time with its offset, e.g. 2026-11-22T08:00:00+07:00";
    read_instant(&value).ok_or_else(|| invalid_parameter(name, advice))
}

/// The values that stand between `|`, at most [`limits::QUERY_VALUES`] of them.
pub(crate) fn split_values(name: &str, value: &str) -> Result<Vec<String>, Problem> {
    let values: Vec<&str> = value.split('|').map(str::trim).collect();
    if values.iter().any(|value| value.is_empty()) {
        return Err(invalid_parameter(name, "a value is empty"));
    }
    // Each becomes a bound value, of which SQLite takes a limited number.
    if values.len() > limits::QUERY_VALUES {
        return Err(too_many_values());
    }
    Ok(values.into_iter().map(str::to_owned).collect())
}

/// A query with more values than are looked up at once.
pub(crate) fn too_many_values() -> Problem {
    Problem::new(Kind::QueryTooComplex, "The query has too many values.")
}

/// A page token that this registry did not write.
pub(crate) fn bad_token() -> Problem {
    invalid_parameter(
        "nextPageToken",
        "this page does not exist; start again from the first",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_to_the_next_page_keeps_the_query() {
        let parameters =
            Parameters::parse("EQ_eventID=urn:uuid:1%7Curn:uuid:2&nextPageToken=5").unwrap();
        assert_eq!(
            parameters.with_token("9"),
            "EQ_eventID=urn%3Auuid%3A1%7Curn%3Auuid%3A2&nextPageToken=9"
        );
    }

    #[test]
    fn an_empty_token_is_the_first_page() {
        let parameters = Parameters::parse("nextPageToken=").unwrap();
        assert_eq!(parameters.row_token().unwrap(), None);
    }

    #[test]
    fn a_parameter_stands_once() {
        assert!(Parameters::parse("perPage=1&perPage=2").is_err());
        assert!(Parameters::parse("perPage=0").unwrap().page_size().is_err());
    }
}
