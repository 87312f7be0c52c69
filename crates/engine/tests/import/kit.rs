//! A cooperative in a temporary folder, on a fixed day.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use nuong_engine::views::{CellProblem, ImportReport, LotQuery, LotRow, Settings};
use nuong_engine::{App, AppError, FileSecrets, Host, Result, i18n};
use tempfile::TempDir;

/// 2026-11-22 in Viet Nam; randomness that never repeats.
#[derive(Default)]
pub struct FixedHost(AtomicU64);

impl Host for FixedHost {
    fn now(&self) -> Timestamp {
        "2026-11-22T03:00:00Z".parse().unwrap()
    }

    fn random(&self) -> [u8; 16] {
        let n = self
            .0
            .fetch_add(1, Ordering::Relaxed)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        bytes[8..].copy_from_slice(&n.rotate_left(29).to_be_bytes());
        bytes
    }
}

/// A cooperative with its folder.
pub struct Coop {
    pub app: App,
    pub dir: TempDir,
}

impl Coop {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = open(dir.path());
        app.create_sample_profile().unwrap();
        Self { app, dir }
    }

    pub fn in_language(self, language: &str) -> Self {
        self.app
            .set_settings(Settings {
                language: language.into(),
                theme: "system".into(),
                text_percent: 100,
                person: "Lò Thị Mẫu".into(),
            })
            .unwrap();
        self
    }

    pub fn import(&self, path: &Path) -> Result<ImportReport> {
        self.app
            .import_apply(path, "Lò Thị Mẫu", &mut |_| ControlFlow::Continue(()))
    }

    pub fn preview(&self, path: &Path) -> Result<ImportReport> {
        self.app
            .import_preview(path, &mut |_| ControlFlow::Continue(()))
    }

    pub fn lots(&self) -> Vec<LotRow> {
        let mut all = Vec::new();
        loop {
            let page = self
                .app
                .lots(LotQuery {
                    offset: all.len() as u32,
                    limit: 500,
                    ..LotQuery::default()
                })
                .unwrap();
            if page.rows.is_empty() {
                return all;
            }
            all.extend(page.rows);
        }
    }

    /// Sum of all lots, mg.
    pub fn milligrams(&self) -> i64 {
        self.lots()
            .iter()
            .map(|l| (l.quantity * 1e6).round() as i64)
            .sum()
    }
}

pub fn open(dir: &Path) -> App {
    App::open(
        dir,
        Arc::new(FixedHost::default()),
        Arc::new(FileSecrets::new(dir)),
    )
    .unwrap()
}

/// What a person reads of an error.
pub fn sentence(error: &AppError, language: &str) -> String {
    let args: BTreeMap<String, String> = error.args.clone();
    i18n::text(language, &format!("errors.{}", error.code), &args)
}

/// (row, field) of each problem.
pub fn places(problems: &[CellProblem]) -> Vec<(u32, &str)> {
    problems.iter().map(|p| (p.row, p.field.as_str())).collect()
}
