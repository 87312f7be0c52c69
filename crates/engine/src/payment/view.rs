use serde::Serialize;

/// What a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// Paid before anything was delivered.
    Advance,
    /// Paid for what was delivered.
    Paid,
    /// Given back.
    Refund,
    /// What a stall took in.
    Takings,
}

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Notes and coins.
    Cash,
    /// From account to account.
    Bank,
    /// Set off against what the other side owes.
    Offset,
}

impl PaymentKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Advance, Self::Paid, Self::Refund, Self::Takings];

    /// As in the data file and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Paid => "paid",
            Self::Refund => "refund",
            Self::Takings => "takings",
        }
    }

    /// The kind of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl PaymentMethod {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::Cash, Self::Bank, Self::Offset];

    /// As in the data file and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Bank => "bank",
            Self::Offset => "offset",
        }
    }

    /// The method of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == word)
    }
}

/// A payment as listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// Its id.
    pub id: String,
    /// Code of the party; empty for takings of nobody in particular.
    pub party: String,
    /// When, ISO day.
    pub day: String,
    /// What it is.
    pub kind: PaymentKind,
    /// Whole đồng from the cooperative to the party; takings: to the cooperative. Below nothing where one before is set right.
    pub amount: i64,
    /// How.
    pub method: PaymentMethod,
    /// Number of the paper, or empty.
    pub doc: String,
    /// Remark, or empty.
    pub note: String,
    /// When it was entered, RFC 3339 with offset.
    pub entered_at: String,
    /// Who entered it.
    pub entered_by: String,
}

/// A payment that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paid {
    /// Its id.
    pub id: String,
}
