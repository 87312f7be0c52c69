//! The season on paper: what was said, what of it stands, what lies where. Plain maps and whole numbers; it knows nothing of the engine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::farm::{STORE, is_counted};

/// Takes, gives, or is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    In,
    Out,
    On,
}

/// A line of a step, in base units: milligrams, microlitres, pieces.
#[derive(Debug, Clone)]
pub struct Line {
    pub role: Role,
    pub lot: String,
    pub product: String,
    pub place: String,
    pub amount: i128,
}

/// A step as it was said, and what became of it.
pub struct Step {
    pub id: String,
    pub given: Value,
    pub stage: String,
    pub day: String,
    pub place: String,
    pub lines: Vec<Line>,
    pub stands: bool,
    /// The step that was put in its place last.
    pub heir: Option<usize>,
    /// Which laptop knows it.
    pub known: [bool; 2],
    /// Which laptop has brought its events to the registry.
    pub sent: [bool; 2],
    /// What was declared to stand in the place of its events.
    pub declared: Option<Vec<String>>,
    /// One of the season's mistakes is about it.
    pub touched: bool,
}

/// Everything that was said.
#[derive(Default)]
pub struct Oracle {
    pub steps: Vec<Step>,
    numbers: BTreeMap<String, usize>,
    of_lot: BTreeMap<String, Vec<usize>>,
    products: BTreeMap<String, String>,
}

/// What became of a lot.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub made: i128,
    pub used: i128,
    pub gone_out: i128,
    pub lost: i128,
    pub counted: i128,
}

impl Step {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.given[name].as_str().filter(|text| !text.is_empty())
    }
}

impl Oracle {
    /// Writes a step down under the id that the program gave it.
    pub fn add(&mut self, given: &Value, id: &str, laptop: usize) -> usize {
        let place = given["place"].as_str().unwrap_or(STORE).to_owned();
        let lines = given["lines"].as_array().unwrap().iter();
        let lines: Vec<Line> = lines.map(|line| self.line(line, &place)).collect();
        let n = self.steps.len();
        for line in &lines {
            let of_lot = self.of_lot.entry(line.lot.clone()).or_default();
            if of_lot.last() != Some(&n) {
                of_lot.push(n);
            }
            self.products.insert(line.lot.clone(), line.product.clone());
        }
        assert_eq!(self.numbers.insert(id.to_owned(), n), None, "{id} twice");
        let mut known = [false; 2];
        known[laptop] = true;
        self.steps.push(Step {
            id: id.to_owned(),
            given: given.clone(),
            stage: given["stage"].as_str().unwrap().to_owned(),
            day: given["day"].as_str().unwrap().to_owned(),
            place,
            lines,
            stands: true,
            heir: None,
            known,
            sent: [false; 2],
            declared: None,
            touched: false,
        });
        n
    }

    fn line(&self, given: &Value, at: &str) -> Line {
        let role = match given["role"].as_str().unwrap() {
            "in" => Role::In,
            "out" => Role::Out,
            _ => Role::On,
        };
        let product = given["product"].as_str();
        // What nobody keeps lots of is one lot under the product's own code.
        let lot = given["lot"].as_str().or(product).unwrap().to_owned();
        let product = product.map_or_else(|| self.products[&lot].clone(), str::to_owned);
        let place = match (given["place"].as_str(), role) {
            (Some(place), _) => place.to_owned(),
            (None, Role::In) if lot != product => self.only_place(&lot),
            _ => at.to_owned(),
        };
        let amount = amount_of(given, &product);
        Line {
            role,
            lot,
            product,
            place,
            amount,
        }
    }

    /// Where a lot lies that lies at one place.
    pub fn only_place(&self, lot: &str) -> String {
        let mut places = self.places(lot).into_iter();
        let (place, _) = places.next().unwrap_or_else(|| panic!("no {lot} left"));
        assert!(places.next().is_none(), "{lot} lies at several places");
        place
    }

    /// The number of a step.
    pub fn number(&self, id: &str) -> usize {
        self.numbers[id]
    }

    pub fn knows(&self, id: &str) -> bool {
        self.numbers.contains_key(id)
    }

    /// Lots that any step ever named.
    pub fn lots(&self) -> impl Iterator<Item = (&String, &String)> {
        self.products.iter()
    }

    fn lines_of<'o>(&'o self, lot: &'o str) -> impl Iterator<Item = (&'o Step, &'o Line)> {
        let steps = self.of_lot.get(lot).into_iter().flatten();
        let standing = steps.map(|n| &self.steps[*n]).filter(|step| step.stands);
        standing.flat_map(move |step| {
            let lines = step.lines.iter().filter(move |line| line.lot == lot);
            lines.map(move |line| (step, line))
        })
    }

    /// What there is of a lot by place; places with nothing are left out.
    pub fn places(&self, lot: &str) -> BTreeMap<String, i128> {
        let mut places = BTreeMap::<String, i128>::new();
        for (_, line) in self.lines_of(lot) {
            *places.entry(line.place.clone()).or_default() += signed(line);
        }
        places.retain(|_, amount| *amount != 0);
        places
    }

    /// What there is of a lot at a place.
    pub fn at(&self, lot: &str, place: &str) -> i128 {
        self.places(lot).remove(place).unwrap_or(0)
    }

    /// The steps that took more of a lot at a place than they gave.
    pub fn takers(&self, lot: &str, place: &str) -> BTreeSet<String> {
        let mut sums = BTreeMap::<String, i128>::new();
        for (step, line) in self.lines_of(lot).filter(|(_, line)| line.place == place) {
            *sums.entry(step.id.clone()).or_default() += signed(line);
        }
        sums.retain(|_, sum| *sum < 0);
        sums.into_keys().collect()
    }

    /// What became of a lot.
    pub fn balance(&self, lot: &str) -> Balance {
        let mut balance = Balance::default();
        for (step, line) in self.lines_of(lot) {
            match step.stage.as_str() {
                "harvest" | "intake" | "buy_input" | "return" => balance.made += line.amount,
                "process" | "split" | "merge" | "pack" if line.role == Role::Out => {
                    balance.made += line.amount;
                }
                "process" | "split" | "merge" | "pack" | "spray" | "fertilise" | "use"
                | "sample" => balance.used += line.amount,
                "ship" | "sell" => balance.gone_out += line.amount,
                "spoil" => balance.lost += line.amount,
                "count" => balance.counted += signed(line),
                _ => {}
            }
        }
        balance
    }

    /// Every lot that a lot's goods went into, itself among them: reached one turn at a time until nothing new is.
    pub fn closure(&self, seed: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::from([seed.to_owned()]);
        loop {
            let before = reached.len();
            for step in self
                .steps
                .iter()
                .filter(|step| step.stands && is_turn(step))
            {
                let of = |role| step.lines.iter().filter(move |line| line.role == role);
                if of(Role::In).any(|line| reached.contains(&line.lot)) {
                    reached.extend(of(Role::Out).map(|line| line.lot.clone()));
                }
            }
            if reached.len() == before {
                return reached;
            }
        }
    }

    /// Another step stands in the place of one.
    pub fn replace(&mut self, old: usize, new: usize) {
        self.steps[old].stands = false;
        self.steps[old].heir = Some(new);
        for n in [old, new] {
            self.steps[n].touched = true;
        }
    }

    /// Nothing stands in the place of a step.
    pub fn drop_step(&mut self, old: usize) {
        let step = &mut self.steps[old];
        (step.stands, step.heir, step.touched) = (false, None, true);
    }

    /// A step stands after all.
    pub fn bring_back(&mut self, old: usize) {
        let step = &mut self.steps[old];
        (step.stands, step.heir) = (true, None);
    }
}

fn is_turn(step: &Step) -> bool {
    ["process", "split", "merge", "pack"].contains(&step.stage.as_str())
}

pub fn signed(line: &Line) -> i128 {
    match line.role {
        Role::In => -line.amount,
        Role::Out => line.amount,
        Role::On => 0,
    }
}

/// Base units of a number as the program writes it.
pub fn base_units(number: &Value, product: &str) -> i128 {
    let scale = if is_counted(product) { 1.0 } else { 1e6 };
    (number.as_f64().unwrap() * scale).round() as i128
}

fn amount_of(given: &Value, product: &str) -> i128 {
    let of = |number: &Value| base_units(number, product);
    if given["role"] == "on" {
        return 0;
    }
    match &given["quantity"] {
        Value::Null => of(&given["rest"]["gross"]) - of(&given["rest"]["tare"]),
        quantity => of(quantity),
    }
}
