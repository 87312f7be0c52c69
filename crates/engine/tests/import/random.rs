//! Seeded choices of the messes staff make: how a cell is spelt, in what unit, in which order columns stand.

use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

use super::book::{C, Rows};

/// A seeded choice of messes.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize].clone()
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }

    /// Spaces around, no-break spaces, decomposed accents, another case: the same text to a person.
    pub fn mess(&mut self, text: &str) -> String {
        match self.below(8) {
            0 => format!("  {text} "),
            1 => format!("\u{A0}{text}\u{A0}"),
            2 => text.nfd().collect(),
            3 => text.replace(' ', "  "),
            4 => format!("{text}\u{200B}"),
            _ => text.to_owned(),
        }
    }

    pub fn code(&mut self, code: &str) -> String {
        if self.one_in(9) {
            code.to_lowercase()
        } else {
            self.mess(code)
        }
    }

    pub fn date(&mut self, day: Date) -> C {
        let (d, m, y) = (day.day(), day.month(), day.year());
        match self.below(12) {
            0 => C::T(format!("{d}/{m}/{y}")),
            1 => C::T(format!("{d:02}/{m:02}/{y}")),
            2 => C::T(format!("{d:02}-{m:02}-{:02}", y % 100)),
            3 => C::T(format!("{d:02}.{m:02}.{y}")),
            4 => C::T(format!("{y}-{m:02}-{d:02}")),
            5 => C::T(format!(" ngày {d} tháng {m} năm {y}")),
            6 => C::N(f64::from((day - date(1899, 12, 30)).get_days())),
            7 => C::T(format!("{d}.{m}.{:02}", y % 100)),
            8 => C::T(format!("{d:02}/{m:02}/{y} 07:30")),
            _ => C::D(day),
        }
    }

    /// Tenths of a kilogram as staff write them in a column headed `unit`.
    pub fn quantity(&mut self, tenths: i64, unit: &Unit) -> C {
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let grouped = |mark: &str| {
            if whole >= 1000 {
                format!("{}{mark}{:03}", whole / 1000, whole % 1000)
            } else {
                whole.to_string()
            }
        };
        match self.below(9) {
            0 => C::T(format!("{whole},{tenth} kg")),
            1 => C::T(format!("{}kg", format_args!("{whole},{tenth}"))),
            2 => C::T(format!("{},{tenth} kg", grouped("."))),
            3 => C::T(format!("{},{tenth}\u{A0}Kg", grouped("\u{A0}"))),
            4 if unit.kg == 1 => C::T(format!(" {whole},{tenth}")),
            5 if unit.kg == 1 => C::T(format!("{},{tenth}", grouped("."))),
            6 => C::T(format!("{},{:03} tạ", whole / 100, tenths % 1000)),
            7 if whole >= 100 => C::T(format!("{} tạ {},{tenth} kg", whole / 100, whole % 100)),
            _ => C::N(tenths as f64 / 10.0 / unit.kg as f64),
        }
    }
}

pub struct Unit {
    pub header: &'static str,
    pub kg: i64,
}

pub const UNITS: &[Unit] = &[
    Unit {
        header: "Số lượng (kg)",
        kg: 1,
    },
    Unit {
        header: "Sản lượng (kg)",
        kg: 1,
    },
    Unit {
        header: "KL (tạ)",
        kg: 100,
    },
    Unit {
        header: "Khối lượng, kg",
        kg: 1,
    },
    Unit {
        header: "SỐ LƯỢNG",
        kg: 1,
    },
];

/// A table's columns in any order, under any of their names, below a title, with extra columns.
pub struct Layout {
    pub order: Vec<usize>,
    pub width: usize,
    pub names: Vec<String>,
    pub above: usize,
}

impl Layout {
    pub fn new(random: &mut Random, columns: &[&[&str]]) -> Self {
        let extra = random.below(3) as usize;
        let mut order: Vec<usize> = (0..columns.len() + extra).collect();
        random.shuffle(&mut order);
        let width = order.len();
        let mut names: Vec<String> = columns
            .iter()
            .map(|names| Self::name(random, names))
            .collect();
        names.extend(
            ["STT", "Xác nhận"]
                .iter()
                .take(extra)
                .map(|n| (*n).to_owned()),
        );
        Self {
            order,
            width,
            names,
            above: random.below(5) as usize,
        }
    }

    pub fn name(random: &mut Random, names: &[&str]) -> String {
        let name = random.of(names);
        match random.below(4) {
            0 => name.to_uppercase(),
            1 => name.nfd().collect(),
            2 => format!(" {name} "),
            _ => name.to_owned(),
        }
    }

    pub fn row(&self, cells: Vec<C>) -> Vec<C> {
        let mut row = vec![C::E; self.width];
        for (i, cell) in cells.into_iter().enumerate() {
            row[self.order[i]] = cell;
        }
        row
    }

    pub fn header(&self) -> Vec<C> {
        self.row(self.names.iter().map(|n| C::from(n.as_str())).collect())
    }

    pub fn start(&self, title: &str) -> Rows {
        let mut rows = vec![Vec::new(); self.above];
        if self.above > 0 {
            rows[0] = vec![C::from(title)];
        }
        rows.push(self.header());
        rows
    }
}
