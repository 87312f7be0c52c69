//! Work shared among threads, its results taken in order: what comes out does not depend on how many threads there are.

use std::num::NonZeroUsize;
use std::sync::mpsc::channel;
use std::thread::{available_parallelism, scope};

/// Threads that this machine runs at once.
pub(super) fn available_cores() -> NonZeroUsize {
    available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Jobs that each thread may be ahead: enough to be never idle, and a bound on memory.
const AHEAD: usize = 2;

/// Does `work` on each job and hands the results to `take` in the jobs' order, until it fails. Each thread has one
/// `state`. With one thread everything happens on the caller's.
pub(super) fn in_order<J: Send, R: Send, S, E>(
    threads: usize,
    mut jobs: impl Iterator<Item = J>,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 {
        let mut state = state();
        return jobs.try_for_each(|job| take(work(&mut state, job)));
    }
    let (state, work) = (&state, &work);
    scope(|scope| {
        let mut lanes = Vec::new();
        for _ in 0..threads {
            let (to, todo) = channel::<J>();
            let (done, from) = channel::<R>();
            lanes.push((to, from));
            scope.spawn(move || {
                let mut state = state();
                // A closed channel means that the run has ended early.
                for job in todo {
                    if done.send(work(&mut state, job)).is_err() {
                        break;
                    }
                }
            });
        }
        let (mut sent, mut taken) = (0, 0);
        let mut take_next = |n: usize| match lanes.get(n % threads).map(|lane| lane.1.recv()) {
            Some(Ok(result)) => take(result),
            _ => Ok(()), // the thread panicked, and the scope will say so
        };
        // Lane by lane in turn, and taken in the same turn: that is the jobs' order without a queue to sort.
        for job in jobs {
            if sent - taken >= threads * AHEAD {
                take_next(taken)?;
                taken += 1;
            }
            if let Some(lane) = lanes.get(sent % threads) {
                let _ = lane.0.send(job); // it fails only if the thread panicked
            }
            sent += 1;
        }
        (taken..sent).try_for_each(take_next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [0, 1, 2, 7] {
            let mut out = Vec::new();
            let done: Result<(), ()> = in_order(
                threads,
                0..100,
                || 0,
                |count: &mut u64, n: u64| {
                    *count += 1;
                    n * n
                },
                |n| {
                    out.push(n);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(out, (0..100).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_failure_ends_it() {
        for threads in [1, 3] {
            let done = in_order(
                threads,
                0..,
                || (),
                |(), n: u64| n,
                |n| if n < 9 { Ok(()) } else { Err(n) },
            );
            assert_eq!(done, Err(9));
        }
    }
}
