//! The kinds of records of which computers tell one another through the change log, and how the words of several come to one.

use crate::Result;
use crate::activity::spray_rows::Spray;
use crate::certificate::rows::CertificateRow;
use crate::cooperative::Profile;
use crate::label::serial_rows::StoredBlock;
use crate::label::sscc_rows::StoredPallets;
use crate::label_ledger::loss_rows::LabelLoss;
use crate::label_ledger::market_rows::LabelMove;
use crate::label_ledger::print_rows::LabelPrint;
use crate::lot::rows::LotBirth;
use crate::paper::rows::PaperRow;
use crate::party::rows::PartyRecord;
use crate::payment::rows::PaymentFact;
use crate::picture::rows::StoredPicture;
use crate::place::rows::StoredPlace;
use crate::product::rows::StoredProduct;
use crate::step::stage_rows::OwnStage;
use crate::store::kept::Kept;
use crate::store::record::{Kind, Record};
use crate::store::tx::Tx;
use crate::store::union::{Settled, Union};
use crate::template::rows::{PrintedTemplate, TemplateRow};

/// A kind that is told.
pub(super) struct SharedKind {
    pub kind: &'static Kind,
    /// Brings the record of a key in line with its entries.
    pub settle: fn(&mut Tx<'_>, &str) -> Result<Settled>,
}

fn by_field<R: Record>() -> SharedKind {
    SharedKind {
        kind: R::kind(),
        settle: |tx, key| tx.union_record::<R>(key, Union::ByField),
    }
}

fn by_birth<R: Record>() -> SharedKind {
    SharedKind {
        kind: R::kind(),
        settle: |tx, key| tx.union_record::<R>(key, Union::FirstBirth),
    }
}

/// Its contents came before its entry, for the log leaves them aside.
fn by_contents<R: Record>() -> SharedKind {
    SharedKind {
        kind: R::kind(),
        settle: |tx, key| {
            let there: Option<R> = tx.reader().record(&[crate::store::record::text(key)])?;
            let missing = || super::file::unreadable("contents are missing");
            there.ok_or_else(missing).map(|_| Settled::Same)
        },
    }
}

/// Every kind that is told, so that a record comes behind those that it names.
pub(super) fn shared_kinds() -> Vec<SharedKind> {
    vec![
        by_contents::<StoredPicture>(),
        by_contents::<PrintedTemplate>(),
        by_field::<Profile>(),
        by_field::<PartyRecord>(),
        by_field::<StoredPlace>(),
        by_field::<StoredProduct>(),
        by_field::<Kept<CertificateRow>>(),
        by_field::<Kept<PaperRow>>(),
        by_field::<Kept<TemplateRow>>(),
        by_birth::<OwnStage>(),
        by_birth::<LotBirth>(),
        by_birth::<Spray>(),
        by_birth::<LabelPrint>(),
        by_birth::<LabelLoss>(),
        by_birth::<StoredBlock>(),
        by_birth::<StoredPallets>(),
        by_birth::<LabelMove>(),
        by_birth::<PaymentFact>(),
    ]
}
