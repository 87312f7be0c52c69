//! `products`: the list, and what a product says on its labels.

use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::NonEmptyStringValueParser;
use nuong_engine::views::Product;
use nuong_engine::{AppError, Code, Result};
use serde_json::{Map, Value};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;
use crate::text_file::read_records;

/// Changing a product.
#[derive(Debug, Subcommand)]
pub enum ProductVerb {
    /// Set fields, such as price=125.000 price_unit=kg ocop_stars=4 ocop_valid_to=31/12/2027; an empty value takes one away
    Set {
        /// The product's code
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        sku: String,
        /// Fields by the names that `products --json` shows
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
}

/// What can be done with products from a file.
#[derive(Debug, Subcommand)]
pub enum ProductPut {
    /// Add or change products: by code new, or changed in the fields that are named
    Put {
        /// JSON: an object, or an array of which all are taken or none; - reads standard input
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
}

/// Puts products from a file.
pub fn run_product(context: &Context, what: &ProductPut) -> Outcome {
    let ProductPut::Put { file } = what;
    match context.app.put_products(&read_records(file)?) {
        Ok(done) => output::print_puts(context, &done),
        Err(error) => output::refuse_records(context, error),
    }
}

/// Fields that nobody sets.
const READ_ONLY: [&str; 2] = ["id", "lot_count"];

/// Lists products, or changes one.
pub fn run_products(context: &Context, search: &str, what: Option<ProductVerb>) -> Outcome {
    match what {
        None => list_products(context, search),
        Some(ProductVerb::Set { sku, fields }) => set_fields(context, &sku, &fields),
    }
}

fn list_products(context: &Context, search: &str) -> Outcome {
    let products = context.app.products(search)?;
    if context.json {
        output::print_json(&products)?;
        return Ok(Done::Yes);
    }
    for product in &products {
        let gtin = product.gtin.as_deref().unwrap_or("–");
        output::print_line(&format!(
            "{:<14} {:<14} {}",
            product.sku, gtin, product.name
        ))?;
    }
    output::print_total(&context.language, "cli.products_total", products.len())?;
    Ok(Done::Yes)
}

fn set_fields(context: &Context, sku: &str, fields: &[String]) -> Outcome {
    let mut product = find_product(context.app.products("")?, sku)?;
    for field in fields {
        product = with_field(product, field)?;
    }
    let saved = context.app.save_product(product)?;
    if context.json {
        output::print_json(&saved)?;
    } else {
        let args = [("sku", saved.sku)];
        output::print_sentence(&context.language, "cli.product_saved", &args)?;
    }
    Ok(Done::Yes)
}

/// The product that a person names by its code or its id.
fn find_product(all: Vec<Product>, typed: &str) -> Result<Product> {
    let typed = typed.trim();
    let is_it = |p: &Product| p.sku.eq_ignore_ascii_case(typed) || p.id == typed;
    let missing = || AppError::new(Code::ProductUnknown, typed).with("value", typed);
    all.into_iter().find(is_it).ok_or_else(missing)
}

/// The ids of products that a person names by code or id.
///
/// # Errors
/// `product_unknown` (args `value`).
pub fn product_ids(context: &Context, typed: &[String]) -> Result<Vec<String>> {
    let all = context.app.products("")?;
    let id = |typed: &String| find_product(all.clone(), typed).map(|product| product.id);
    typed.iter().map(id).collect()
}

/// The product with one field as typed: a text, a number, or nothing, whichever the field takes.
fn with_field(product: Product, typed: &str) -> Result<Product> {
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
    let readings = [
        Some(Value::from(value)),
        plain_number(value),
        grouped_number(value),
    ];
    for reading in readings.into_iter().flatten() {
        if let Ok(product) = replace_field(&fields, name, reading) {
            return Ok(product);
        }
    }
    Err(AppError::new(Code::ProductValueWrong, typed)
        .with("field", name)
        .with("value", value))
}

/// A number as a program writes it, or with a decimal comma; nothing typed is no value.
fn plain_number(typed: &str) -> Option<Value> {
    if typed.is_empty() {
        return Some(Value::Null);
    }
    if let Ok(whole) = typed.parse::<i64>() {
        return Some(Value::from(whole));
    }
    match typed.replace(',', ".").parse::<f64>() {
        Ok(part) => Some(Value::from(part)),
        Err(_) => None,
    }
}

/// A whole number as prices are written: "125.000", "1,250,000".
fn grouped_number(typed: &str) -> Option<Value> {
    let mark = typed.chars().find(|c| matches!(c, '.' | ','))?;
    let mut groups = typed.split(mark);
    let is_whole = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next()?;
    let first_ok = (1..=3).contains(&first.len()) && is_whole(first);
    let others_ok = groups.all(|group| group.len() == 3 && is_whole(group));
    if !(first_ok && others_ok) {
        return None;
    }
    match typed.replace(mark, "").parse::<i64>() {
        Ok(whole) => Some(Value::from(whole)),
        Err(_) => None,
    }
}

/// The product with this value in this field.
///
/// # Errors
/// The field takes no such value.
fn replace_field(
    fields: &Map<String, Value>,
    name: &str,
    value: Value,
) -> serde_json::Result<Product> {
    let mut fields = fields.clone();
    fields.insert(name.to_owned(), value);
    serde_json::from_value(Value::Object(fields))
}
