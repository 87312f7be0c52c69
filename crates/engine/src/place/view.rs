use serde::Serialize;

/// What a place is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A field or garden.
    #[default]
    Plot,
    /// A fish pond.
    Pond,
    /// A barn or sty.
    Barn,
    /// Where bees stand.
    Apiary,
    /// Where things are made.
    Workshop,
    /// Where things lie.
    Store,
    /// Where the cooperative sells.
    Stall,
    /// Where a partner sells.
    Outlet,
    /// What carries.
    Vehicle,
    /// A pallet or crate with an SSCC: its contents are its stock.
    Pallet,
}

impl PlaceKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Plot,
        Self::Pond,
        Self::Barn,
        Self::Apiary,
        Self::Workshop,
        Self::Store,
        Self::Stall,
        Self::Outlet,
        Self::Vehicle,
        Self::Pallet,
    ];

    /// As in the data file and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plot => "plot",
            Self::Pond => "pond",
            Self::Barn => "barn",
            Self::Apiary => "apiary",
            Self::Workshop => "workshop",
            Self::Store => "store",
            Self::Stall => "stall",
            Self::Outlet => "outlet",
            Self::Vehicle => "vehicle",
            Self::Pallet => "pallet",
        }
    }

    /// The kind of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A place as listed; what is listed can be given back to [`crate::App::put_places`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// The cooperative's code for it.
    pub code: String,
    /// Name, or empty.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Code of the party whose it is (a plot's household, an outlet's buyer), or empty.
    pub party: String,
    /// What grows there, or empty.
    pub crop: String,
    /// Area in m².
    pub area_m2: Option<i64>,
    /// Today's commune, 5 digits; empty means its party's.
    pub commune_code: String,
    /// Degrees WGS 84.
    pub latitude: Option<f64>,
    /// Degrees WGS 84.
    pub longitude: Option<f64>,
    /// Growing-area code (PUC), or empty.
    pub growing_area_code: String,
}
