use nuong_domain::clean;

use super::view::{Printer, PrinterLanguage, Reach, SendTo};
use crate::{App, AppError, Code, Result};

impl App {
    /// The printer a person names: their own, a queue of the system, or `tcp://host:port`.
    pub(crate) fn print_target(&self, to: &SendTo) -> Result<Printer> {
        let name = clean(&to.printer);
        let own = self.read(|r| r.own_printer(&name))?;
        let mut printer = match own {
            Some(printer) => check_language(printer, to.language)?,
            None if name.starts_with("tcp://") => at_address(&name, to.language)?,
            None => self.system_queue(&name)?,
        };
        printer.language = to.language.unwrap_or(printer.language);
        Ok(printer)
    }

    fn system_queue(&self, name: &str) -> Result<Printer> {
        match super::wire::system_queues(self.patience)
            .iter()
            .any(|q| q == name)
        {
            true => Ok(office_queue(name)),
            false => {
                Err(AppError::new(Code::PrinterNotFound, "no such printer").with("name", name))
            }
        }
    }
}

/// What a person said of their printer holds: bytes of another language come out as pages of nonsense.
fn check_language(printer: Printer, asked: Option<PrinterLanguage>) -> Result<Printer> {
    match asked {
        Some(asked) if asked != printer.language => {
            Err(AppError::new(Code::PrinterOtherLanguage, &printer.name)
                .with("name", &printer.name)
                .with("language", language_word(printer.language))
                .with("asked", language_word(asked)))
        }
        _ => Ok(printer),
    }
}

fn language_word(language: PrinterLanguage) -> &'static str {
    match language {
        PrinterLanguage::Pdf => "PDF",
        PrinterLanguage::Zpl => "ZPL",
        PrinterLanguage::Tspl => "TSPL",
    }
}

/// A queue of the system that nobody described: an office printer.
pub(crate) fn office_queue(name: &str) -> Printer {
    Printer {
        name: name.to_owned(),
        reach: Reach::System,
        address: name.to_owned(),
        language: PrinterLanguage::Pdf,
        dpi: 0,
        asks: true,
    }
}

fn at_address(name: &str, language: Option<PrinterLanguage>) -> Result<Printer> {
    let wrong = || AppError::new(Code::PrinterAddressWrong, name).with("value", name);
    let unknown = || AppError::new(Code::PrinterLanguageUnknown, name).with("name", name);
    Ok(Printer {
        name: name.to_owned(),
        reach: Reach::Network,
        address: crate::printer::wire::network::network_address(name).ok_or_else(wrong)?,
        language: language.ok_or_else(unknown)?,
        dpi: 0,
        asks: true,
    })
}
