//! The cooperative's nouns and rules: codes, quantities and units, dates as people type them, pre-harvest intervals, lots and their
//! mass balance, expiry. Pure: no I/O, no clock; same inputs, same answers. It refuses values that cannot be true at the door
//! (parse, don't validate twice) and names each refusal by a code that locale files turn into a sentence.

pub mod code;
pub mod date;
pub mod goods;
pub mod id;
pub mod lot;
pub mod pallet;
pub mod phi;
pub mod quantity;
pub mod serial;
pub mod text;
pub mod unit;

pub use code::{CodeError, LotCode, Sku, TaxCode};
pub use date::{DateError, parse_date};
pub use goods::GoodsGroup;
pub use lot::LotStatus;
pub use pallet::PalletRing;
pub use quantity::{Decimal, Quantity, QuantityError};
pub use serial::SerialBlock;
pub use text::{clean, fold, has_marks};
pub use unit::{Dimension, Unit};
