use serde::Serialize;

/// What a party is to the cooperative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A member household.
    #[default]
    Household,
    /// Who buys.
    Buyer,
    /// Who sells inputs or goods to the cooperative.
    Supplier,
    /// Who tests.
    Laboratory,
    /// Who carries.
    Carrier,
    /// An authority.
    Authority,
}

impl PartyKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Household,
        Self::Buyer,
        Self::Supplier,
        Self::Laboratory,
        Self::Carrier,
        Self::Authority,
    ];

    /// As in the data file and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Buyer => "buyer",
            Self::Supplier => "supplier",
            Self::Laboratory => "laboratory",
            Self::Carrier => "carrier",
            Self::Authority => "authority",
        }
    }

    /// The kind of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A party as listed; what is listed can be given back to [`crate::App::put_parties`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The cooperative's code for it.
    pub code: String,
    /// Name; a household's head.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// Phone, or empty.
    pub phone: String,
    /// Hamlet or street, or empty.
    pub address_detail: String,
    /// Today's commune, 5 digits, or empty.
    pub commune_code: String,
    /// Tax code, or empty.
    pub tax_code: String,
    /// How its name may be shown: `full`, `masked`, `hidden`.
    pub display: String,
    /// Remark, or empty.
    pub note: String,
}
