//! Printers that labels are sent to: a person's own, as they described them, and the queues that the system knows.

use std::collections::BTreeSet;

use nuong_domain::clean;
use nuong_labels::Resolution;

use super::target::office_queue;
use super::view::{KnownPrinter, Printer, Reach};
use crate::base::text::short;
use crate::{App, AppError, Code, Result};

/// Dots an inch of printers as they are sold.
const SOLD: [u32; 3] = [203, 300, 600];

/// The resolution of a printer.
///
/// # Errors
/// `dpi_unknown` (args `value`) for one that none is sold with.
pub(crate) fn printer_resolution(dpi: u32) -> Result<Resolution> {
    let sold = Resolution::dpi(dpi).filter(|_| SOLD.contains(&dpi));
    sold.ok_or_else(|| AppError::new(Code::DpiUnknown, dpi).with("value", dpi))
}

impl App {
    /// A person's own printers, then the system's queues that are none of them.
    ///
    /// # Errors
    /// The store's own.
    pub fn printers(&self) -> Result<Vec<KnownPrinter>> {
        let (own, fits) = self.read(|r| Ok((r.own_printers()?, r.printer_fits()?)))?;
        let is_own = |name: &String| {
            let same =
                |p: &Printer| p.name == *name || (p.reach == Reach::System && p.address == *name);
            own.iter().any(same)
        };
        let mut queues = super::wire::system_queues(self.patience);
        queues.retain(|name| !is_own(name));
        let known = |printer: Printer, own| KnownPrinter {
            aligned: fits
                .iter()
                .filter(|(name, _, _)| *name == printer.name)
                .map(|(_, sheet, _)| sheet.clone())
                .collect(),
            printer,
            own,
        };
        let others = queues.iter().map(|name| known(office_queue(name), false));
        let all = own.iter().cloned().map(|p| known(p, true)).chain(others);
        Ok(all.collect())
    }

    /// Whether labels can be drawn for a printer of that name: one that was aligned on some paper, or that [`App::printers`] lists.
    ///
    /// # Errors
    /// `printer_not_found` (args `name`), whose detail names those that there are.
    pub fn printer_is_known(&self, name: &str) -> Result<()> {
        let name = clean(name);
        let aligned = self.alignments()?.into_iter().map(|fit| fit.printer);
        let listed = self.printers()?.into_iter().map(|p| p.printer.name);
        let known: BTreeSet<String> = aligned.chain(listed).collect();
        match known.contains(&name) {
            true => Ok(()),
            false => {
                let known: Vec<String> = known.into_iter().collect();
                Err(AppError::new(Code::PrinterNotFound, known.join(", ")).with("name", name))
            }
        }
    }

    /// Adds a printer, or changes the one of that name.
    ///
    /// # Errors
    /// `name_empty`, `text_too_long`; `printer_address_wrong` (args `value`); `dpi_unknown` (args `value`).
    pub fn save_printer(&self, printer: &Printer) -> Result<Printer> {
        let name = short("printer.printer", &printer.name)?;
        if name.is_empty() {
            return Err(AppError::new(Code::NameEmpty, "printer.printer"));
        }
        let printer = Printer {
            name,
            address: checked_address(printer)?,
            ..printer.clone()
        };
        if printer.dpi != 0 {
            printer_resolution(printer.dpi)?;
        }
        self.write("", |tx| tx.put_printer(&printer))?;
        Ok(printer)
    }

    /// Forgets a printer of a person's own, and what was read off its ruler pages.
    ///
    /// # Errors
    /// `printer_not_found` (args `name`).
    pub fn remove_printer(&self, name: &str) -> Result<()> {
        let name = clean(name);
        self.write("", |tx| {
            let mut found = tx.remove_printer(&name)?;
            for (printer, sheet, _) in tx.reader().printer_fits()? {
                if printer == name {
                    found |= tx.drop_alignment(&name, &sheet)?;
                }
            }
            match found {
                true => Ok(()),
                false => Err(AppError::new(Code::PrinterNotFound, &name).with("name", &name)),
            }
        })
    }
}

fn checked_address(printer: &Printer) -> Result<String> {
    let typed = short("printer.address", &printer.address)?;
    let address = match printer.reach {
        Reach::Network => crate::printer::wire::network::network_address(&typed),
        Reach::System | Reach::Device => (!typed.is_empty()).then(|| typed.clone()),
    };
    address.ok_or_else(|| AppError::new(Code::PrinterAddressWrong, &typed).with("value", &typed))
}
