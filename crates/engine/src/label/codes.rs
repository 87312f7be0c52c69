//! What each label of a run has of its own: a serial number with its link, a pallet's SSCC. Both are set aside before anything is drawn and
//! put on the labels one by one while they are drawn, so that a million labels need no more room than one. Numbers set aside for a print
//! that came to nothing are never used. A reprint takes new numbers too: the labels that failed may lie about somewhere, and two labels
//! must not say that they are the same pack.

use std::borrow::Cow;
use std::collections::BTreeMap;

use nuong_domain::SerialBlock;
use nuong_domain::id::LotId;
use nuong_labels::{Field, LabelData, Template};

use super::pallet_book::PalletBook;
use super::sscc_rows::{PalletBlock, PalletsWanted};
use super::view::LabelRequest;
use crate::base::finding::{Finding, Severity, finding};
use crate::lot::{LotRecord, link};
use crate::store::reader::Reader;
use crate::template::of_pallets;
use crate::{App, AppError, Code, Result};

/// The codes of a run's labels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    serials: Option<SerialBlock>,
    pallets: Option<PalletBlock>,
    /// What parts a lot's link from a serial number.
    step: &'static str,
    /// How elements of a single pack begin: those of a carton name no pack.
    pack: Option<String>,
}

impl Codes {
    /// The `n`th label, from 0, of a run whose labels have `common` in common.
    pub fn coded_label<'a>(&self, common: &'a LabelData, n: u32) -> Cow<'a, LabelData> {
        if self.serials.is_none() && self.pallets.is_none() {
            return Cow::Borrowed(common);
        }
        let mut label = common.clone();
        if let Some(serial) = self.serial_of(n) {
            let and = |field, step: &str| {
                common
                    .get(field)
                    .map(|text| format!("{text}{step}{serial}"))
            };
            if let Some(link) = and(Field::Link, self.step) {
                label.set(Field::Link, &link);
            }
            if let Some(elements) = and(Field::Elements, "(21)").filter(|all| self.of_pack(all)) {
                label.set(Field::Elements, &elements);
            }
            label.set(Field::Serial, &serial);
        }
        if let Some(sscc) = self.sscc_of(n) {
            label.set(Field::Sscc, &sscc);
        }
        Cow::Owned(label)
    }

    fn of_pack(&self, elements: &str) -> bool {
        let pack = self.pack.as_deref();
        pack.is_some_and(|pack| elements.starts_with(pack))
    }

    /// All labels of a run, made as they are asked for.
    pub fn coded_labels<'a>(
        &'a self,
        common: &'a LabelData,
        count: u32,
    ) -> impl Iterator<Item = Cow<'a, LabelData>> {
        (0..count).map(|n| self.coded_label(common, n))
    }

    /// The serial number of the `n`th label.
    pub fn serial_of(&self, n: u32) -> Option<String> {
        self.serials.as_ref().map(|block| block.serial_number(n))
    }

    /// The SSCC of the `n`th label.
    pub fn sscc_of(&self, n: u32) -> Option<String> {
        self.pallets.as_ref().map(|block| block.sscc_of(n))
    }
}

impl App {
    /// Codes to look at and to check, and what forbids them. None of them is ever printed.
    pub(crate) fn specimen_codes(
        &self,
        request: &LabelRequest,
        template: &Template,
        lot: &LotRecord,
        lang: &str,
    ) -> Result<(Codes, Vec<Finding>)> {
        let mut codes = Codes {
            serials: request
                .serials
                .then(|| SerialBlock::specimen_block(request.count)),
            pallets: None,
            step: link::item_step(lot),
            pack: lot.gtin.as_ref().map(|gtin| format!("(01){gtin}")),
        };
        if !of_pallets(template) {
            return Ok((codes, Vec::new()));
        }
        let gcp = self.read(company_prefix)?;
        let digit = PalletBook::read_book(self.dir())?.laptop_digit();
        let missing =
            |code, field| vec![finding(code, Severity::Error, field, BTreeMap::new(), lang)];
        // Until a person gives the digit, the picture shows 0 and a finding says what is missing.
        codes.pallets = PalletBlock::specimen_pallets(&gcp, digit.unwrap_or(0));
        Ok(match (&codes.pallets, digit) {
            (None, _) => (codes, missing("sscc_needs_gcp", "profile.gcp")),
            (Some(_), None) => (codes, missing("sscc_needs_digit", "settings.sscc_digit")),
            _ => (codes, Vec::new()),
        })
    }

    /// Sets aside codes like these specimens for a run of the lot's labels, never to be used again.
    pub(crate) fn reserve_codes(
        &self,
        specimens: &Codes,
        lot: LotId,
        request: &LabelRequest,
    ) -> Result<Codes> {
        if specimens.serials.is_none() && specimens.pallets.is_none() {
            return Ok(Codes::default());
        }
        let lot = lot.to_string();
        self.write("", |tx| {
            let serials = match &specimens.serials {
                Some(_) => Some(tx.reserve_serials(&lot, request.count)?),
                None => None,
            };
            let pallets = match &specimens.pallets {
                Some(_) => {
                    let gcp = company_prefix(&tx.reader())?;
                    let mut book = PalletBook::read_book(self.dir())?;
                    let wanted = PalletsWanted {
                        gcp: &gcp,
                        lot: &lot,
                        pallets: request.count,
                        cartons: request.cartons,
                    };
                    Some(tx.reserve_ssccs(&mut book, &wanted)?)
                }
                None => None,
            };
            Ok(Codes {
                serials,
                pallets,
                step: specimens.step,
                pack: specimens.pack.clone(),
            })
        })
    }

    /// The digit that tells this laptop's pallets from those of the cooperative's other laptops; none until a person gave one.
    ///
    /// # Errors
    /// `disk_error`.
    pub fn sscc_digit(&self) -> Result<Option<u8>> {
        Ok(PalletBook::read_book(self.dir())?.laptop_digit())
    }

    /// Gives this laptop its digit, 0 to 9; no other laptop of the cooperative may have the same.
    ///
    /// # Errors
    /// `sscc_digit_invalid` (args `value`); those of the disk.
    pub fn set_sscc_digit(&self, digit: u8) -> Result<()> {
        if digit > 9 {
            return Err(AppError::new(Code::SsccDigitInvalid, digit).with("value", digit));
        }
        // Behind the door, so that no print of another window sets numbers aside meanwhile.
        self.write("", |_| {
            PalletBook::read_book(self.dir())?.choose_digit(digit)
        })
    }
}

fn company_prefix(r: &Reader<'_>) -> Result<String> {
    let profile = r.profile()?;
    // Without a prefix there are no pallet numbers: the checker says so.
    Ok(profile.and_then(|profile| profile.gcp).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(link: &str, elements: &str, pack: Option<&str>) -> (Option<String>, Option<String>) {
        let codes = Codes {
            serials: Some(SerialBlock::from_random(7, 40)),
            pallets: PalletBlock::specimen_pallets("9520120", 3),
            step: "/21/",
            pack: pack.map(|gtin| format!("(01){gtin}")),
        };
        let common = LabelData::default()
            .with(Field::Link, link)
            .with(Field::Elements, elements);
        let label = codes.coded_label(&common, 33);
        assert_eq!(label.get(Field::Serial), Some("000000000711"));
        assert_eq!(label.get(Field::Sscc).map(str::len), Some(18));
        let said = |field| label.get(field).map(str::to_owned);
        (said(Field::Link), said(Field::Elements))
    }

    #[test]
    fn a_pack_s_elements_name_it_and_a_carton_s_do_not() {
        let pack = "(01)09520120070000(17)281020(10)L1";
        let (link, elements) = label("https://x.vn/01/1/10/L1", pack, Some("09520120070000"));
        assert_eq!(
            link.as_deref(),
            Some("https://x.vn/01/1/10/L1/21/000000000711")
        );
        assert_eq!(elements, Some(format!("{pack}(21)000000000711")));
        let carton = "(01)19520120070007(10)L1";
        assert_eq!(
            label("https://x.vn/a", carton, Some("09520120070000"))
                .1
                .as_deref(),
            Some(carton)
        );
        assert_eq!(
            label("https://x.vn/a", carton, None).1.as_deref(),
            Some(carton)
        );
    }

    #[test]
    fn labels_with_one_code_are_not_copied() {
        let common = LabelData::default().with(Field::Lot, "L1");
        assert!(
            Codes::default()
                .coded_labels(&common, 3)
                .all(|label| matches!(label, Cow::Borrowed(_)))
        );
    }
}
