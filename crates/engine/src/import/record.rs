//! Rows as records, one reader for each kind of table. References (whose plot, which product) are still text here: what they name is
//! looked up when the whole workbook has been read, since sheets stand in any order.

use jiff::civil::Date;
use nuong_domain::{GoodsGroup, Quantity, Sku};
use nuong_gs1::Gtin;

use crate::store::{HouseholdInput, PlotInput, ProductRecord};

use super::address::{self, Finding};
use super::cell::Cell;
use super::field::{Fields, Need};
use super::problem::Problem;
use super::rules::{Kind, RULES};
use super::table::Table;
use super::workbook::Row;

/// A record with where it stands and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<T> {
    /// Index into [`Draft::sheets`].
    pub sheet: usize,
    /// Row as the spreadsheet program shows it.
    pub row: u32,
    pub record: T,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Problem>,
}

/// A plot; `household` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PlotDraft {
    pub input: PlotInput,
    pub household: String,
}

/// A spray; `plot` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SprayDraft {
    pub date: Option<Date>,
    pub plot: String,
    pub pesticide: String,
    pub ingredient: String,
    pub dose: String,
    pub pest: String,
    pub interval_days: Option<u32>,
    pub person: String,
}

/// A harvest row; references and lot code as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct HarvestDraft {
    pub date: Option<Date>,
    pub household: String,
    pub plot: String,
    pub product: String,
    pub quantity: Option<Quantity>,
    pub moisture_permille: Option<u32>,
    pub lot: String,
    pub note: String,
}

/// Everything a workbook says, before it is compared with what is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    pub sheets: Vec<String>,
    pub ignored_sheets: Vec<String>,
    pub products: Vec<Entry<ProductRecord>>,
    pub households: Vec<Entry<HouseholdInput>>,
    pub plots: Vec<Entry<PlotDraft>>,
    pub sprays: Vec<Entry<SprayDraft>>,
    pub harvests: Vec<Entry<HarvestDraft>>,
}

impl Draft {
    /// Reads a sheet's tables; a sheet without any is ignored by name.
    pub fn take(&mut self, name: &str, tables: Vec<Table>, today: Date, home: &str) {
        if tables.is_empty() {
            self.ignored_sheets.push(name.to_owned());
            return;
        }
        let sheet = self.sheets.len();
        self.sheets.push(name.to_owned());
        for table in tables {
            let mut last = u32::MAX;
            for row in &table.rows {
                let mut fields = Fields::new(row, &table.header, today);
                fields.after_gap = row.number > last.saturating_add(1);
                self.take_row(sheet, &table, row, fields, home);
                last = row.number;
            }
        }
    }

    fn take_row(
        &mut self,
        sheet: usize,
        table: &Table,
        row: &Row,
        mut fields: Fields<'_>,
        home: &str,
    ) {
        if fields.filled() == 0 {
            return;
        }
        match table.header.kind {
            Kind::Products => push(&mut self.products, sheet, row, product(&mut fields), fields),
            Kind::Households => push(
                &mut self.households,
                sheet,
                row,
                household(&mut fields, home),
                fields,
            ),
            Kind::Plots => push(&mut self.plots, sheet, row, plot(&mut fields, home), fields),
            Kind::Sprays => push(&mut self.sprays, sheet, row, spray(&mut fields), fields),
            Kind::Harvests => push(
                &mut self.harvests,
                sheet,
                row,
                harvest(&mut fields, table),
                fields,
            ),
        }
    }

    /// Rows of every kind.
    pub fn rows(&self) -> usize {
        self.products.len()
            + self.households.len()
            + self.plots.len()
            + self.sprays.len()
            + self.harvests.len()
    }
}

fn push<T>(
    list: &mut Vec<Entry<T>>,
    sheet: usize,
    row: &Row,
    record: Option<T>,
    fields: Fields<'_>,
) {
    if let Some(record) = record {
        list.push(Entry {
            sheet,
            row: row.number,
            record,
            problems: fields.problems,
            warnings: fields.warnings,
        });
    }
}

/// A remark or signature below the table, not half a record: a lone cell of several words under the code column, or a lone cell
/// anywhere behind a gap.
fn is_remark(fields: &Fields<'_>, code: &'static str) -> bool {
    let written = fields.written(code);
    fields.filled() == 1
        && (fields.after_gap || written.split(' ').count() > 1 || written.ends_with(':'))
}

fn product(fields: &mut Fields<'_>) -> Option<ProductRecord> {
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
        sku: valid.unwrap_or_default(),
        name,
        goods_group: group(fields),
        gtin,
        gtin_rejected,
        net_quantity,
        unit,
        shelf_life_months: shelf_life(fields),
        ingredients: fields.remark("ingredients"),
        storage: fields.remark("storage"),
        usage: fields.remark("usage"),
        standards: fields.remark("standards"),
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
    group.map(|g| g.code().to_owned()).unwrap_or_default()
}

/// "24", "24 tháng"; "2 năm" is 24.
fn shelf_life(fields: &mut Fields<'_>) -> Option<u32> {
    let years = fields.written("shelf_life").to_lowercase().contains("năm");
    let limit = RULES.limits.shelf_months;
    let number = fields.whole("shelf_life", Need::May, 1..=limit, "shelf_life_invalid")?;
    Some(if years {
        number.saturating_mul(12)
    } else {
        number
    })
    .filter(|months| *months <= limit)
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
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '\''))
        .collect();
    let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    match (rounded, all_digits, digits.len()) {
        (true, ..) => fields
            .warnings
            .push(Problem::new("gtin", "gtin_rounded", &written)),
        (_, true, 8 | 12 | 13 | 14) => match Gtin::parse(&digits) {
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

fn household(fields: &mut Fields<'_>, home: &str) -> Option<HouseholdInput> {
    if is_remark(fields, "code") {
        return None;
    }
    let code = fields.code("code", "code_missing");
    let name = fields.text("name", Need::Must, "name_missing");
    let address = address_of(fields, home);
    let phone = phone(fields);
    let joined_on = fields.past_date("joined", Need::May);
    let (address_detail, commune_code, address_written) =
        (address.detail, address.commune_code, address.written);
    Some(HouseholdInput {
        code,
        name,
        phone,
        address_detail,
        commune_code,
        address_written,
        joined_on,
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

fn plot(fields: &mut Fields<'_>, home: &str) -> Option<PlotDraft> {
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
    let input = PlotInput {
        code,
        household: None,
        crop: fields.remark("crop"),
        area_m2: fields.area_m2("area"),
        planted_year: fields
            .whole("year", Need::May, 1900..=this_year + 1, "year_invalid")
            .map(i64::from),
        position: fields.position("location"),
        growing_area_code: fields.remark("growing_area"),
        commune_code,
    };
    Some(PlotDraft {
        input,
        household: fields.text("household", Need::Must, "household_missing"),
    })
}

fn spray(fields: &mut Fields<'_>) -> Option<SprayDraft> {
    let date = fields.past_date("date", Need::Must);
    let plot = fields.text("plot", Need::Must, "plot_missing");
    let pesticide = fields.remark("pesticide");
    let ingredient = fields.remark("ingredient");
    if pesticide.is_empty() && ingredient.is_empty() {
        fields
            .problems
            .push(Problem::new("pesticide", "pesticide_missing", ""));
    }
    let interval_days = fields.whole("phi", Need::Must, 0..=RULES.limits.phi_days, "phi_invalid");
    // Nothing of the row reads: a signature or a remark below the table.
    if date.is_none() && interval_days.is_none() && fields.filled() <= 3 {
        return None;
    }
    let (dose, pest, person) = (
        fields.remark("dose"),
        fields.remark("pest"),
        fields.remark("person"),
    );
    Some(SprayDraft {
        date,
        plot,
        pesticide,
        ingredient,
        dose,
        pest,
        interval_days,
        person,
    })
}

fn harvest(fields: &mut Fields<'_>, table: &Table) -> Option<HarvestDraft> {
    let has = |field: &str| table.header.columns.contains_key(field);
    let date = fields.past_date("date", Need::Must);
    let plot = if has("plot") {
        fields.text("plot", Need::Must, "plot_missing")
    } else {
        String::new()
    };
    let household = fields.text(
        "household",
        if has("plot") { Need::May } else { Need::Must },
        "household_missing",
    );
    let product = fields.text("product", Need::Must, "product_missing");
    let quantity = fields.quantity("quantity");
    // Nothing of the row reads: a signature or a remark below the table. A number alone is a sum without its word.
    let named = [&plot, &household, &product]
        .into_iter()
        .filter(|t| !t.is_empty())
        .count();
    if (date.is_none() && quantity.is_none() && named < 2) || (named == 0 && fields.filled() == 1) {
        return None;
    }
    Some(HarvestDraft {
        date,
        household,
        plot,
        product,
        quantity,
        moisture_permille: fields.permille("moisture"),
        lot: fields.text("lot", Need::May, ""),
        note: fields.remark("note"),
    })
}
