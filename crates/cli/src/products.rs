//! `products`: the list, and what a product says on its labels.

use nuong_engine::views::Product;
use nuong_engine::{AppError, Code, Result};
use serde_json::{Map, Value};

use crate::context::Context;
use crate::record_args::ProductVerb;
use crate::{Done, Outcome, print};

/// Fields that nobody sets.
const READ_ONLY: [&str; 2] = ["id", "lot_count"];

/// Lists products, or changes one.
pub fn products(context: &Context, search: &str, what: Option<ProductVerb>) -> Outcome {
    match what {
        None => list(context, search),
        Some(ProductVerb::Set { sku, fields }) => set(context, &sku, &fields),
    }
}

fn list(context: &Context, search: &str) -> Outcome {
    let products = context.app.products(search)?;
    if context.json {
        print::json(&products)?;
        return Ok(Done::Yes);
    }
    for product in &products {
        let gtin = product.gtin.as_deref().unwrap_or("–");
        print::line(&format!(
            "{:<14} {:<14} {}",
            product.sku, gtin, product.name
        ))?;
    }
    print::total(&context.language, "cli.products_total", products.len())?;
    Ok(Done::Yes)
}

fn set(context: &Context, sku: &str, fields: &[String]) -> Outcome {
    let mut product = named(context.app.products("")?, sku)?;
    for field in fields {
        product = with(product, field)?;
    }
    let saved = context.app.save_product(product)?;
    if context.json {
        print::json(&saved)?;
    } else {
        let args = [("sku", saved.sku)];
        print::line(&print::sentence(
            &context.language,
            "cli.product_saved",
            &args,
        ))?;
    }
    Ok(Done::Yes)
}

/// The product that a person names by its code or its id.
fn named(all: Vec<Product>, typed: &str) -> Result<Product> {
    let typed = typed.trim();
    let is_it = |p: &Product| p.sku.eq_ignore_ascii_case(typed) || p.id == typed;
    let missing = || AppError::new(Code::ProductUnknown, typed).with("value", typed);
    all.into_iter().find(is_it).ok_or_else(missing)
}

/// The ids of products that a person names by code or id.
///
/// # Errors
/// `product_unknown` (args `value`).
pub fn ids(context: &Context, typed: &[String]) -> Result<Vec<String>> {
    let all = context.app.products("")?;
    let id = |typed: &String| named(all.clone(), typed).map(|product| product.id);
    typed.iter().map(id).collect()
}

/// The product with one field as typed: a text, a number, or nothing, whichever the field takes.
fn with(product: Product, typed: &str) -> Result<Product> {
    let (name, value) = typed.split_once('=').unwrap_or((typed, ""));
    let Ok(Value::Object(fields)) = serde_json::to_value(&product) else {
        return Err(AppError::new(Code::Internal, "a product is an object"));
    };
    if !fields.contains_key(name) || READ_ONLY.contains(&name) || !typed.contains('=') {
        let known = fields.keys().map(String::as_str);
        let known: Vec<&str> = known.filter(|n| !READ_ONLY.contains(n)).collect();
        return Err(AppError::new(Code::ProductFieldUnknown, typed)
            .with("value", name)
            .with("fields", known.join(", ")));
    }
    // A text, a number, or a number with its thousands parted, whichever the field takes first.
    let readings = [Some(Value::from(value)), number(value), thousands(value)];
    readings
        .into_iter()
        .flatten()
        .find_map(|value| read(&fields, name, value))
        .ok_or_else(|| {
            AppError::new(Code::ProductValueWrong, typed)
                .with("field", name)
                .with("value", value)
        })
}

fn number(typed: &str) -> Option<Value> {
    if typed.is_empty() {
        return Some(Value::Null);
    }
    let whole = typed.parse::<i64>().map(Value::from).ok();
    whole.or_else(|| typed.replace(',', ".").parse::<f64>().map(Value::from).ok())
}

/// A whole number as prices are written: "125.000", "1,250,000".
fn thousands(typed: &str) -> Option<Value> {
    let mark = typed.chars().find(|c| matches!(c, '.' | ','))?;
    let mut groups = typed.split(mark);
    let whole = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next()?;
    let first_ok = (1..=3).contains(&first.len()) && whole(first);
    let others_ok = groups.all(|group| group.len() == 3 && whole(group));
    let digits = typed.replace(mark, "");
    (first_ok && others_ok).then(|| digits.parse::<i64>().map(Value::from).ok())?
}

fn read(fields: &Map<String, Value>, name: &str, value: Value) -> Option<Product> {
    let mut fields = fields.clone();
    fields.insert(name.to_owned(), value);
    serde_json::from_value(Value::Object(fields)).ok()
}
