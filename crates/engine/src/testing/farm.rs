//! What the engine's own tests stand on: a clock that stands still, ids that repeat, secrets in memory, a cooperative with two plots.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use nuong_domain::id::{PlaceId, ProductId};
use nuong_domain::{LotCode, Quantity, Unit};

use crate::activity::SprayInput;
use crate::harvest::HarvestInput;
use crate::label::{LabelRequest, LabelResult};
use crate::party::PartyInput;
use crate::place::PlaceInput;
use crate::product::ProductRecord;
use crate::product::view::Product;
use crate::store::tx::Tx;
use crate::{App, Host, Result, Secrets};

/// Noon of 22 November 2026 in Viet Nam, plus a millisecond at each look.
pub struct TestHost(AtomicU64);

impl TestHost {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(1)))
    }
}

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        "2026-11-22T05:00:00Z".parse().unwrap()
    }

    fn random(&self) -> [u8; 16] {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        // The counter fills both ends, so that the ten bytes a UUIDv7 takes always differ.
        ((u128::from(n) << 64) | u128::from(n))
            .to_be_bytes()
            .map(|b| b)
    }
}

/// A clock that goes on day by day.
pub struct DayHost {
    ids: Arc<TestHost>,
    days: AtomicU64,
}

impl DayHost {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            ids: TestHost::new(),
            days: AtomicU64::new(0),
        })
    }

    pub fn next_day(&self) {
        self.days.fetch_add(1, Ordering::Relaxed);
    }
}

impl Host for DayHost {
    fn now(&self) -> Timestamp {
        let days = i64::try_from(self.days.load(Ordering::Relaxed)).unwrap();
        self.ids.now() + jiff::SignedDuration::from_hours(24 * days)
    }

    fn random(&self) -> [u8; 16] {
        self.ids.random()
    }
}

#[derive(Default)]
pub struct MemorySecrets(Mutex<BTreeMap<String, String>>);

impl Secrets for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<String>> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }
    fn set(&self, name: &str, value: &str) -> Result<()> {
        self.0
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
        Ok(())
    }
    fn delete(&self, name: &str) -> Result<()> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
    fn kind(&self) -> &'static str {
        "file"
    }
}

pub fn open(dir: &Path) -> App {
    App::open(dir, TestHost::new(), Arc::new(MemorySecrets::default())).unwrap()
}

/// A folder with the sample cooperative's profile.
pub fn cooperative() -> (tempfile::TempDir, App) {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path());
    app.create_sample_profile().unwrap();
    (dir, app)
}

/// Tea from Tam Đường on plot T001, rice on T002.
pub struct Farm {
    pub tea: ProductId,
    pub rice: ProductId,
    pub plot: PlaceId,
}

pub fn farm(tx: &mut Tx<'_>) -> Result<Farm> {
    let (household, _) = tx.upsert_party(&PartyInput {
        code: "H001".into(),
        name: "Nùng Văn Mẫu".into(),
        address_detail: "Bản Nà Khương".into(),
        address_written: "Bản Nà Khương, xã Giang Ma, huyện Tam Đường, tỉnh Lai Châu".into(),
        commune_code: "03405".into(),
        ..PartyInput::default()
    })?;
    let plot = |code: &str| PlaceInput {
        code: code.into(),
        party: Some(household),
        crop: "Chè".into(),
        ..PlaceInput::default()
    };
    let (first, _) = tx.upsert_place(&plot("T001"))?;
    tx.upsert_place(&plot("T002"))?;
    let product = |sku: &str, name: &str, gtin: Option<&str>| ProductRecord {
        sku: sku.into(),
        name: name.into(),
        goods_group: "food".into(),
        gtin: gtin.map(Into::into),
        net_quantity: Some(200_000),
        unit: "g".into(),
        shelf_life_months: Some(24),
        ingredients: "Búp chè tươi".into(),
        storage: "Nơi khô ráo".into(),
        ..ProductRecord::default()
    };
    let (tea, _) = tx.upsert_product(&product("CHE-OL", "Chè Ô long", Some("09520120070000")))?;
    let (rice, _) = tx.upsert_product(&product("GAO", "Gạo Séng Cù Đường Âm", None))?;
    Ok(Farm {
        tea,
        rice,
        plot: first,
    })
}

pub fn harvest(
    product: ProductId,
    plot: Option<PlaceId>,
    lot: &str,
    day: &str,
    kg: i64,
) -> HarvestInput {
    let unit = Unit::by_code("kg").unwrap();
    HarvestInput {
        product,
        lot: LotCode::parse(lot).unwrap(),
        plot,
        household: None,
        harvested_on: day.parse().unwrap(),
        quantity: Quantity::from_base(kg * unit.factor(), unit.dimension()).unwrap(),
        unit,
        moisture_permille: Some(135),
        note: String::new(),
    }
}

/// Five kilograms of tea in a lot of its own.
pub const LOT: &str = "CHE-OL-261020-1";

/// A cooperative with [`LOT`].
pub fn with_lot() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        let picked = harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5);
        tx.record_harvest(&picked, None)
    })
    .unwrap();
    (dir, app)
}

/// A label of [`LOT`].
pub fn label(template: &str) -> LabelRequest {
    LabelRequest {
        lot: LOT.into(),
        template: template.into(),
        sheet: "tomy-135".into(),
        count: 3,
        ..LabelRequest::default()
    }
}

/// The farm's tea, changed.
pub fn change_tea(app: &App, change: impl FnOnce(&mut Product)) -> Result<Product> {
    let mut tea = app.products("che-ol").unwrap().remove(0);
    change(&mut tea);
    app.save_product(tea)
}

/// Prints into the folder of the data.
pub fn print(app: &App, request: LabelRequest) -> Result<LabelResult> {
    let out = app.dir().join("tem.pdf");
    app.print_labels(request, &out, &mut |_| ControlFlow::Continue(()))
}

pub fn spray(plot: PlaceId, day: &str, interval_days: u32) -> SprayInput {
    SprayInput {
        plot,
        sprayed_on: day.parse().unwrap(),
        pesticide: "Thuốc mẫu B 10WP".into(),
        ingredient: "Abamectin".into(),
        dose: "10 g/16 lít".into(),
        pest: "Rầy xanh".into(),
        interval_days,
        person: "H001".into(),
    }
}
