//! The cooperative's nouns and rules: codes, quantities and units, dates as people type them, pre-harvest intervals, lots and their
//! mass balance, expiry; and the arithmetic of steps: which of them stand, what they make of stock, what balances, what came of what, what
//! is paid. Pure: no I/O, and it reads no clock; same inputs, same answers. It refuses values that cannot be true at the door
//! (parse, don't validate twice) and names each refusal by a code that locale files turn into a sentence.

// Bottom-up: a module names only those above its own line.

// Text as it is stored and compared.
pub mod text;
// Units of measure.
pub mod unit;
// Amounts.
pub mod quantity;
// Parts of a thousand, and rounding.
pub mod ratio;
// Water in goods.
pub mod moisture;
// What comes out was there.
pub mod balance;
// Dates as people type them.
pub mod date;
// What the lines of steps make of stock.
pub mod stock;
// Which lot goes first.
pub mod fefo;
// Which lots came of which.
pub mod lineage;
// What is paid.
pub mod money;
// The pre-harvest interval.
pub mod phi;
// The re-entry interval.
pub mod reentry;
// Record ids.
pub mod id;
// The logical clock.
pub mod clock;
// Which steps stand.
pub mod supersede;
// Tax, product and lot codes.
pub mod code;
// Groups of goods.
pub mod goods;
// Status, balance, expiry.
pub mod lot;
// Numbers of pallets.
pub mod pallet;
// Serial numbers of labels.
pub mod serial;

pub use code::{CodeError, LotCode, Sku, TaxCode};
pub use date::{DateError, parse_date};
pub use goods::GoodsGroup;
pub use lot::LotStatus;
pub use pallet::PalletRing;
pub use quantity::{Decimal, Quantity, QuantityError};
pub use serial::SerialBlock;
pub use text::{clean, fold, has_marks};
pub use unit::{Dimension, Unit};
