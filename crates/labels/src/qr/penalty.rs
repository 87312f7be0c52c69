//! How badly a scanner would like a symbol under each of the eight masks (ISO/IEC 18004, 7.8.3), counted for all eight
//! at once.

use super::wide::{Tally, Wide, first_dark};

/// Points that the standard gives: a run of five of one colour, each module above, a block of four, what looks like a
/// finder, each 5 % away from half dark.
const RUN: u32 = 3;
const BLOCK: u32 = 3;
const FINDER: u32 = 40;
const BALANCE: u32 = 10;

/// The penalty of a symbol given by rows and by columns.
pub(super) fn penalties<const W: usize>(
    side: u16,
    rows: impl Iterator<Item = Wide<W>>,
    columns: impl Iterator<Item = Wide<W>>,
) -> [u32; 8] {
    let mut count = Count::new(u32::from(side));
    let mut above = None;
    for row in rows {
        let alike = count.count_line(row);
        if let Some((above, alike_above)) = above.replace((row, alike)) {
            count.count_blocks(above, alike_above, row);
        }
        count.dark.add(row);
    }
    for column in columns {
        count.count_line(column);
    }
    count.points()
}

struct Count<const W: usize> {
    side: u32,
    pairs: Wide<W>,
    finders: Wide<W>,
    five: Tally<W>,
    starts: Tally<W>,
    blocks: Tally<W>,
    before: Tally<W>,
    after: Tally<W>,
    dark: Tally<W>,
}

impl<const W: usize> Count<W> {
    fn new(side: u32) -> Self {
        Count {
            side,
            pairs: Wide::all(&first_dark(side.saturating_sub(1))),
            finders: Wide::all(&first_dark((side + 1).saturating_sub(11))),
            five: Tally::new(),
            starts: Tally::new(),
            blocks: Tally::new(),
            before: Tally::new(),
            after: Tally::new(),
            dark: Tally::new(),
        }
    }

    /// Counts a line's runs and finders; the modules that have the colour of the next.
    #[inline(always)]
    fn count_line(&mut self, line: Wide<W>) -> Wide<W> {
        let alike = self.pairs.and_not(line.xor(line.earlier(1)));
        let two = alike.and(alike.earlier(1));
        // A module here begins five alike: a run of n has n − 4 of them.
        let five = two.and(two.earlier(2));
        self.five.add(five);
        self.starts.add(five.and_not(five.later()));
        self.count_finders(line);
        alike
    }

    /// Dark and light as 1:1:3:1:1 with four light modules before or after.
    #[inline(always)]
    fn count_finders(&mut self, line: Wide<W>) {
        let light = line.not();
        let two = light.and(light.earlier(1));
        let four = two.and(two.earlier(2));
        let three = line.and(line.earlier(1)).and(line.earlier(2));
        let ends = line.and(light.earlier(1));
        let starts = light.and(line.earlier(1));
        let core = ends.and(three.earlier(2)).and(starts.earlier(5));
        self.after.add(core.and(four.earlier(7)).and(self.finders));
        self.before.add(four.and(core.earlier(4)).and(self.finders));
    }

    /// Blocks of two by two modules of one colour.
    #[inline(always)]
    fn count_blocks(&mut self, above: Wide<W>, alike_above: Wide<W>, row: Wide<W>) {
        let down = above.xor(row);
        self.blocks
            .add(alike_above.and_not(down.zip(down.earlier(1), |a, b| a | b)));
    }

    fn points(&self) -> [u32; 8] {
        let counts = [
            (&self.five, 1),
            (&self.starts, RUN - 1),
            (&self.blocks, BLOCK),
            (&self.before, FINDER),
            (&self.after, FINDER),
        ];
        let mut points = self.dark.total().map(|dark| self.balance_points(dark));
        for (tally, each) in counts {
            for (points, count) in points.iter_mut().zip(tally.total()) {
                *points += each * count;
            }
        }
        points
    }

    fn balance_points(&self, dark: u32) -> u32 {
        let all = self.side.pow(2).max(1);
        BALANCE * ((dark * 20).abs_diff(all * 10) / all)
    }
}
