//! What a person can do: one file per noun, each a few methods of [`crate::App`]. They check what was typed, ask and change the store
//! through its door, and answer in `views`. No SQL here, no HTTP, no clock.

mod certificate;
mod cooperative;
mod draft;
mod export;
mod known_printer;
mod label;
mod label_claims;
mod label_codes;
mod label_data;
mod label_gtin;
mod label_ledger;
mod label_lot;
mod label_product;
mod laid_out;
mod link;
mod lot;
mod lot_status;
mod moves;
mod own_id;
mod page_ends;
mod paper;
mod picture;
mod print;
mod printer;
mod product;
mod product_label;
mod render;
mod said;
mod search;
mod send;
mod settle;
mod start;
mod template;
mod template_file;
mod today;
mod under_way;
mod window_print;
mod witness;

pub use nuong_labels::Language;
pub use render::PrintFormat;

use jiff::civil::Date;

use crate::App;
use crate::trace::offset;

impl App {
    /// Today in Viet Nam, by the host's clock.
    pub fn today_date(&self) -> Date {
        offset().to_datetime(self.host().now()).date()
    }
}
