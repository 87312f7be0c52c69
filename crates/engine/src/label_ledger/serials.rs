use super::rows::PrintRecord;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// Which labels of a print, from 1, a person names by serial numbers; none when none is named. They must all be in use.
pub(crate) fn serials_named(
    r: &Reader<'_>,
    print: &PrintRecord,
    first: &Option<String>,
    last: &Option<String>,
) -> Result<Option<(u32, u32)>> {
    let Some(first) = first else { return Ok(None) };
    let last = last.as_ref().unwrap_or(first);
    let label = |serial: &String| match r.print_of_serial(serial)? {
        (of, label) if of.id == print.id => Ok(label),
        _ => Err(AppError::new(Code::SerialNotFound, serial).with("serial", serial)),
    };
    let (from, to) = (label(first)?, label(last)?);
    let (from, to) = (from.min(to), from.max(to));
    let meets = |(a, b): &(u32, u32)| from <= *b && to >= *a;
    if to > print.last || r.withdrawn_serials(&print.id)?.iter().any(meets) {
        let lost = AppError::new(Code::SerialsLostAlready, first);
        return Err(lost.with("first", first).with("last", last));
    }
    Ok(Some((from, to)))
}
