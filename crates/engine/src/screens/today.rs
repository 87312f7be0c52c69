//! The first screen: what needs doing, most urgent first.

use serde::Serialize;
use ts_rs::TS;

use super::today_rows::{Numbers, WeekBar};
use crate::base::message::Message;
use crate::lot::LotRow;
use crate::{App, Result};

impl App {
    /// Today's tasks, newest lots and harvest by week.
    ///
    /// # Errors
    /// The store's own.
    pub fn today(&self) -> Result<Today> {
        self.read(|r| {
            let n = r.today_numbers()?;
            let destination = r.destination()?;
            let counts = r.delivery_counts(destination.as_ref().map(|d| d.id))?;
            let offline = destination.is_none() && n.events > 0;
            let tasks = [
                task_for("phi", n.phi, true, "lots?filter=phi"),
                task_for("refused", counts.refused, true, "sync?state=refused"),
                task_for(
                    "needs_enrolment",
                    u32::from(destination.is_some_and(|d| d.needs_enrolment)),
                    true,
                    "sync",
                ),
                task_for("bad_gtin", n.bad_gtin, true, "products"),
                task_for("no_products", u32::from(n.products == 0), true, "products"),
                task_for("no_lots", u32::from(no_lots(&n)), true, "lots"),
                task_for(
                    "not_connected",
                    if offline { n.events } else { 0 },
                    false,
                    "sync",
                ),
                task_for(
                    "waiting",
                    counts.waiting + counts.sent,
                    false,
                    "sync?state=waiting",
                ),
            ];
            Ok(Today {
                tasks: tasks.into_iter().flatten().collect(),
                recent: r.recent_lots(8)?,
                products: n.products,
                lots: n.lots,
                weeks: r.harvest_weeks()?,
            })
        })
    }
}

fn no_lots(n: &Numbers) -> bool {
    n.products > 0 && n.lots == 0
}

fn task_for(code: &str, count: u32, act: bool, target: &str) -> Option<Task> {
    let text = Message {
        key: format!("core.task.{code}"),
        args: [("count".to_owned(), count.to_string())].into(),
    };
    let severity = if act { "act" } else { "note" };
    (count > 0).then(|| Task {
        code: code.to_owned(),
        text,
        severity: severity.to_owned(),
        target: target.to_owned(),
    })
}

/// One thing to do, most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Task {
    /// `phi`, `refused`, `bad_gtin`, `not_connected`, `waiting`, `no_products`, `no_lots`.
    pub code: String,
    /// Title sentence, `core.task.{code}` with `{count}`.
    pub text: Message,
    /// `act` (a person must), `note` (good to know).
    pub severity: String,
    /// Screen to open: `lots?filter=phi`, `sync?state=refused`, `products`, …
    pub target: String,
}

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Today {
    /// To do.
    pub tasks: Vec<Task>,
    /// Newest lots.
    pub recent: Vec<LotRow>,
    /// Products, lots, households, plots.
    pub products: u32,
    /// Lots in all.
    pub lots: u32,
    /// Harvest by week, the last 26 with data.
    pub weeks: Vec<WeekBar>,
}
