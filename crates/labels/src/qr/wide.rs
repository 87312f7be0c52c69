//! Lines of modules under all eight masks at once: `W` words a line, eight lanes a word. Plain loops over small arrays,
//! which the compiler turns into vector instructions.

/// One word of a line under each of the eight masks.
pub(super) type Lanes = [u64; 8];

/// A line of modules under each of the eight masks; bit 0 of word 0 is its first module.
#[derive(Clone, Copy)]
pub(super) struct Wide<const W: usize>(pub [Lanes; W]);

impl<const W: usize> Wide<W> {
    pub const ZERO: Self = Wide([[0; 8]; W]);

    /// The same line in all lanes.
    pub fn all(line: &[u64; W]) -> Self {
        Wide(line.map(|word| [word; 8]))
    }

    /// A line under one of the masks.
    pub fn lane(&self, mask: usize) -> [u64; W] {
        self.0.map(|lanes| lanes.get(mask).copied().unwrap_or(0))
    }

    pub fn set_lane(&mut self, mask: usize, line: &[u64; W]) {
        for (lanes, word) in self.0.iter_mut().zip(line) {
            lanes.get_mut(mask).into_iter().for_each(|l| *l = *word);
        }
    }

    #[inline(always)]
    pub fn zip(mut self, other: Self, of: impl Fn(u64, u64) -> u64) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            for (a, b) in a.iter_mut().zip(b) {
                *a = of(*a, *b);
            }
        }
        self
    }

    #[inline(always)]
    pub fn and(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// Bits of this that are not in the other.
    #[inline(always)]
    pub fn and_not(self, other: Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    #[inline(always)]
    pub fn xor(self, other: Self) -> Self {
        self.zip(other, |a, b| a ^ b)
    }

    #[inline(always)]
    pub fn not(self) -> Self {
        self.xor(Wide([[u64::MAX; 8]; W]))
    }

    /// Every module moved `by` (1 to 63) towards the line's beginning.
    #[inline(always)]
    pub fn earlier(self, by: u32) -> Self {
        let mut next = [0; 8];
        let mut out = self;
        for lanes in out.0.iter_mut().rev() {
            let now = *lanes;
            for (word, next) in lanes.iter_mut().zip(&next) {
                *word = *word >> by | next << (64 - by);
            }
            next = now;
        }
        out
    }

    /// Every module moved one towards the line's end.
    #[inline(always)]
    pub fn later(self) -> Self {
        let mut before = [0; 8];
        let mut out = self;
        for lanes in &mut out.0 {
            let now = *lanes;
            for (word, before) in lanes.iter_mut().zip(&before) {
                *word = *word << 1 | before >> 63;
            }
            before = now;
        }
        out
    }

    /// Dark modules under each mask.
    pub fn ones(&self) -> [u32; 8] {
        let mut sums = [0; 8];
        for lanes in &self.0 {
            for (sum, word) in sums.iter_mut().zip(lanes) {
                *sum += word.count_ones();
            }
        }
        sums
    }
}

/// A line whose first `n` modules are dark.
pub(super) fn first_dark<const W: usize>(n: u32) -> [u64; W] {
    let mut left = n;
    [0; W].map(|_: u64| {
        let here = left.min(64);
        left -= here;
        u64::MAX.checked_shr(64 - here).unwrap_or(0)
    })
}

/// Levels of a tally: 2⁹ lines are more than any symbol has in rows and columns.
const LEVELS: usize = 10;

/// Counts the dark modules of many lines. A population count is dear where the processor's own may not be used, so
/// lines are added up bit by bit (Harley and Seal's carry-save adders) and counted once at the end.
pub(super) struct Tally<const W: usize> {
    lines: u32,
    /// What waits for a second of its kind, and what has been added up, each worth 2ⁿ.
    levels: [(Wide<W>, Wide<W>); LEVELS],
}

impl<const W: usize> Tally<W> {
    pub fn new() -> Self {
        Tally {
            lines: 0,
            levels: [(Wide::ZERO, Wide::ZERO); LEVELS],
        }
    }

    #[inline(always)]
    pub fn add(&mut self, line: Wide<W>) {
        let mut carry = line;
        for (level, (waiting, sum)) in self.levels.iter_mut().enumerate() {
            if self.lines >> level & 1 == 0 {
                *waiting = carry;
                break;
            }
            let odd = sum.xor(*waiting);
            let both = sum.and(*waiting);
            *sum = odd.xor(carry);
            carry = both.zip(odd.and(carry), |a, b| a | b);
        }
        self.lines += 1;
    }

    /// All dark modules that were added, under each mask.
    pub fn total(&self) -> [u32; 8] {
        let mut totals = [0; 8];
        for (level, (waiting, sum)) in self.levels.iter().enumerate() {
            let waits = self.lines >> level & 1;
            let counts = sum.ones().into_iter().zip(waiting.ones());
            for (total, (sum, waiting)) in totals.iter_mut().zip(counts) {
                *total += (sum + waiting * waits) << level;
            }
        }
        totals
    }
}
