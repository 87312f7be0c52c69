//! The cooperative's laptops, the registry, and the oracle beside them: whatever is done through the command line is written down there too.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::days;
use crate::farm;
use crate::laptop::{Laptop, Refusal};
use crate::oracle::Oracle;
use crate::random::Random;
use crate::size::Size;
use crate::there::{There, token_of};

/// Steps in one `step add`.
const ARRAY: usize = 300;

/// Everything there is.
pub struct World {
    pub size: Size,
    pub random: Random,
    pub first: Date,
    pub laptops: Vec<Laptop>,
    pub oracle: Oracle,
    pub there: There,
    /// On which laptop a lot is worked with.
    pub owner: BTreeMap<String, usize>,
    /// Lots of packs, oldest first.
    pub packs: Vec<String>,
}

impl World {
    /// The cooperative before its season, enrolled with a registry.
    pub fn new(size: Size) -> Self {
        // Where laptops cannot exchange what they know, there is one.
        let alone = std::env::var_os("NUONG_SEASON_ALONE").is_some();
        let count = if Laptop::has("merge") && !alone { 2 } else { 1 };
        let laptops = (0..count).map(|_| Laptop::new(&farm::profile()));
        let mut world = Self {
            size,
            random: Random::new(2026),
            first: days::first_day(size.weeks),
            laptops: laptops.collect(),
            oracle: Oracle::default(),
            there: There::new(),
            owner: BTreeMap::new(),
            packs: Vec::new(),
        };
        for laptop in &world.laptops {
            world.there.connect(laptop);
        }
        let records = [
            ("party", farm::parties(&size)),
            ("place", farm::places(&size)),
            ("product", farm::products()),
        ];
        for (noun, records) in records {
            let put = world.laptops[0].done_with(&[noun, "put", "--file", "-"], &records);
            let mut outcomes = put.as_array().unwrap().iter();
            assert!(outcomes.all(|one| one["outcome"] == "added"), "{put}");
        }
        world.exchange();
        world
    }

    /// A day of the season.
    pub fn day(&self, week: usize, of_week: i64) -> String {
        days::day(self.first, week, of_week)
    }

    /// The laptop that does the `n`th part of the work.
    pub fn at(&self, n: usize) -> usize {
        n % self.laptops.len()
    }

    /// The laptop on which a step's lot is worked with.
    pub fn laptop_of(&self, step: usize) -> usize {
        self.owner[&self.oracle.steps[step].lines[0].lot]
    }

    pub fn token(&self) -> String {
        token_of(&self.laptops[0].secrets())
    }

    /// Adds steps.
    pub fn add(&mut self, laptop: usize, steps: &[Value]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for some in steps.chunks(ARRAY) {
            let args = ["step", "add", "--file", "-", "--by", "Lan"];
            let entered = self.laptops[laptop].done_with(&args, &json!(some));
            let entered = entered.as_array().unwrap();
            assert_eq!(entered.len(), some.len());
            for (step, entered) in some.iter().zip(entered) {
                let id = entered["id"].as_str().unwrap();
                numbers.push(self.oracle.add(step, id, laptop));
            }
        }
        numbers
    }

    /// Puts other steps in the place of some, in one action.
    pub fn correct(
        &mut self,
        laptop: usize,
        pairs: &[(usize, Value)],
        more: &[&str],
    ) -> Vec<usize> {
        let (id, file) = self.correction(pairs);
        let args = [&["correct", &id, "--file", "-"], more].concat();
        let entered = self.laptops[laptop].done_with(&args, &file);
        let entered = entered.as_array().unwrap();
        assert_eq!(entered.len(), pairs.len());
        for (old, _) in pairs {
            self.oracle.drop_step(*old);
        }
        let mut numbers = Vec::new();
        for ((old, step), entered) in pairs.iter().zip(entered) {
            assert_eq!(entered["replaces"], json!(self.oracle.steps[*old].id));
            let id = entered["id"].as_str().unwrap();
            let new = self.oracle.add(step, id, laptop);
            self.oracle.replace(*old, new);
            numbers.push(new);
        }
        numbers
    }

    /// Tries to, and is refused.
    pub fn correct_refused(&self, laptop: usize, pairs: &[(usize, Value)]) -> Refusal {
        let (id, file) = self.correction(pairs);
        self.laptops[laptop].refused(&["correct", &id, "--file", "-"], &file)
    }

    /// One step as it is, several as pairs.
    fn correction(&self, pairs: &[(usize, Value)]) -> (String, Value) {
        let id = |n: usize| self.oracle.steps[n].id.clone();
        let file = match pairs {
            [(_, step)] => step.clone(),
            pairs => pairs
                .iter()
                .map(|(old, step)| json!({"id": id(*old), "step": step}))
                .collect(),
        };
        (id(pairs[0].0), file)
    }

    /// Says that a step never happened.
    pub fn void(&mut self, laptop: usize, step: usize) {
        let id = self.oracle.steps[step].id.clone();
        let args = ["void", &id, "--reason", "không có chuyến này"];
        assert_eq!(self.laptops[laptop].done(&args)["id"], json!(id));
        self.oracle.drop_step(step);
    }

    /// Takes back a laptop's latest action, by which `gone` came and `back` was out.
    pub fn undo(&mut self, laptop: usize, gone: &[usize], back: Option<usize>) {
        let undone = self.laptops[laptop].done(&["undo"]);
        let mut ids: Vec<&str> = gone.iter().map(|n| &*self.oracle.steps[*n].id).collect();
        let mut told = ids_of(&undone["steps"]);
        ids.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, ids, "what came stands no more");
        for n in gone {
            self.oracle.drop_step(*n);
        }
        let told = ids_of(&undone["back"]);
        let Some(old) = back else {
            return assert!(told.is_empty(), "{undone}");
        };
        assert_eq!(told.len(), 1, "{undone}");
        let (id, declared) = (told[0], self.oracle.steps[old].declared.is_some());
        assert_eq!(id != self.oracle.steps[old].id, declared, "{undone}");
        if declared {
            let step = &self.oracle.steps[old];
            let mut given = step.given.clone();
            // It comes again at the places where it was.
            for (n, line) in step.lines.iter().enumerate() {
                given["lines"][n]["place"] = json!(line.place);
            }
            let again = self.oracle.add(&given, id, laptop);
            self.oracle.replace(old, again);
        } else {
            self.oracle.bring_back(old);
        }
    }

    /// Each laptop takes in what the other knows.
    pub fn exchange(&mut self) {
        if let [one, other] = &*self.laptops {
            for (from, to) in [(one, other), (other, one)] {
                let file = from.path("changes.nuong");
                let file = file.to_str().unwrap();
                from.done(&["changes", "-o", file]);
                to.done(&["merge", file]);
            }
        }
        self.oracle.exchange();
    }

    /// A laptop brings what waits to the registry.
    pub fn sync(&mut self, laptop: usize) {
        let mut waiting = None;
        while waiting != Some(0) {
            let summary = self.laptops[laptop].done(&["sync"]);
            let clean = summary["refused"] == 0 && summary["notice"].is_null();
            assert!(clean, "{summary}");
            let left = summary["waiting"].as_u64();
            assert!(
                waiting.is_none_or(|before| left < Some(before)),
                "{summary}"
            );
            waiting = left;
        }
        self.oracle.sync(laptop);
    }

    /// All know all, and all of it is at the registry.
    pub fn meet(&mut self) {
        self.exchange();
        for laptop in 0..self.laptops.len() {
            self.sync(laptop);
        }
    }
}

fn ids_of(list: &Value) -> Vec<&str> {
    let ids = list.as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap()).collect()
}
