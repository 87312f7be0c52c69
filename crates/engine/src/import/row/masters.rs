//! Rows of products, households and plots.

use nuong_domain::{GoodsGroup, Sku};
use nuong_gs1::Gtin;

use super::draft::PlotDraft;
use super::field::{Fields, Need};
use super::problem::Problem;
use crate::import::cell::Cell;
use crate::import::words::address;
use crate::import::words::gazetteer::Finding;
use crate::party::PartyInput;
use crate::place::PlaceInput;
use crate::product::ProductRecord;
use crate::step::identity::household_code;

/// A remark or signature below the table, not half a record: a lone cell of several words under the code column, or a lone cell
/// anywhere behind a gap.
fn is_remark(fields: &Fields<'_>, code: &'static str) -> bool {
    let written = fields.written(code);
    let words = written.split(' ').count();
    // "Người lập" beside "Giám đốc".
    if fields.after_gap && fields.filled() <= 2 && words > 1 && !written.contains(char::is_numeric)
    {
        return true;
    }
    fields.filled() == 1
        && (fields.after_gap || words > 1 || fields.any_written(|text| text.contains(':')))
}

/// A product's row.
pub(crate) fn product(fields: &mut Fields<'_>) -> Option<ProductRecord> {
    if is_remark(fields, "sku") {
        return None;
    }
    let sku = fields.code("sku", "code_missing");
    let valid = Sku::parse(&sku).map(|s| s.as_str().to_owned());
    if valid.is_err() && !sku.is_empty() {
        fields
            .problems
            .push(Problem::new("sku", "sku_invalid", &sku));
    }
    let name = fields.text("name", Need::Must, "name_missing");
    let (net_quantity, unit) = fields.net("net");
    let (gtin, gtin_rejected) = gtin(fields);
    Some(ProductRecord {
        // A row whose code is wrong or missing is refused; the empty text goes nowhere.
        sku: valid.unwrap_or_else(|_| String::new()),
        name,
        goods_group: group(fields),
        gtin,
        gtin_rejected,
        net_quantity,
        unit,
        shelf_life_months: fields.shelf_months("shelf_life"),
        ingredients: fields.remark("ingredients"),
        storage: fields.remark("storage"),
        usage: fields.remark("usage"),
        standards: fields.remark("standards"),
        ..ProductRecord::default()
    })
}

fn group(fields: &mut Fields<'_>) -> String {
    let written = fields.remark("group");
    let group = GoodsGroup::by_word(&written);
    if group.is_none() && !written.is_empty() {
        fields
            .warnings
            .push(Problem::new("group", "group_unknown", &written));
    }
    group.map_or_else(String::new, |g| g.code().to_owned())
}

/// A GTIN whose check digit fails is kept aside as written and never used; the row comes in with a warning at that cell.
fn gtin(fields: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let written = fields.remark("gtin");
    if written.is_empty() {
        return (None, None);
    }
    // A number that Excel showed as 9.52012E+12 and was then saved as text has lost its digits.
    let rounded =
        matches!(fields.cell("gtin"), Cell::Text(_)) && written.to_uppercase().contains("E+");
    let digits: String = written
        .strip_suffix(".0")
        .unwrap_or(&written)
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '\''))
        .collect();
    // As printed under a GS1 barcode.
    let digits = digits.strip_prefix("(01)").unwrap_or(&digits);
    let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    match (rounded, all_digits, digits.len()) {
        (true, ..) => fields
            .warnings
            .push(Problem::new("gtin", "gtin_rounded", &written)),
        (_, true, 8 | 12 | 13 | 14) => match Gtin::parse(digits) {
            Ok(gtin) => return (Some(gtin.as_str().to_owned()), None),
            Err(_) => fields
                .warnings
                .push(Problem::new("gtin", "gtin_check_digit", &written)),
        },
        _ => fields
            .warnings
            .push(Problem::new("gtin", "gtin_invalid", &written)),
    }
    (None, Some(written))
}

/// A household's row.
pub(crate) fn household(fields: &mut Fields<'_>, home: &str) -> Option<PartyInput> {
    if is_remark(fields, "code") {
        return None;
    }
    let written = fields
        .text("code", Need::May, "code_missing")
        .to_uppercase();
    let name = fields.text("name", Need::Must, "name_missing");
    let address = address_of(fields, home);
    let code = match written.is_empty() && !name.is_empty() {
        true => household_code(&name, &address.commune_code),
        false => written,
    };
    let phone = phone(fields);
    let joined_on = fields.past_date("joined", Need::May);
    let (address_detail, commune_code, address_written) =
        (address.detail, address.commune_code, address.written);
    Some(PartyInput {
        code,
        name,
        phone,
        address_detail,
        commune_code,
        address_written,
        joined_on,
        ..PartyInput::default()
    })
}

fn address_of(fields: &mut Fields<'_>, home: &str) -> address::Address {
    let text = fields.remark("address");
    let address = address::read(&text, home);
    match address.finding {
        Finding::Divided => fields
            .warnings
            .push(Problem::new("address", "address_divided", &text).with("today", &address.today)),
        Finding::Unknown => fields
            .warnings
            .push(Problem::new("address", "address_unknown", &text)),
        Finding::Nothing | Finding::Today | Finding::Former => {}
    }
    address
}

/// A number cell has lost its leading zero: Vietnamese numbers have ten digits and begin with 0.
fn phone(fields: &mut Fields<'_>) -> String {
    let written = fields.remark("phone");
    let lost_zero = matches!(fields.cell("phone"), Cell::Number(_)) && written.len() == 9;
    if lost_zero {
        format!("0{written}")
    } else {
        written
    }
}

/// A plot's row.
pub(crate) fn plot(fields: &mut Fields<'_>, home: &str) -> Option<PlotDraft> {
    if is_remark(fields, "code") {
        return None;
    }
    let this_year = u32::try_from(fields.this_year()).unwrap_or(0);
    let code = fields.code("code", "code_missing");
    let commune_code = if fields.written("address").contains(',') {
        address::read(&fields.written("address"), home).commune_code
    } else {
        String::new()
    };
    let input = PlaceInput {
        code,
        crop: fields.remark("crop"),
        area_m2: fields.area_m2("area"),
        planted_year: fields
            .whole("year", Need::May, 1900..=this_year + 1, "year_invalid")
            .map(i64::from),
        position: fields.position("location"),
        growing_area_code: fields.remark("growing_area"),
        commune_code,
        ..PlaceInput::default()
    };
    Some(PlotDraft {
        input,
        household: fields.text("household", Need::Must, "household_missing"),
    })
}
