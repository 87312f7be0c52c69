//! A laptop with a few lots, a registry, and what each of them holds.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, civil::Date};
use nuong_domain::{LotCode, Quantity, Unit};
use nuong_engine::sync::{Occasion, Pace};
use nuong_engine::views::{DeliveryState, Profile, SyncSummary};
use nuong_engine::{App, FileSecrets, Host, SystemHost};
use nuong_engine::{HarvestInput, PlaceInput, ProductRecord};
use nuong_registry::Running;
use serde_json::Value;
use tempfile::TempDir;

/// Set for a child process: the data folder to sync.
const CHILD: &str = "NUONG_TEST_LAPTOP";
pub const TAX_CODE: &str = "6200012345";

/// A machine whose clock is off by so many days.
struct Off(i64);

impl Host for Off {
    fn now(&self) -> Timestamp {
        SystemHost.now() + SignedDuration::from_hours(24 * self.0)
    }
    fn random(&self) -> [u8; 16] {
        SystemHost.random()
    }
}

pub fn open(dir: &Path) -> App {
    App::open(dir, Arc::new(SystemHost), Arc::new(FileSecrets::new(dir))).unwrap()
}

pub fn open_with_clock_off_by(dir: &Path, days: i64) -> App {
    App::open(dir, Arc::new(Off(days)), Arc::new(FileSecrets::new(dir))).unwrap()
}

/// A laptop with a cooperative and nothing else.
pub fn new_laptop() -> TempDir {
    laptop_of(TAX_CODE).0
}

/// A laptop whose owner has this tax code, and its organisation code.
pub fn laptop_of(tax_code: &str) -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let profile = Profile {
        name: "Hợp tác xã Bản Tả Lèng".into(),
        tax_code: tax_code.into(),
        commune_code: "03405".into(),
        ..Profile::default()
    };
    let made = open(dir.path()).create_cooperative(profile).unwrap();
    (dir, made.organisation)
}

/// A first pick and `more` later ones into each of the lots: each is an event.
pub fn harvest(app: &App, lots: std::ops::Range<usize>, more: usize) {
    harvest_on(app, lots, more, "2026-11-10".parse().unwrap());
}

pub fn harvest_on(app: &App, lots: std::ops::Range<usize>, more: usize, day: Date) {
    app.write("Lan", |tx| {
        let tea = ProductRecord {
            sku: "CHE".into(),
            name: "Chè Tân Uyên".into(),
            unit: "kg".into(),
            ..ProductRecord::default()
        };
        let (product, _) = tx.upsert_product(&tea)?;
        let (plot, _) = tx.upsert_place(&PlaceInput {
            code: "T001".into(),
            crop: "Chè".into(),
            ..PlaceInput::default()
        })?;
        for lot in lots {
            for pick in 0..=more {
                tx.record_harvest(&pick_of(product, plot, lot, pick, day), None)?;
            }
        }
        Ok(())
    })
    .unwrap();
}

fn pick_of(
    product: nuong_domain::id::ProductId,
    plot: nuong_domain::id::PlaceId,
    lot: usize,
    pick: usize,
    day: Date,
) -> HarvestInput {
    let (quantity, unit) =
        Quantity::parse(&format!("{} kg", pick + 1), Unit::by_code("kg").unwrap()).unwrap();
    HarvestInput {
        product,
        lot: LotCode::parse(&format!("CHE-{lot:04}")).unwrap(),
        plot: Some(plot),
        household: None,
        harvested_on: day,
        quantity,
        unit,
        moisture_permille: None,
        note: String::new(),
    }
}

pub fn registry(dir: &Path) -> Running {
    nuong_registry::spawn(dir, SocketAddr::from(([127, 0, 0, 1], 0))).unwrap()
}

pub fn code(registry: &Running) -> String {
    registry
        .registry()
        .issue_code("HTX Tả Lèng", TAX_CODE)
        .unwrap()
}

/// Waits between two requests do not matter here.
struct Hurry;

impl Pace for Hurry {
    fn pause(&self, _: Duration) {}
    fn called_off(&self) -> bool {
        false
    }
}

pub fn sync(app: &App) -> SyncSummary {
    app.sync_with(Occasion::Asked, &Hurry, &mut |_| {}).unwrap()
}

/// The events born on this laptop.
pub fn born(app: &App) -> Vec<String> {
    let events = app.read(|r| r.events(None)).unwrap();
    events
        .iter()
        .map(|e| format!("urn:uuid:{}", e.id))
        .collect()
}

/// How often the registry holds each event of this laptop, as it tells itself.
pub fn held(app: &App, registry_url: &str) -> BTreeMap<String, usize> {
    let token = token_of(app.dir());
    let client = reqwest::blocking::Client::builder()
        .no_proxy()
        .build()
        .unwrap();
    let mut copies = BTreeMap::new();
    let mut next = Some(format!("{registry_url}/events?perPage=100"));
    while let Some(url) = next {
        let reply = client.get(&url).bearer_auth(&token).send().unwrap();
        let link = reply
            .headers()
            .get("link")
            .map(|l| l.to_str().unwrap().to_owned());
        let json: Value = serde_json::from_str(&reply.text().unwrap()).unwrap();
        for event in json["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
            .as_array()
            .unwrap()
        {
            *copies
                .entry(event["eventID"].as_str().unwrap().to_owned())
                .or_default() += 1;
        }
        next = link.map(|l| {
            l.trim_start_matches('<')
                .split('>')
                .next()
                .unwrap()
                .to_owned()
        });
        next = next.map(|l| {
            if l.starts_with('/') {
                format!("{registry_url}{l}")
            } else {
                l
            }
        });
    }
    copies
}

pub fn token_of(dir: &Path) -> String {
    let file = std::fs::read_dir(dir.join("secrets"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::read_to_string(file).unwrap()
}

/// The promise: everything accepted with a receipt here, everything there, each once.
pub fn assert_each_side_holds_each_event_once(app: &App, registry_url: &str) {
    let outbox = app.outbox(Some(DeliveryState::Accepted)).unwrap();
    let born = born(app);
    assert_eq!(
        (
            outbox.accepted as usize,
            outbox.waiting,
            outbox.sent,
            outbox.refused
        ),
        (born.len(), 0, 0, 0)
    );
    assert!(
        outbox
            .rows
            .iter()
            .all(|row| row.receipt.as_ref().is_some_and(|r| !r.is_empty()))
    );
    let held = held(app, registry_url);
    assert_eq!(held.len(), born.len());
    assert!(born.iter().all(|id| held.get(id) == Some(&1)), "{held:?}");
}

/// The laptop's program as a process of its own, syncing `dir` once; its summary goes to stdout.
pub fn start_program(dir: &Path) -> Child {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program
        .args(["--exact", "laptop::the_program", "--nocapture"])
        .env(CHILD, dir);
    program
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Not a test of its own: what [`start_program`] runs. Without a folder there is nothing to do.
#[test]
fn the_program() {
    if let Some(dir) = std::env::var_os(CHILD) {
        let summary = sync(&open(Path::new(&dir)));
        println!("\nSUMMARY {}", serde_json::to_string(&summary).unwrap());
    }
}

pub fn summary_of(child: Child) -> SyncSummary {
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text
        .lines()
        .find_map(|l| l.strip_prefix("SUMMARY "))
        .unwrap();
    serde_json::from_str(line).unwrap()
}
