//! Ids of a cooperative's own templates and papers: the ones that their files bear, so that a command names them as the person did.

use crate::Result;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// Ids that the program makes begin so; shipped ones never do.
const OWN: &str = "own-";

/// Longest id that is kept.
const LONGEST: usize = 40;

/// What the window calls one that was not saved yet.
const NEW: &str = "new";

/// The id under which a person's own is kept: `wanted`, also where it is the id of an own one, which is then changed. A new one where `wanted` is
/// shipped or no id.
pub(crate) fn own_id(
    tx: &Tx<'_>,
    wanted: &str,
    shipped: bool,
    taken: impl Fn(&Reader<'_>, &str) -> Result<bool>,
) -> Result<String> {
    if taken(&tx.reader(), wanted)? || (!shipped && well_formed(wanted)) {
        return Ok(wanted.to_owned());
    }
    fresh(tx, taken)
}

/// An id that nothing of a person's own has yet.
pub(crate) fn fresh(
    tx: &Tx<'_>,
    taken: impl Fn(&Reader<'_>, &str) -> Result<bool>,
) -> Result<String> {
    /// Of a UUIDv7, the last 48 bits are random.
    const DIGITS: usize = 12;
    loop {
        let minted = tx.mint().simple().to_string();
        let end = minted.get(minted.len() - DIGITS..).unwrap_or(&minted);
        let id = format!("{OWN}{end}");
        if !taken(&tx.reader(), &id)? {
            return Ok(id);
        }
    }
}

fn well_formed(id: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(letter) && !id.starts_with('-') && id != NEW
}
