//! Steps added as they are typed.

use super::given::GivenStep;
use super::view::StepEntered;
use super::write::Desk;
use crate::base::given::{parse_objects, take_each};
use crate::stage::own_stages;
use crate::step::append::Entry;
use crate::{App, Result};

impl App {
    /// Enters one step (a JSON object) or several (an array, all or none), by whom this computer names or `by` does; with `keep` false it is
    /// only tried. Answers in the order given.
    ///
    /// # Errors
    /// Those of `step-cli.md`, with args `record` (which step, from 1), `field`, `line` (which line, from 1), `steps`.
    pub fn add_steps(
        &self,
        text: &str,
        by: &str,
        keep: bool,
        language: &str,
    ) -> Result<Vec<StepEntered>> {
        let objects = parse_objects(text)?;
        let (stages, today) = (own_stages(self.dir())?, self.today_date());
        self.write_or_try(by, keep, |tx| {
            let mut desk = Desk::new(tx, &stages, today, language)?;
            let entered = take_each(objects, |object| {
                let given = GivenStep::read(object, today)?;
                let entered = desk.enter(tx, &given, Entry::Typed)?;
                desk.record += 1;
                Ok(entered)
            })?;
            desk.check_stock(tx)?;
            Ok(entered)
        })
    }
}
