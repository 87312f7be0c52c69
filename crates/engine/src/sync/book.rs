//! The store as a run's journal: every step goes through the one transaction door.

use jiff::Timestamp;
use nuong_domain::id::DestinationId;
use nuong_epcis::document::to_json;

use super::journal::{Journal, Receipt, Step};
use crate::destination::Outgoing as Parcel;
use crate::{App, Result};

/// The outbox of one destination.
pub struct Book<'a> {
    pub(crate) app: &'a App,
    pub(crate) destination: DestinationId,
}

impl Journal for Book<'_> {
    fn unresolved(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>> {
        self.app.read(|r| r.deliveries_sent(self.destination, due))
    }

    fn waiting(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>> {
        self.app
            .read(|r| r.deliveries_waiting(self.destination, due))
    }

    fn refused_lots(&self) -> Result<Vec<String>> {
        self.app.read(|r| r.refused_lots(self.destination))
    }

    fn document(&self, parcels: &[Parcel]) -> Result<Vec<u8>> {
        let numbers: Vec<i64> = parcels.iter().map(|p| p.event).collect();
        let document = self
            .app
            .read(|r| r.document(Some(&numbers), self.app.host().now()))?;
        Ok(to_json(&document).into_bytes())
    }

    fn record(&self, parcels: &[Parcel], step: &Step) -> Result<()> {
        let ids: Vec<String> = parcels.iter().map(|p| p.id.clone()).collect();
        self.app.write("", |tx| match step {
            Step::Sent(at) => tx.mark_sent(&ids, at.as_deref()),
            Step::Accepted(receipt) => tx.mark_accepted(&ids, &receipt.number, &proof_of(receipt)),
            Step::Adopted { event, receipt } => {
                for parcel in parcels {
                    tx.adopt_event(parcel.event, event)?;
                }
                tx.mark_accepted(&ids, &receipt.number, &proof_of(receipt))
            }
            Step::DeclaredThere(receipt) => {
                tx.mark_declared_there(&ids, &receipt.number, &proof_of(receipt))
            }
            Step::Refused(refusal) => {
                tx.mark_refused(&ids, &refusal.reason, &refusal.detail, &refusal.field)
            }
            Step::Waiting {
                next_try,
                reason,
                counts,
            } => tx.mark_waiting(&ids, *next_try, reason.as_ref(), *counts),
            Step::Unsure(next_try) => tx.mark_unsure(&ids, *next_try),
        })
    }
}

fn proof_of(receipt: &Receipt) -> String {
    format!("{} · {}", receipt.proof, receipt.source)
}
