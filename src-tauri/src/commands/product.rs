//! Products, and what a product may be: its units and groups of goods.

use nuong_engine::Result;
use nuong_engine::views::{Choice, Product};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// Products whose code, name or GTIN holds every typed word, with or without tones; all for an empty text.
#[command(async)]
pub fn products(desk: D<'_>, text: String) -> Result<Vec<Product>> {
    desk.app()?.products(&text)
}

/// A product by its id, also a deleted one.
#[command(async)]
pub fn product(desk: D<'_>, id: String) -> Result<Product> {
    desk.app()?.product(&id)
}

/// A new product when its id is empty, else a changed one.
#[command(async)]
pub fn save_product(desk: D<'_>, product: Product) -> Result<Product> {
    desk.app()?.save_product(product)
}

/// Takes a product out of every list; `restore_product` brings it back.
#[command(async)]
pub fn delete_product(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_product(&id)
}

/// Brings a deleted product back.
#[command(async)]
pub fn restore_product(desk: D<'_>, id: String) -> Result<Product> {
    desk.app()?.restore_product(&id)
}

/// Groups of goods for the picker.
#[command(async)]
pub fn goods_groups(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.goods_groups())
}

/// Units of measure for the picker.
#[command(async)]
pub fn units(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.units())
}
