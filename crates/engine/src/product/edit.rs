//! Products: listed, edited, taken out of sight and brought back.

use jiff::civil::Date;
use nuong_domain::id::ProductId;
use nuong_domain::{Decimal, GoodsGroup, Quantity, Sku, Unit, clean, fold, has_marks};
use nuong_gs1::Gtin;

use super::label_words::long_text;
use super::rows::ProductRecord;
use super::view::Product;
use crate::base::text::short;
use crate::stage::Stages;
use crate::{App, AppError, Code, Result};

/// Longest shelf life taken as true.
const MOST_MONTHS: u32 = 600;

/// The same in days.
const MOST_DAYS: u32 = 18_250;

/// Wettest product taken as true, in ‰: above it there is no goods left.
const MOST_MOISTURE: u32 = 990;

fn id_of(text: &str) -> Result<ProductId> {
    text.parse()
        .map_err(|e| AppError::of(Code::ProductNotFound, e))
}

impl App {
    /// Products whose code, name or GTIN holds every typed word (with or without tones); all for an empty text. Deleted ones are not listed.
    ///
    /// # Errors
    /// The store's own.
    pub fn products(&self, text: &str) -> Result<Vec<Product>> {
        let typed = clean(text).to_lowercase();
        let key = |s: &str| {
            if has_marks(&typed) {
                s.to_lowercase()
            } else {
                fold(s)
            }
        };
        let all = self.read(|r| r.products_in_sight())?;
        let holds = |p: &ProductRecord| {
            let line = key(&format!(
                "{} {} {}",
                p.sku,
                p.name,
                p.gtin.as_deref().unwrap_or("")
            ));
            typed.split(' ').all(|word| line.contains(word))
        };
        Ok(all
            .into_iter()
            .filter(|(_, p, _)| holds(p))
            .map(|(id, p, lots)| p.as_view(id, lots))
            .collect())
    }

    /// One product, also a deleted one.
    ///
    /// # Errors
    /// `product_not_found`.
    pub fn product(&self, id: &str) -> Result<Product> {
        let id = id_of(id)?;
        self.read(|r| {
            let product = r
                .product(id)?
                .ok_or_else(|| AppError::new(Code::ProductNotFound, id))?;
            Ok(product.as_view(id, r.lots_of_product(id)?))
        })
    }

    /// Adds (empty `id`) or changes a product. Lots that exist keep the code and GTIN they were born with; their labels
    /// are printed with a warning where the product's GTIN is another by then.
    ///
    /// # Errors
    /// `sku_invalid`, `name_empty`, `gtin_invalid`, `gtin_taken`, `sku_taken`, `goods_group_unknown`, `unit_unknown`, `shelf_life_invalid`,
    /// `quantity_*`, `field_invalid` (args `field`, `value`), `text_too_long`, `product_not_found`; of the label fields `price_invalid`, `ethanol_invalid`, `packs_invalid`,
    /// `carton_gtin_same`, `date_kind_unknown`, `expiry_kind_unknown`, `face_invalid`, `ocop_stars_invalid`, `ocop_date_missing`, `date_*`.
    pub fn save_product(&self, product: Product) -> Result<Product> {
        let record = checked_product(&product, self.today_date())?;
        let id = self.write("", |tx| {
            if product.id.is_empty() {
                let id = tx.new_product_id(&record.sku)?;
                tx.put_product(id, &record)?;
                return Ok(id);
            }
            let id = id_of(&product.id)?;
            if tx.reader().product(id)?.is_none() {
                return Err(AppError::new(Code::ProductNotFound, id));
            }
            tx.put_product(id, &record)?;
            Ok(id)
        })?;
        self.product(&id.to_string())
    }

    /// Takes a product out of sight; [`App::restore_product`] brings it back.
    ///
    /// # Errors
    /// `product_has_lots` (args `count`): what was harvested needs its product; `product_not_found`.
    pub fn delete_product(&self, id: &str) -> Result<()> {
        let id = id_of(id)?;
        self.write("", |tx| match tx.reader().lots_of_product(id)? {
            0 => tx.set_product_deleted(id, true),
            lots => Err(AppError::new(Code::ProductHasLots, id).with("count", lots)),
        })
    }

    /// Undoes [`App::delete_product`].
    ///
    /// # Errors
    /// `product_not_found`.
    pub fn restore_product(&self, id: &str) -> Result<Product> {
        let product = id_of(id)?;
        self.write("", |tx| tx.set_product_deleted(product, false))?;
        self.product(id)
    }
}

pub(super) fn checked_product(p: &Product, today: Date) -> Result<ProductRecord> {
    let name = short("product.name", &p.name)?;
    if name.is_empty() {
        return Err(AppError::new(Code::NameEmpty, "product.name"));
    }
    if !p.goods_group.is_empty() && GoodsGroup::by_code(&p.goods_group).is_none() {
        return Err(
            AppError::new(Code::GoodsGroupUnknown, &p.goods_group).with("value", &p.goods_group)
        );
    }
    if p.shelf_life_months
        .is_some_and(|m| m == 0 || m > MOST_MONTHS)
    {
        return Err(AppError::new(Code::ShelfLifeInvalid, MOST_MONTHS).with("most", MOST_MONTHS));
    }
    refuse_beyond("shelf_life_days", p.shelf_life_days, MOST_DAYS)?;
    refuse_unknown_sector(&p.sector)?;
    refuse_beyond("standard_moisture", p.standard_moisture, MOST_MOISTURE)?;
    let gtin = checked_gtin(p.gtin.as_deref().unwrap_or(""))?;
    let label = super::label_words::checked_label(p, gtin.as_deref(), today)?;
    Ok(ProductRecord {
        sku: Sku::parse(&p.sku)
            .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", &p.sku))?
            .to_string(),
        name,
        goods_group: p.goods_group.clone(),
        sector: p.sector.clone(),
        gtin_rejected: if gtin.is_some() {
            None
        } else {
            p.gtin_rejected
                .as_deref()
                .map(clean)
                .filter(|g| !g.is_empty())
        },
        gtin,
        net_quantity: net_quantity(p)?,
        unit: p.unit.clone(),
        kind: p.kind,
        shelf_life_months: p.shelf_life_months,
        shelf_life_days: p.shelf_life_days,
        standard_moisture: p.standard_moisture,
        ingredients: long_text(&p.ingredients)?,
        storage: long_text(&p.storage)?,
        usage: long_text(&p.usage)?,
        standards: long_text(&p.standards)?,
        label,
    })
}

/// A sector is one that stages name, or none.
fn refuse_unknown_sector(code: &str) -> Result<()> {
    let stages = Stages::shipped()?;
    if code.is_empty() || stages.sectors().iter().any(|sector| sector.code == code) {
        return Ok(());
    }
    Err(AppError::new(Code::FieldInvalid, "no such sector")
        .with("field", "sector")
        .with("value", code))
}

/// A number that is none, or from 1 to `most`.
fn refuse_beyond(field: &str, number: Option<u32>, most: u32) -> Result<()> {
    match number.filter(|n| *n == 0 || *n > most) {
        Some(beyond) => Err(AppError::new(Code::FieldInvalid, most)
            .with("field", field)
            .with("value", beyond)),
        None => Ok(()),
    }
}

fn checked_gtin(text: &str) -> Result<Option<String>> {
    let digits: String = clean(text).chars().filter(|c| *c != ' ').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let gtin = Gtin::parse(&digits)
        .map_err(|e| AppError::of(Code::GtinInvalid, e).with("value", &digits))?;
    Ok(Some(gtin.as_str().to_owned()))
}

fn net_quantity(p: &Product) -> Result<Option<i64>> {
    let unit = Unit::by_code(&p.unit)
        .ok_or_else(|| AppError::new(Code::UnitUnknown, &p.unit).with("value", &p.unit))?;
    let Some(number) = p.net_quantity else {
        return Ok(None);
    };
    let quantity = Decimal::from_f64(number)
        .and_then(|d| Quantity::new(d, unit))
        .and_then(Quantity::not_zero);
    quantity
        .map(|q| Some(q.base()))
        .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", number))
}
