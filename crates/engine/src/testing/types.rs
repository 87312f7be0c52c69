//! The window's types in `ui/src/generated` are what Rust says. `NUONG_UPDATE_TYPES=1 cargo test -p nuong-engine types` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ts_rs::{Config, TS};

use crate::views::*;
use crate::{AppError, Code};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/generated")
}

fn generated() -> BTreeMap<String, String> {
    // JSON numbers are doubles on the other side: no bigint.
    let config = Config::new().with_large_int("number");
    let mut files = BTreeMap::new();
    macro_rules! write {
        ($($name:ident),* $(,)?) => {$(
            files.insert(concat!(stringify!($name), ".ts").to_owned(), $name::export_to_string(&config).unwrap());
        )*};
    }
    write! {
        AppError, Balance, CellProblem, Certificate, Choice, Class, Code, Column, Columns, CommuneChoice, Connection, Delivery, DeliveryState,
        EventType, FieldType, Finding, Geometry, HistoryLine, Hit, ImportCount, ImportReport, KnownPrinter, LabelBalance,
        LabelPages, LabelPreview, LabelRequest, LabelResult, LotDecision, LotDetail, LotPage, LotQuery,
        LotRow, MarketLabels, Message, MoveRequest, MoveRow, NewLot, Outbox, Paper, Persistent, PhiConflict, PhiOverride,
        PictureInfo, PlaceWord, Printer, PrinterFit, PrinterLanguage, PrintQuery, PrintRow, Product, ProductKind, Profile, Progress,
        Reach, ReprintRequest, RulerMarks, SendTo, SentPartly, Settings, Severity, SheetChoice, Source, StageDetail, StageEvent, StageField, StageNeed, StageRow, StageSector, Start,
        SymbolView, SyncSummary, Task, TemplateChoice, Today, Topic, VoidRequest, WeekBar, When,
    }
    files
}

fn committed() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
    files
        // The commands, which a test of the whole workspace writes from the shell's sources.
        .filter(|f| !f.ends_with("commands.ts"))
        .map(|f| {
            (
                f.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&f).unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_window_s_types_are_up_to_date() {
    if std::env::var_os("NUONG_UPDATE_TYPES").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in generated() {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    let (made, kept) = (generated(), committed());
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        kept.keys().collect::<Vec<_>>()
    );
    for (name, text) in made {
        // A checkout on Windows may have turned the line ends.
        assert_eq!(
            kept[&name].replace("\r\n", "\n"),
            text,
            "{name} drifted: run with NUONG_UPDATE_TYPES=1 and commit"
        );
    }
}

#[test]
fn no_type_needs_a_bigint() {
    assert!(generated().values().all(|text| !text.contains("bigint")));
}
