//! The schemes of EPC URNs that have a Digital Link (EPC Tag Data Standard 2.0 §6, §8).

/// Length of a GS1 company prefix, in digits.
pub(super) const PREFIX: std::ops::RangeInclusive<usize> = 6..=12;

/// How company prefix and reference become the key's digits or characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// Indicator digit in front of prefix and item reference, check digit behind (GTIN, SSCC); total digits.
    Indicator(usize),
    /// Prefix and reference, check digit behind; total digits.
    Plain(usize),
    /// As `Plain` with a zero in front (GRAI).
    Zero(usize),
    /// Prefix and characters, no check digit; total characters.
    Free(usize),
    /// As `Free`, of the component/part character set.
    Part(usize),
}

/// What follows prefix and reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    None,
    /// A serial or lot: what stands in front of it in the link, most characters.
    Text(&'static str, usize),
    /// Digits alone.
    Digits(&'static str, usize),
    /// An extension that is left out when it is `0`.
    Extension(&'static str, usize),
    /// Piece and total of an individual trade item, then a serial.
    Pieces(&'static str, usize),
    /// `*`: any.
    Any,
    /// Piece and total, then `*`.
    AnyPiece,
}

/// Scheme, AI of the key, the key's make-up, what follows.
pub(super) const SCHEMES: &[(&str, &str, Key, Tail)] = &[
    (
        "id:sgtin:",
        "01",
        Key::Indicator(13),
        Tail::Text("/21/", 20),
    ),
    ("id:sscc:", "00", Key::Indicator(17), Tail::None),
    (
        "id:sgln:",
        "414",
        Key::Plain(12),
        Tail::Extension("/254/", 20),
    ),
    ("id:grai:", "8003", Key::Zero(12), Tail::Text("", 16)),
    ("id:giai:", "8004", Key::Free(30), Tail::None),
    ("id:gsrn:", "8018", Key::Plain(17), Tail::None),
    ("id:gsrnp:", "8017", Key::Plain(17), Tail::None),
    ("id:gdti:", "253", Key::Plain(12), Tail::Text("", 17)),
    ("id:cpi:", "8010", Key::Part(30), Tail::Digits("/8011/", 12)),
    ("id:sgcn:", "255", Key::Plain(12), Tail::Digits("", 12)),
    ("id:ginc:", "401", Key::Free(30), Tail::None),
    ("id:gsin:", "402", Key::Plain(16), Tail::None),
    (
        "id:itip:",
        "8006",
        Key::Indicator(13),
        Tail::Pieces("/21/", 20),
    ),
    (
        "id:upui:",
        "01",
        Key::Indicator(13),
        Tail::Text("/235/", 28),
    ),
    ("id:pgln:", "417", Key::Plain(12), Tail::None),
    (
        "class:lgtin:",
        "01",
        Key::Indicator(13),
        Tail::Text("/10/", 20),
    ),
    ("idpat:sgtin:", "01", Key::Indicator(13), Tail::Any),
    ("idpat:grai:", "8003", Key::Zero(12), Tail::Any),
    ("idpat:gdti:", "253", Key::Plain(12), Tail::Any),
    ("idpat:sgcn:", "255", Key::Plain(12), Tail::Any),
    ("idpat:cpi:", "8010", Key::Part(30), Tail::Any),
    ("idpat:itip:", "8006", Key::Indicator(13), Tail::AnyPiece),
    ("idpat:upui:", "01", Key::Indicator(13), Tail::Any),
];
