//! Which form, element or row of a template file cannot be read: an error there says more than one of the whole file.

use super::{Element, Form, Row};
use crate::json::{BadPart, Step, span_of};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Steps to a row of a flow.
const ROW: usize = 6;

/// Why a part cannot be read.
type Reader = fn(&str) -> Option<serde_json::Error>;

/// The innermost form, element or row that cannot be read, and why; none if only the whole cannot.
pub(super) fn innermost_bad(json: &str, tree: &Value) -> Option<BadPart> {
    let (mut path, mut why, mut value) = (Vec::new(), None, tree);
    let wrong: [(&'static str, Reader); 3] = [
        ("forms", reading_error::<Form>),
        ("elements", reading_error::<Element>),
        ("rows", reading_error::<Row>),
    ];
    for (key, wrong) in wrong {
        let parts = value.get(key).and_then(Value::as_array);
        let parts = parts.into_iter().flatten().enumerate();
        let mut failed = parts.filter_map(|(n, part)| {
            let inner = [&path[..], &[Step::Key(key), Step::Item(n)]].concat();
            let error = wrong(json.get(span_of(json, &inner))?)?;
            Some((inner, part, error))
        });
        let Some((inner, part, error)) = failed.next() else {
            break;
        };
        drop(failed);
        (path, why, value) = (inner, Some(error), part);
    }
    Some(BadPart {
        // Rows alone are read straight from the text, so that their errors have places.
        has_place: path.len() == ROW,
        path,
        error: why?,
    })
}

fn reading_error<T: DeserializeOwned>(json: &str) -> Option<serde_json::Error> {
    serde_json::from_str::<T>(json).err()
}
