//! One row of a flow: broken into lines at one size, shrunk when it alone is too long.

use super::super::lines::{Line, at_size, next_line, runs_of_line};
use super::super::words::Word;
use super::room::Room;
use crate::display::{Item, Rule};
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Um};
use crate::template::{Align, Flow, Row};

/// A title that would have to shrink below this part of its size takes more than two lines.
const LEAST_OF_TWO_LINES: i32 = 600;

/// Room beside a code that is narrower than this many thousandths of the smallest letters is none: text there would be
/// a word a line.
const LEAST_ROOM: i32 = 6_000;

/// White between the ink of two lines, in thousandths of the font size.
const INK_GAP: i32 = 40;

/// A line that has been set: its baseline and how far its ink hangs below.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct SetLine {
    pub baseline: Um,
    pub ink: Um,
}

/// A row that has been set.
pub(super) struct SetRow {
    pub items: Vec<Item>,
    pub lines: u16,
    pub last: SetLine,
}

/// What of a setting differs from label to label, as long as codes and words are the same: font size, gap, the line
/// above, top of the room.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(Um, Um, Option<SetLine>, Um);

/// Why a row does not fit.
enum Misfit {
    /// It takes too many lines, or has a word wider than a line: smaller letters may help.
    TooLong,
    /// It reaches below the box, or between codes that leave no room.
    TooLow,
}

/// One row being set at one size, `gap` below the line `above`, in at most so many lines no wider than `widest`.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    flow: &'a Flow,
    row: &'a Row,
    size: Um,
    room: &'a Room,
    gap: Um,
    above: Option<SetLine>,
    widest: Um,
    /// No line begins further left.
    from: Um,
    most_lines: u16,
}

impl<'a> Setting<'a> {
    pub fn new(
        flow: &'a Flow,
        row: &'a Row,
        room: &'a Room,
        size: Um,
        gap: Um,
        above: Option<SetLine>,
    ) -> Self {
        Setting {
            flow,
            row,
            size,
            room,
            gap,
            above,
            widest: Um(i32::MAX),
            from: room.area.x,
            most_lines: row.max_lines,
        }
    }

    pub fn key(&self) -> Key {
        Key(self.size, self.gap, self.above, self.room.area.y)
    }

    /// The row at this size, or smaller when it alone is too long for its lines; a title in two lines if it can be.
    pub fn best_row(self, words: &[Word]) -> Option<SetRow> {
        if !self.row.title {
            return self.shrunk_row(words).map(|(_, set)| set);
        }
        let two = Setting {
            most_lines: self.most_lines.min(2),
            ..self
        };
        let least = self.size.permille(LEAST_OF_TWO_LINES);
        let in_two = two.shrunk_row(words);
        let is_large = in_two.as_ref().is_some_and(|(two, _)| two.size >= least);
        let (setting, set) = if is_large {
            in_two?
        } else {
            self.shrunk_row(words).or(in_two)?
        };
        if set.lines < 2 {
            Some(set)
        } else {
            setting.balanced_row(words, set.lines).or(Some(set))
        }
    }

    /// The largest size from this one down at which the row has few enough lines. Of a title too large by far, the first lines
    /// already reach below the box.
    fn shrunk_row(self, words: &[Word]) -> Option<(Self, SetRow)> {
        let mut setting = self;
        loop {
            match setting.set_lines(words) {
                Ok(set) => return Some((setting, set)),
                Err(Misfit::TooLow) if !self.row.title => return None,
                Err(_) if setting.size <= self.row.min_size => return None,
                Err(_) => setting.size = setting.size.permille(960).max(self.row.min_size),
            }
        }
    }

    /// As many lines, but about equally long: the narrowest that will do.
    fn balanced_row(self, words: &[Word], lines: u16) -> Option<SetRow> {
        [360, 440, 520, 600, 680, 760, 840, 920]
            .into_iter()
            .find_map(|permille| {
                let widest = self.room.area.w.permille(permille);
                let set = Setting { widest, ..self }.set_lines(words);
                // Too narrow a measure is no failure: a wider one is tried next.
                set.ok().filter(|set| set.lines == lines)
            })
    }

    fn set_lines(&self, words: &[Word]) -> Result<SetRow, Misfit> {
        let mut items = Vec::new();
        let (mut rest, mut above, mut gap, mut lines) = (words, self.above, self.gap, 0);
        let mut at = *self;
        while !rest.is_empty() {
            let (line, left, width, now) = at.set_line(rest, gap, above);
            lines += 1;
            if self.flow.align == Align::Left {
                at.from = left; // a row that begins beside a picture stays beside it
            }
            if width <= Um(0) {
                return Err(Misfit::TooLow);
            }
            if line.too_wide || lines > self.most_lines {
                return Err(Misfit::TooLong);
            }
            if now.baseline + now.ink > self.room.area.bottom() {
                return Err(Misfit::TooLow);
            }
            if lines == 1 {
                items.extend(self.rule_above(&line, now.baseline));
            }
            let x = left + self.indent_of(width - at_size(line.advance, self.size));
            items.extend(
                runs_of_line(&line, self.size, x, now.baseline)
                    .into_iter()
                    .map(Item::Text),
            );
            (above, gap) = (Some(now), Um(0));
            rest = rest.get(line.words.len()..).unwrap_or(&[]);
        }
        above
            .map(|last| SetRow { items, lines, last })
            .ok_or(Misfit::TooLow)
    }

    /// The next line, its left edge and room, and where it stands. Its ink is known only once its words are: when it
    /// turns out to meet a code, it is broken again in the room beside the code.
    fn set_line<'w>(
        &self,
        words: &'w [Word],
        gap: Um,
        above: Option<SetLine>,
    ) -> (Line<'w>, Um, Um, SetLine) {
        let hoped = self.hoped_baseline(above, gap);
        let (mut top, mut bottom) = (
            hoped - self.size.permille(750),
            hoped + self.size.permille(220),
        );
        loop {
            let (left, width) = self.free_between(top, bottom);
            let line = next_line(
                words,
                i64::from(width.0) * 1_000 / i64::from(self.size.0.max(1)),
            );
            let baseline = self.baseline_of(&line, above, hoped, gap);
            let now = SetLine {
                baseline,
                ink: self.size.permille(line.bottom),
            };
            (top, bottom) = (
                top.min(baseline - self.size.permille(line.top)),
                bottom.max(baseline + now.ink),
            );
            // The band only grows, and each code narrows it once: this ends.
            if self.free_between(top, bottom) == (left, width) {
                return (line, left, width, now);
            }
        }
    }

    fn room_between(&self, top: Um, bottom: Um) -> (Um, Um) {
        let least = self.row.min_size.permille(LEAST_ROOM);
        self.room.free_between(top, bottom, least)
    }

    /// Left edge and width of what this row may use between two heights.
    fn free_between(&self, top: Um, bottom: Um) -> (Um, Um) {
        let (left, room) = self.room_between(top, bottom);
        let aside = (self.from - left).max(Um(0));
        let (left, room) = (left + aside, room - aside);
        let width = room.min(self.widest).max(Um(0));
        (left + self.indent_of(room - width), width)
    }

    /// Where the next baseline goes unless marks are in the way.
    fn hoped_baseline(&self, above: Option<SetLine>, gap: Um) -> Um {
        match above {
            None => self.room.area.y + self.size,
            Some(above) => above.baseline + self.size.permille(self.flow.leading) + gap,
        }
    }

    // Marks stacked on capitals (Ế, Ẵ) reach higher than a line usually does: then the line moves down a little.
    fn baseline_of(&self, line: &Line, above: Option<SetLine>, hoped: Um, gap: Um) -> Um {
        let ink = self.size.permille(line.top);
        match above {
            None => {
                self.room.area.y
                    + ink.max(
                        self.size
                            .permille(font_face(Weight::Regular).metrics.cap_height),
                    )
            }
            Some(above) => {
                hoped.max(above.baseline + above.ink + ink + self.size.permille(INK_GAP) + gap)
            }
        }
    }

    /// The line between this row and the one above, half-way between their ink.
    fn rule_above(&self, line: &Line, baseline: Um) -> Option<Item> {
        let above = self.above.filter(|_| self.row.rule > Um(0))?;
        let (from, to) = (
            above.baseline + above.ink,
            baseline - self.size.permille(line.top),
        );
        let y = from + Um((to - from - self.row.rule).0 / 2);
        let (x, w) = self.room_between(y, y + self.row.rule);
        let h = self.row.rule;
        let area = Area { x, y, w, h };
        (w > Um(0)).then_some(Item::Rule(Rule { area }))
    }

    fn indent_of(&self, spare: Um) -> Um {
        match self.flow.align {
            Align::Left => Um(0),
            Align::Center => Um(spare.0 / 2),
            Align::Right => spare,
        }
    }
}
