//! How large the season is.

/// What there is of each kind.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub households: usize,
    pub plots: usize,
    pub intakes: usize,
    /// Two batches of leaf that share a rest: eleven or twelve lots from field to pack.
    pub pairs: usize,
    pub market_days: usize,
    pub weeks: usize,
    /// Mistakes of each kind.
    pub mistakes: usize,
}

/// A sixth of it: `NUONG_SEASON=small`.
const SMALL: Size = Size {
    households: 10,
    plots: 20,
    intakes: 500,
    pairs: 13,
    market_days: 7,
    weeks: 6,
    mistakes: 5,
};

/// A real cooperative's; what every run of the tests goes through.
const FULL: Size = Size {
    households: 60,
    plots: 120,
    intakes: 3_000,
    pairs: 73,
    market_days: 40,
    weeks: 12,
    mistakes: 5,
};

/// To look at by hand: `NUONG_SEASON=tiny`.
const TINY: Size = Size {
    households: 3,
    plots: 6,
    intakes: 90,
    pairs: 6,
    market_days: 3,
    weeks: 3,
    mistakes: 2,
};

impl Size {
    /// The one that was asked for.
    pub fn chosen() -> Self {
        match std::env::var("NUONG_SEASON").as_deref() {
            Ok("small") => SMALL,
            Ok("tiny") => TINY,
            _ => FULL,
        }
    }

    /// Which of `all` fall into a week.
    pub fn share(&self, all: usize, week: usize) -> std::ops::Range<usize> {
        all * week / self.weeks..all * (week + 1) / self.weeks
    }
}
