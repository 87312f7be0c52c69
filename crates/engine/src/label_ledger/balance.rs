use std::collections::BTreeMap;

use nuong_domain::lot::whole_packs;

use super::view::LabelBalance;
use crate::base::finding::{Finding, Severity, finding};
use crate::lot::LotRecord;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// A warning when more labels would be about than the lot has packs.
pub(crate) fn packs_finding(
    balance: &LabelBalance,
    wanted: u32,
    lot: &str,
    lang: &str,
) -> Option<Finding> {
    let packs = balance.packs?;
    let labels = balance.in_use.saturating_add(wanted);
    let args = BTreeMap::from([
        ("lot".to_owned(), lot.to_owned()),
        ("packs".to_owned(), packs.to_string()),
        ("labels".to_owned(), labels.to_string()),
    ]);
    (labels > packs).then(|| {
        finding(
            "more_labels_than_packs",
            Severity::Warning,
            "label.count",
            args,
            lang,
        )
    })
}

impl App {
    /// Labels of a lot against its packs.
    ///
    /// # Errors
    /// `lot_not_found`; the store's own.
    pub fn label_balance(&self, lot: &str) -> Result<LabelBalance> {
        self.read(|r| balance_of_lot(r, &r.lot_named(lot)?))
    }
}

/// Labels of a lot against its packs.
pub(crate) fn balance_of_lot(r: &Reader<'_>, lot: &LotRecord) -> Result<LabelBalance> {
    let id = lot.id.to_string();
    let net = r.product(lot.product)?.and_then(|p| p.net());
    let (printed, in_use) = (r.labels_printed(&id)?, r.labels_in_use(&id)?);
    let markets = r.labels_at_markets(&id)?;
    let away: u32 = markets.iter().map(|market| market.labels).sum();
    Ok(LabelBalance {
        printed,
        lost: printed.saturating_sub(in_use),
        in_use,
        markets,
        in_stock: in_use.saturating_sub(away),
        packs: net.and_then(|(net, _)| whole_packs(lot.quantity, net)),
    })
}

/// After a change: at markets are no more labels of the lot than are in use.
pub(crate) fn still_in_stock(r: &Reader<'_>, lot: &str) -> Result<()> {
    let (in_use, markets) = (r.labels_in_use(lot)?, r.labels_at_markets(lot)?);
    let away: u32 = markets.iter().map(|market| market.labels).sum();
    if away > in_use {
        return Err(AppError::new(Code::LabelsAtMarket, away).with("over", away - in_use));
    }
    Ok(())
}
