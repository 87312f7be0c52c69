//! The eight classes of stages: each has its own arithmetic, which is code; everything else about a stage is data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a stage does to amounts (lot model, §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Makes a lot or lets it grow; takes from none.
    Begin,
    /// Makes lots from other lots: the only class that makes lineage.
    Turn,
    /// Moves lots to another place; amounts stay equal.
    Move,
    /// Takes from lots; nothing arises.
    Leave,
    /// Gives back to lots what had left them.
    Back,
    /// Looks after a plot or a live lot; uses inputs up.
    Tend,
    /// Looks at a lot; changes no amount.
    Look,
    /// Corrects an amount to what was counted.
    Count,
}

/// The column of a lot's balance in which a line counts: quantity = made − used − gone out − lost + counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// What arose or came back.
    Made,
    /// What went into other lots, was used up or taken as a sample.
    Used,
    /// What was shipped or sold.
    GoneOut,
    /// What was spoilt or thrown away.
    Lost,
    /// The difference of a stocktake: an out line adds, an in line takes.
    Counted,
}

/// The columns of a stage's lines; none for lines that count in no column or that the class does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Of what goes in.
    #[serde(rename = "in", default)]
    pub taken: Option<Column>,
    /// Of what comes out.
    #[serde(rename = "out", default)]
    pub given: Option<Column>,
}

/// How exactly what comes out must balance what goes in (lot model, §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// Out equals in, both ways.
    Exact,
    /// Out and losses are at most in, and the tolerance of weighing.
    UpTo,
    /// In is at least count × net; more is overfill and no mistake.
    NeverShort,
    /// By heads, for live lots: their mass grows.
    Live,
}

impl Class {
    /// Whether its steps take from lots by in lines.
    pub fn takes(self) -> bool {
        !matches!(self, Self::Begin | Self::Back | Self::Look)
    }

    /// Whether its steps give to lots by out lines.
    pub fn gives(self) -> bool {
        !matches!(self, Self::Leave | Self::Tend | Self::Look)
    }

    /// Whether these are the columns in which lines of the class count.
    pub(super) fn counts_in(self, columns: Columns) -> bool {
        let (taken, given) = (columns.taken, columns.given);
        match self {
            Self::Begin | Self::Back => (taken, given) == (None, Some(Column::Made)),
            Self::Turn => (taken, given) == (Some(Column::Used), Some(Column::Made)),
            Self::Move | Self::Look => (taken, given) == (None, None),
            Self::Leave => {
                let leaving = [Column::Used, Column::GoneOut, Column::Lost];
                given.is_none() && taken.is_some_and(|column| leaving.contains(&column))
            }
            Self::Tend => (taken, given) == (Some(Column::Used), None),
            Self::Count => (taken, given) == (Some(Column::Counted), Some(Column::Counted)),
        }
    }

    /// The columns that [`Class::counts_in`] takes, as a file says them.
    pub(super) fn columns_text(self) -> &'static str {
        match self {
            Self::Begin | Self::Back => r#"{"out": "made"}"#,
            Self::Turn => r#"{"in": "used", "out": "made"}"#,
            Self::Move | Self::Look => "{}",
            Self::Leave => r#"{"in": "used" | "gone_out" | "lost"}"#,
            Self::Tend => r#"{"in": "used"}"#,
            Self::Count => r#"{"in": "counted", "out": "counted"}"#,
        }
    }

    /// Whether steps of the class balance in this way: a move does exactly, a turn as its stage says, others have nothing to balance.
    pub(super) fn balances_by(self, balance: Option<Balance>) -> bool {
        match self {
            Self::Turn => balance.is_some(),
            Self::Move => balance == Some(Balance::Exact),
            _ => balance.is_none(),
        }
    }

    /// As on the wire, and at the end of `core.stage_class.{word}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Turn => "turn",
            Self::Move => "move",
            Self::Leave => "leave",
            Self::Back => "back",
            Self::Tend => "tend",
            Self::Look => "look",
            Self::Count => "count",
        }
    }
}

impl Column {
    /// As on the wire, and at the end of `core.stage_column.{word}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Used => "used",
            Self::GoneOut => "gone_out",
            Self::Lost => "lost",
            Self::Counted => "counted",
        }
    }
}

impl Balance {
    /// As on the wire, and at the end of `core.stage_balance.{word}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::UpTo => "up_to",
            Self::NeverShort => "never_short",
            Self::Live => "live",
        }
    }
}
