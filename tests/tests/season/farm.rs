//! The cooperative: households, plots, buyers, stalls, goods.

use serde_json::{Value, json};

use crate::size::Size;

pub const ORGANISATION: &str = "6200012345";
/// Store, second store, workshop.
pub const STORE: &str = "KHO";
pub const BACK_STORE: &str = "KHO2";
pub const WORKSHOP: &str = "XUONG";
pub const BUYERS: usize = 8;
pub const STALLS: usize = 3;
/// Grams in a pack.
pub const NET: i64 = 200;

pub fn household(n: usize) -> String {
    format!("H{n:03}")
}

pub fn plot(n: usize) -> String {
    format!("T{n:03}")
}

pub fn buyer(n: usize) -> String {
    format!("DL{n}")
}

pub fn stall(n: usize) -> String {
    format!("CHO{n}")
}

/// The household of a plot.
pub fn owner(size: &Size, of: usize) -> usize {
    of % size.households
}

pub fn profile() -> Value {
    json!({"name": "Hợp tác xã Mùa Vụ", "tax_code": ORGANISATION, "commune_code": "03405"})
}

pub fn parties(size: &Size) -> Value {
    let households = (0..size.households).map(
        |n| json!({"code": household(n), "name": format!("Lò Văn Mẫu {n}"), "kind": "household"}),
    );
    let buyers = (0..BUYERS)
        .map(|n| json!({"code": buyer(n), "name": format!("Đại lý Mẫu {n}"), "kind": "buyer"}));
    let supplier = json!({"code": "VT", "name": "Vật tư Mẫu", "kind": "supplier"});
    households.chain(buyers).chain([supplier]).collect()
}

pub fn places(size: &Size) -> Value {
    let plots = (0..size.plots).map(|n| {
        json!({"code": plot(n), "name": format!("Thửa {n}"), "kind": "plot", "crop": "Chè",
            "party": household(owner(size, n)), "area_m2": 800 + 10 * n})
    });
    let stalls =
        (0..STALLS).map(|n| json!({"code": stall(n), "name": format!("Chợ {n}"), "kind": "stall"}));
    let own = [
        json!({"code": WORKSHOP, "name": "Xưởng chè", "kind": "workshop"}),
        json!({"code": BACK_STORE, "name": "Kho sau", "kind": "store"}),
    ];
    plots.chain(stalls).chain(own).collect()
}

pub fn products() -> Value {
    json!([
        {"sku": "TUOI", "name": "Chè tươi", "kind": "goods", "unit": "kg"},
        {"sku": "SAY", "name": "Chè sấy", "kind": "goods", "unit": "kg"},
        {"sku": "XAY", "name": "Chè xay", "kind": "goods", "unit": "kg"},
        {"sku": "GOI", "name": "Chè gói", "kind": "goods", "unit": "g", "net_quantity": NET},
        {"sku": "PHAN", "name": "Phân NPK", "kind": "input", "unit": "kg"},
        {"sku": "THUOC", "name": "Thuốc trừ rầy", "kind": "input", "unit": "l"},
        {"sku": "HOP", "name": "Hộp giấy", "kind": "packaging", "unit": "piece"},
    ])
}

/// Whether a product is counted in pieces, and not weighed or measured.
pub fn is_counted(product: &str) -> bool {
    ["GOI", "HOP"].contains(&product)
}
