//! The logical clock of facts and of the change log (lot model, §1): one more than the greatest tick that this computer has seen; where two
//! computers counted alike, their ids decide. Whatever somebody wrote down knowing of an earlier entry therefore has the greater
//! tick. It knows no time of day, so a computer whose calendar runs ten years ahead wins by nothing; that is why a device's id is drawn
//! by lot as well and holds no date.

use std::fmt;
use std::str::FromStr;

/// Counts have twelve hexadecimal digits, so that they sort as text. A thousand entries a second last for 8,900 years.
const FARTHEST: u64 = 0xFFFF_FFFF_FFFF;
const COUNT_DIGITS: usize = 12;
const DEVICE_DIGITS: usize = 16;

/// Why a tick was not taken, or could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// Not written as a tick.
    #[error("not a tick of the clock")]
    Unreadable,
    /// There is none behind the one seen: no honest computer gets there.
    #[error("the clock is at its end")]
    AtItsEnd,
}

/// Which computer: 64 bits drawn by lot when its data file is made. Written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(u64);

impl Device {
    /// The device of these random bits. They must hold no time, or the computer with the latest calendar would win every tie.
    #[must_use]
    pub fn from_random(bits: u64) -> Self {
        Self(bits)
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DEVICE_DIGITS$x}", self.0)
    }
}

impl FromStr for Device {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        read_digits(text, DEVICE_DIGITS).map(Self)
    }
}

/// One tick: it belongs to one entry of one computer. In order of count, then of device; the texts sort alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tick {
    count: u64,
    device: Device,
}

impl Tick {
    /// How many ticks its computer had seen with it; of one computer, each number once.
    #[must_use]
    pub fn count(self) -> u64 {
        self.count
    }

    /// Whose entry it belongs to.
    #[must_use]
    pub fn device(self) -> Device {
        self.device
    }
}

impl fmt::Display for Tick {
    /// `000000000a1f-5d0c2a9be4471f03`: 29 letters, always.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0COUNT_DIGITS$x}-{}", self.count, self.device)
    }
}

impl FromStr for Tick {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        let (count, device) = text.split_once('-').ok_or(ClockError::Unreadable)?;
        Ok(Self {
            count: read_digits(count, COUNT_DIGITS)?,
            device: device.parse()?,
        })
    }
}

/// So many hexadecimal digits, small letters: one writing for one number, or the texts would not sort as the numbers do.
fn read_digits(text: &str, digits: usize) -> Result<u64, ClockError> {
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if plain && text.len() == digits {
        u64::from_str_radix(text, 16).map_err(|_| ClockError::Unreadable)
    } else {
        Err(ClockError::Unreadable)
    }
}

/// The clock of one computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogicalClock {
    device: Device,
    seen: u64,
}

impl LogicalClock {
    /// The clock of a computer whose greatest known tick, of its own or another's, is `seen`; none: nothing was written yet.
    #[must_use]
    pub fn resume(device: Device, seen: Option<Tick>) -> Self {
        let seen = seen.map_or(0, |tick| tick.count);
        Self { device, seen }
    }

    /// Whose clock it is.
    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }

    /// The tick of the next entry.
    ///
    /// # Errors
    /// [`ClockError::AtItsEnd`]; the clock stays as it is.
    pub fn next_tick(&mut self) -> Result<Tick, ClockError> {
        if self.seen >= FARTHEST {
            return Err(ClockError::AtItsEnd);
        }
        self.seen += 1;
        Ok(Tick {
            count: self.seen,
            device: self.device,
        })
    }

    /// Takes over what another computer has seen: entries from now on are behind it.
    pub fn take_over(&mut self, other: Tick) {
        self.seen = self.seen.max(other.count);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIRST: &str = "000000000001-5d0c2a9be4471f03";

    #[test]
    fn a_tick_is_written_and_read_back() {
        let mut clock = LogicalClock::resume(Device::from_random(0x5d0c_2a9b_e447_1f03), None);
        let first = clock.next_tick().unwrap();
        assert_eq!(first.to_string(), FIRST);
        assert_eq!(FIRST.parse(), Ok(first));
    }

    #[test]
    fn other_writings_are_refused() {
        for bad in [
            "",
            "-",
            "1-5d0c2a9be4471f03",
            "00000000000A-5d0c2a9be4471f03",
            "000000000001-5d0c2a9be4471f0",
            "000000000001-5d0c2a9be4471f03 ",
            "+00000000001-5d0c2a9be4471f03",
            "0000000000001-5d0c2a9be4471f03",
            "00000000000ộ-5d0c2a9be4471f03",
            "0199aa00bb00-00000001-0199aa00-bb00-7000-8000-000000000000",
        ] {
            assert_eq!(bad.parse::<Tick>(), Err(ClockError::Unreadable), "{bad}");
        }
    }

    #[test]
    fn a_calendar_ten_years_ahead_wins_nothing() {
        let mut ahead = LogicalClock::resume(Device::from_random(u64::MAX), None);
        let mut right = LogicalClock::resume(Device::from_random(0), None);
        let (wrong, in_2036) = (ahead.next_tick().unwrap(), "2036-11-28T08:00+07:00");
        right.take_over(wrong);
        let (mended, in_2026) = (right.next_tick().unwrap(), "2026-11-28T09:00+07:00");
        assert!(in_2036 > in_2026 && mended > wrong);
    }

    #[test]
    fn at_its_end_the_clock_stands() {
        let last: Tick = "ffffffffffff-0000000000000000".parse().unwrap();
        let mut clock = LogicalClock::resume(Device::from_random(1), Some(last));
        assert_eq!(clock.next_tick(), Err(ClockError::AtItsEnd));
        assert_eq!(clock.next_tick(), Err(ClockError::AtItsEnd));
    }

    /// What one of three computers does next.
    #[derive(Debug, Clone)]
    enum Deed {
        Write(usize),
        Merge { from: usize, to: usize },
    }

    fn any_deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            3 => (0_usize..3).prop_map(Deed::Write),
            1 => (0_usize..3, 0_usize..3).prop_map(|(from, to)| Deed::Merge { from, to }),
        ]
    }

    /// A computer as the test sees it: its clock, and every entry it knows of.
    struct Computer {
        clock: LogicalClock,
        knows: std::collections::BTreeSet<Tick>,
    }

    /// Every entry with what its writer knew.
    fn play_deeds(deeds: &[Deed], devices: [u64; 3]) -> Vec<(Tick, Vec<Tick>)> {
        let mut computers = devices.map(|bits| Computer {
            clock: LogicalClock::resume(Device::from_random(bits), None),
            knows: std::collections::BTreeSet::new(),
        });
        let mut entries = Vec::new();
        for deed in deeds {
            match *deed {
                Deed::Write(who) => {
                    let writer = &mut computers[who];
                    let tick = writer.clock.next_tick().unwrap();
                    entries.push((tick, writer.knows.iter().copied().collect()));
                    writer.knows.insert(tick);
                }
                Deed::Merge { from, to } => {
                    let told = computers[from].knows.clone();
                    for tick in told {
                        computers[to].clock.take_over(tick);
                        computers[to].knows.insert(tick);
                    }
                }
            }
        }
        entries
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        /// Calendars are no argument of the clock: whoever writes knowing of an entry wins over it, also over that of a computer ten years
        /// ahead, and no two entries are alike.
        #[test]
        fn who_knows_wins_whatever_the_calendars_say(
            deeds in proptest::collection::vec(any_deed(), 0..40),
            devices in any::<[u64; 3]>().prop_filter("three computers", |d| d[0] != d[1] && d[1] != d[2] && d[0] != d[2]),
        ) {
            let entries = play_deeds(&deeds, devices);
            for (tick, known) in &entries {
                prop_assert!(known.iter().all(|earlier| earlier < tick));
            }
            let alone: std::collections::BTreeSet<_> = entries.iter().map(|(tick, _)| tick).collect();
            prop_assert_eq!(alone.len(), entries.len());
        }

        #[test]
        fn texts_sort_as_ticks_do(a in 0..=FARTHEST, b in 0..=FARTHEST, x in any::<u64>(), y in any::<u64>()) {
            let tick = |count, bits| Tick { count, device: Device::from_random(bits) };
            for (one, other) in [(tick(a, x), tick(b, y)), (tick(a, x), tick(a, y))] {
                prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
                prop_assert_eq!(one.to_string().parse(), Ok(one));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<Tick>();
        }
    }
}
