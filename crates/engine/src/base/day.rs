use jiff::Timestamp;
use jiff::tz::Offset;

/// An instant as stored and shown: RFC 3339 at +07:00, Viet Nam's only offset.
pub(crate) fn local(at: Timestamp) -> String {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    whole.display_with_offset(Offset::constant(7)).to_string()
}

/// Viet Nam has one offset all year.
pub(crate) fn offset() -> Offset {
    Offset::constant(7)
}
