//! Wrong enrolment codes, counted per address, so that a code cannot be found by trying.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::limits;

const WINDOW: SignedDuration = SignedDuration::from_mins(1);
/// Addresses remembered at once; beyond it, the ones whose minute is over are forgotten.
const ADDRESSES: usize = 10_000;

/// Wrong codes lately, by address.
#[derive(Default)]
pub(crate) struct Tries {
    wrong: Mutex<HashMap<IpAddr, (Timestamp, u32)>>,
}

impl Tries {
    /// Books a try before the code is looked at, so that many at once cannot slip through.
    /// `false`: this address has used up its tries of the current minute.
    pub(crate) fn book_try(&self, address: IpAddr, now: Timestamp) -> bool {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.len() >= ADDRESSES {
            wrong.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        }
        let entry = wrong.entry(subscriber_network(address)).or_insert((now, 0));
        if now.duration_since(entry.0) >= WINDOW {
            *entry = (now, 0);
        }
        // A try that was turned away does not count: the door opens a minute after the first, however often one knocks.
        let open = entry.1 < limits::WRONG_CODES;
        entry.1 += u32::from(open);
        open
    }

    /// Takes a booking back: the code was right.
    pub(crate) fn unbook_try(&self, address: IpAddr) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = wrong.get_mut(&subscriber_network(address)) {
            *count = count.saturating_sub(1);
        }
    }
}

/// One subscriber has a whole /64 of IPv6 addresses.
fn subscriber_network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_codes_close_the_door_for_a_minute_to_that_address_alone() {
        let tries = Tries::default();
        let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let one: IpAddr = "2001:db8:1:1::1".parse().unwrap();
        let neighbour: IpAddr = "2001:db8:1:1:ffff::9".parse().unwrap();
        let other: IpAddr = "192.0.2.2".parse().unwrap();
        assert!(tries.book_try(one, start));
        tries.unbook_try(one);
        assert!((0..5).all(|_| tries.book_try(one, start)));
        assert!(!tries.book_try(one, start) && !tries.book_try(neighbour, start));
        assert!(tries.book_try(other, start));
        assert!(tries.book_try(one, start + SignedDuration::from_secs(60)));
    }
}
