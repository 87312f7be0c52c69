//! How long to wait before asking or trying again. Pure: the randomness is an argument.

use std::time::Duration;

/// Posts or questions in one run before the run gives up for now.
pub const TRIES: u32 = 5;

/// Shortest wait between two automatic runs.
const FIRST: u64 = 15;

/// Longest wait between two automatic runs.
pub const LONGEST: u64 = 15 * 60;

/// Longest wait a server may ask of us.
const LONGEST_ASKED: u64 = 60 * 60;

/// Waits before each question about a job, in milliseconds: 60 s in all.
pub const POLLS: [u64; 18] = [
    0, 100, 200, 400, 800, 1500, 2000, 3000, 4000, 5000, 5000, 5000, 5000, 5000, 5000, 6000, 6000,
    6000,
];

/// Wait before the `round`-th further try within one run (1, 2, 4, 8 s).
pub fn within_run(round: u32) -> Duration {
    Duration::from_secs(1 << round.saturating_sub(1).min(6))
}

/// Wait before the next automatic run after `failures` in a row: doubling from 15 s to 15 min, a fifth more or less by `luck`, and
/// never less than the server asked for.
pub fn between_runs(failures: u32, luck: [u8; 16], asked: Option<u64>) -> Duration {
    let whole = FIRST.saturating_mul(1 << failures.min(10)).min(LONGEST);
    let [low, high, ..] = luck;
    let share = u64::from(u16::from_le_bytes([low, high]));
    let millis = whole * 800 + whole * 400 * share / u64::from(u16::MAX);
    Duration::from_millis(millis).max(Duration::from_secs(asked.unwrap_or(0).min(LONGEST_ASKED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour_with_a_fifth_of_luck() {
        let (low, high) = ([0; 16], [255; 16]);
        assert_eq!(between_runs(0, low, None), Duration::from_secs(12));
        assert_eq!(between_runs(0, high, None), Duration::from_secs(18));
        assert_eq!(between_runs(1, low, None), Duration::from_secs(24));
        assert_eq!(between_runs(40, high, None), Duration::from_secs(1080));
    }

    #[test]
    fn a_server_may_ask_for_more_but_not_for_a_week() {
        assert_eq!(
            between_runs(0, [0; 16], Some(120)),
            Duration::from_secs(120)
        );
        assert_eq!(
            between_runs(0, [0; 16], Some(604_800)),
            Duration::from_secs(3600)
        );
    }
}
