//! Products put as a program gives them: a new code adds one, a known one is changed by what is named.

use jiff::civil::Date;
use nuong_domain::Sku;
use serde_json::{Map, Value as Json};

use super::edit::checked_product;
use super::view::Product;
use crate::base::given::{Given, Put, parse_objects, take_each};
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// What a listing derives.
const DERIVED: &[&str] = &["id", "lot_count"];

impl App {
    /// Puts one product (a JSON object) or several (an array, all or none), by the names that [`App::products`] lists; a deleted one comes
    /// back into sight.
    ///
    /// # Errors
    /// `json_unreadable`, `too_many_records`, `field_unknown`, `field_missing`, `field_invalid`, and as [`App::save_product`].
    pub fn put_products(&self, text: &str) -> Result<Vec<Put>> {
        let objects = parse_objects(text)?;
        let today = self.today_date();
        self.write("", |tx| {
            take_each(objects, |object| put_given(tx, object, today))
        })
    }
}

fn put_given(tx: &mut Tx<'_>, object: Json, today: Date) -> Result<Put> {
    let blank = fields_of(&Product::default())?;
    let known: Vec<&str> = blank.keys().map(String::as_str).collect();
    let given = Given::of_object("product", object, &known, DERIVED)?;
    let sku = given.text("sku")?.filter(|sku| !sku.is_empty());
    let sku = sku.ok_or_else(|| given.missing("sku"))?;
    // As it is kept, however it was typed; one that is none is refused below.
    let sku = Sku::parse(&sku).map_or(sku, |sku| sku.to_string());
    let before = tx.reader().stored_product_by_sku(&sku)?;
    // Whose lots alone carry the code is another product by now; the door below refuses the code then.
    let before = before.filter(|stored| stored.product.sku == sku);
    let mut fields = match &before {
        Some(stored) => fields_of(&stored.product.as_view(stored.id, 0))?,
        None => blank,
    };
    for (name, value) in given.fields() {
        fields = replace_field(fields, name, value, &given)?;
    }
    let product: Product = serde_json::from_value(Json::Object(fields))
        .map_err(|e| AppError::of(Code::Internal, e))?;
    let record = checked_product(&product, today)?;
    // One that comes back into sight is changed.
    let is_same = before
        .as_ref()
        .is_some_and(|before| before.deleted_at.is_none() && before.product == record);
    let id = match &before {
        Some(before) => before.id,
        None => tx.new_product_id(&record.sku)?,
    };
    tx.put_product(id, &record)?;
    Ok(Put::of(sku, before.is_none(), is_same))
}

fn fields_of(product: &Product) -> Result<Map<String, Json>> {
    match serde_json::to_value(product) {
        Ok(Json::Object(fields)) => Ok(fields),
        Ok(_) => Err(AppError::new(Code::Internal, "a product is an object")),
        Err(error) => Err(AppError::of(Code::Internal, error)),
    }
}

/// The fields with one as given, if a product takes it so.
fn replace_field(
    mut fields: Map<String, Json>,
    name: &str,
    value: &Json,
    given: &Given,
) -> Result<Map<String, Json>> {
    // Nothing, where a text is kept, is an empty one.
    let value = match (value, fields.get(name)) {
        (Json::Null, Some(Json::String(_))) => &Json::String(String::new()),
        (value, _) => value,
    };
    fields.insert(name.to_owned(), value.clone());
    match serde_json::from_value::<Product>(Json::Object(fields.clone())) {
        Ok(_) => Ok(fields),
        Err(_) => Err(given.invalid(name, value)),
    }
}
