//! The language of the tables: what a value must be, which names an object has.

use crate::cbv::words::Words;

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Anything at all.
    Any,
    /// A text.
    Text,
    /// An absolute URI.
    Uri,
    /// An RFC 3339 time.
    Time,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A text of a form that has a name: the name, its test.
    Form(&'static str, fn(&str) -> bool),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A bare CBV word, or a URI of another vocabulary than CBV's.
    CbvTerm(Words),
    /// A bare word of the GS1 Web Vocabulary, or a URI of another vocabulary than that.
    WebTerm(Words),
    /// A JSON-LD context.
    Context,
    /// The value of a master data attribute: a number, a text or an object.
    Attribute,
    /// An object.
    Object(&'static Shape),
    /// A list of such values.
    List(&'static Kind),
    /// A list of at least one.
    Filled(&'static Kind),
    /// A list without doubles.
    Set(&'static Kind),
    /// A list of at least one, without doubles.
    FilledSet(&'static Kind),
    /// One such value, or a list of them.
    OneOrMany(&'static Kind),
    /// An event, whose shape its `type` tells.
    Event,
}

/// Which names an object may have beside those of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// None.
    None,
    /// Own fields: URIs, of which `prefix:name` is one.
    Own,
    /// Any.
    Any,
}

/// An object: its fields, those it must have, and other names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub fields: &'static [(&'static str, Kind)],
    pub required: &'static [&'static str],
    /// At least one of these must be there, where there are any.
    pub one_of: &'static [&'static str],
    pub others: Others,
    /// Fields and requirements that it shares with other shapes.
    pub base: Option<&'static Shape>,
}

impl Shape {
    /// Fields with own fields beside them.
    pub(super) const fn open(
        fields: &'static [(&'static str, Kind)],
        required: &'static [&'static str],
    ) -> Self {
        Self::new(fields, required, Others::Own)
    }

    /// Fields with nothing beside them.
    pub(super) const fn closed(
        fields: &'static [(&'static str, Kind)],
        required: &'static [&'static str],
    ) -> Self {
        Self::new(fields, required, Others::None)
    }

    /// Fields with anything beside them.
    pub(super) const fn loose(
        fields: &'static [(&'static str, Kind)],
        required: &'static [&'static str],
    ) -> Self {
        Self::new(fields, required, Others::Any)
    }

    const fn new(
        fields: &'static [(&'static str, Kind)],
        required: &'static [&'static str],
        others: Others,
    ) -> Self {
        Self {
            fields,
            required,
            one_of: &[],
            others,
            base: None,
        }
    }

    /// What a field must be; `None` for names that the tables do not have.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        let own = self
            .fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, kind)| *kind);
        own.or_else(|| self.base?.kind(name))
    }

    /// Every name that must be there.
    pub(super) fn all_required(&self) -> impl Iterator<Item = &'static str> {
        let base = self.base.map_or(&[][..], |base| base.required);
        self.required.iter().chain(base).copied()
    }
}
