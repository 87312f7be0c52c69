//! Printers that labels are sent to: a person's own, as they described them, and the queues that the system knows.

use std::collections::BTreeSet;

use nuong_domain::clean;
use nuong_labels::{Language, RenderError, Resolution};

use super::cooperative::short;
use super::draft::{self, Draft, absolute, file_error};
use super::page_ends::PageEnds;
use super::paper::paper;
use super::send::queue;
use super::under_way::UnderWay;
use crate::printers::{self, Parcel};
use crate::store::mint;
use crate::views::{KnownPrinter, Printer, PrinterLanguage, Reach, SendTo};
use crate::{App, AppError, OnProgress, Result};

/// Of a label printer that nobody described, on paper for any printer.
const USUAL: u32 = 203;
/// Dots an inch of printers as they are sold.
const SOLD: [u32; 3] = [203, 300, 600];

/// The resolution of a printer.
///
/// # Errors
/// `dpi_unknown` (args `value`) for one that none is sold with.
pub(super) fn resolution(dpi: u32) -> Result<Resolution> {
    let sold = Resolution::dpi(dpi).filter(|_| SOLD.contains(&dpi));
    sold.ok_or_else(|| AppError::new("dpi_unknown", dpi).with("value", dpi))
}

impl App {
    /// A person's own printers, then the system's queues that are none of them.
    ///
    /// # Errors
    /// The store's own.
    pub fn known_printers(&self) -> Result<Vec<KnownPrinter>> {
        let (own, fits) = self.read(|r| Ok((r.printers()?, r.printer_fits()?)))?;
        let is_own = |name: &String| {
            let same =
                |p: &Printer| p.name == *name || (p.reach == Reach::System && p.address == *name);
            own.iter().any(same)
        };
        let mut queues = printers::queues(self.patience);
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
        let others = queues.iter().map(|name| known(queue(name), false));
        let all = own.iter().cloned().map(|p| known(p, true)).chain(others);
        Ok(all.collect())
    }

    /// Whether labels can be drawn for a printer of that name: one that was aligned on some paper, or that [`App::known_printers`] lists.
    ///
    /// # Errors
    /// `printer_not_found` (args `name`), whose detail names those that there are.
    pub fn printer_is_known(&self, name: &str) -> Result<()> {
        let name = clean(name);
        let aligned = self.printers()?.into_iter().map(|fit| fit.printer);
        let listed = self.known_printers()?.into_iter().map(|p| p.printer.name);
        let known: BTreeSet<String> = aligned.chain(listed).collect();
        match known.contains(&name) {
            true => Ok(()),
            false => {
                let known: Vec<String> = known.into_iter().collect();
                Err(AppError::new("printer_not_found", known.join(", ")).with("name", name))
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
            return Err(AppError::new("name_empty", "printer.printer"));
        }
        let printer = Printer {
            name,
            address: address(printer)?,
            ..printer.clone()
        };
        if printer.dpi != 0 {
            resolution(printer.dpi)?;
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
                    found |= tx.forget_printer_fit(&name, &sheet)?;
                }
            }
            match found {
                true => Ok(()),
                false => Err(AppError::new("printer_not_found", &name).with("name", &name)),
            }
        })
    }

    /// Sends the ruler page of a paper to a printer: proof that it is reached, understands and puts things where they belong. It is no label
    /// and stands in no ledger.
    ///
    /// # Errors
    /// `sheet_not_found`; otherwise as [`App::print_labels_to`].
    pub fn test_printer(&self, to: &SendTo, sheet: &str, progress: OnProgress<'_>) -> Result<()> {
        let printer = self.target(to)?;
        let id = mint(self.host(), self.host().now()).to_string();
        let _under_way = UnderWay::begin(self.dir(), &id)?;
        let draft = Draft::to_send(self.dir(), &id)?;
        let sent = self.test_page(&printer, sheet, &draft).and_then(|parcel| {
            let carried = self.carry(&printer, parcel, progress);
            carried.map_err(|broken| broken.error)
        });
        draft::discard(&draft.part);
        sent
    }

    fn test_page(&self, printer: &Printer, sheet: &str, draft: &Draft) -> Result<Parcel> {
        let sheet = self.read(|r| paper(r, sheet))?;
        let lang = self.paper_language()?;
        let known = (printer.dpi > 0).then_some(printer.dpi);
        let resolution = known
            .and_then(Resolution::dpi)
            .or(Resolution::of_dot(sheet.dot))
            .or(Resolution::dpi(USUAL))
            .ok_or_else(|| AppError::new("dpi_unknown", USUAL).with("value", USUAL))?;
        let ends = PageEnds::default();
        draft.fill(|file| {
            let file = &mut ends.counting(file);
            let drawn = match dots(printer.language) {
                None => nuong_labels::render_ruler(file, &sheet, lang),
                Some(language) => {
                    nuong_labels::render_ruler_dots(file, (language, resolution), &sheet, lang)
                }
            };
            drawn.map_err(|e| match e {
                RenderError::Io(e) => file_error(&e, &draft.part),
                RenderError::TooLarge => AppError::new("page_too_large", e),
                other => AppError::new("internal", other),
            })
        })?;
        Ok(Parcel {
            file: draft.open()?,
            path: absolute(&draft.part),
            marks: ends.marks(1),
            title: "Nương".into(),
            page: (sheet.page_width.0, sheet.page_height.0),
        })
    }
}

fn dots(language: PrinterLanguage) -> Option<Language> {
    match language {
        PrinterLanguage::Pdf => None,
        PrinterLanguage::Zpl => Some(Language::Zpl),
        PrinterLanguage::Tspl => Some(Language::Tspl),
    }
}

fn address(printer: &Printer) -> Result<String> {
    let typed = short("printer.address", &printer.address)?;
    let address = match printer.reach {
        Reach::Network => printers::network_address(&typed),
        Reach::System | Reach::Device => (!typed.is_empty()).then(|| typed.clone()),
    };
    address.ok_or_else(|| AppError::new("printer_address_wrong", &typed).with("value", &typed))
}
