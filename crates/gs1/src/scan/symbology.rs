//! Symbols that carry GS1 data, and their AIM identifiers.

/// A symbol that carries GS1 data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the symbols' own")]
pub enum Symbology {
    DataBarOmni,
    DataBarTruncated,
    DataBarStacked,
    DataBarStackedOmni,
    DataBarLimited,
    DataBarExpanded,
    UpcA,
    UpcE,
    Ean13,
    Ean8,
    /// GS1-128, perhaps with a composite component A or B.
    Gs1_128,
    /// GS1-128 with a composite component C.
    Gs1_128CompositeC,
    Qr,
    DataMatrix,
    DotCode,
}

/// What an identifier says about the data after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// An element string.
    Elements,
    /// Anything else.
    Plain,
}

use Mode::{Elements, Plain};

/// The first symbol of an identifier is the one a reader reports.
const IDENTIFIERS: &[(&str, Mode, Symbology)] = &[
    ("]C1", Elements, Symbology::Gs1_128),
    ("]C1", Elements, Symbology::Gs1_128CompositeC),
    ("]E0", Plain, Symbology::Ean13),
    ("]E0", Plain, Symbology::UpcA),
    ("]E0", Plain, Symbology::UpcE),
    ("]E4", Plain, Symbology::Ean8),
    ("]e0", Elements, Symbology::DataBarExpanded),
    ("]e0", Elements, Symbology::DataBarOmni),
    ("]e0", Elements, Symbology::DataBarTruncated),
    ("]e0", Elements, Symbology::DataBarStacked),
    ("]e0", Elements, Symbology::DataBarStackedOmni),
    ("]e0", Elements, Symbology::DataBarLimited),
    ("]d1", Plain, Symbology::DataMatrix),
    ("]d2", Elements, Symbology::DataMatrix),
    ("]Q1", Plain, Symbology::Qr),
    ("]Q3", Elements, Symbology::Qr),
    ("]J0", Plain, Symbology::DotCode),
    ("]J1", Elements, Symbology::DotCode),
];

impl Symbology {
    /// Its identifier: that of element strings when `elements`, else that of plain data. Symbols
    /// that know one kind only have one identifier.
    #[must_use]
    pub fn identifier(self, elements: bool) -> &'static str {
        let mode = if elements { Elements } else { Plain };
        let own = || {
            IDENTIFIERS
                .iter()
                .filter(|(_, _, symbology)| *symbology == self)
        };
        let exact = own().find(|(_, of, _)| *of == mode);
        exact
            .or_else(|| own().next())
            .map_or("", |(identifier, _, _)| identifier)
    }

    /// The symbol and the kind of data that `identifier` announces.
    pub(super) fn by_identifier(identifier: &str) -> Option<(Self, Mode)> {
        let found = IDENTIFIERS.iter().find(|(own, _, _)| *own == identifier);
        found.map(|&(_, mode, symbology)| (symbology, mode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_reports_the_first_symbol_of_an_identifier() {
        assert_eq!(
            Symbology::by_identifier("]E0"),
            Some((Symbology::Ean13, Plain))
        );
        assert_eq!(Symbology::by_identifier("]XX"), None);
        assert_eq!(Symbology::Qr.identifier(true), "]Q3");
        assert_eq!(Symbology::Qr.identifier(false), "]Q1");
        assert_eq!(Symbology::UpcA.identifier(true), "]E0");
    }
}
