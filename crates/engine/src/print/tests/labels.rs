use std::fs;
use std::ops::ControlFlow;

use crate::App;
use crate::label::LabelRequest;
use crate::testing::ask;
use crate::testing::farm::{cooperative, farm, harvest, open, spray};

fn lot_on_paper(conflict: bool) -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        if conflict {
            tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")?;
        }
        tx.record_harvest(
            &harvest(
                farm.tea,
                Some(farm.plot),
                "CHE-OL-261020-1",
                "2026-10-20",
                5,
            ),
            None,
        )
    })
    .unwrap();
    (dir, app)
}

fn request(count: u32) -> LabelRequest {
    LabelRequest {
        lot: "CHE-OL-261020-1".into(),
        template: "trace".into(),
        sheet: "tomy-135".into(),
        printer: String::new(),
        count,
        skip: 4,
        ..LabelRequest::default()
    }
}

#[test]
fn a_print_is_a_whole_pdf_and_a_line_in_the_ledger() {
    let (dir, app) = lot_on_paper(false);
    let out = dir.path().join("tem chè.pdf");
    let mut pages = Vec::new();
    let printed = app
        .print_labels(request(30), &out, &mut |p| {
            pages.push((p.done, p.total));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((printed.labels, printed.pages), (30, 2));
    assert_eq!(
        printed.payload,
        "https://qr.txng.gov.vn/01/09520120070000/10/CHE-OL-261020-1"
    );
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF-"));
    assert!(!pages.is_empty());
    let lot = app.lot("CHE-OL-261020-1").unwrap();
    assert_eq!(lot.labels_printed, 30);
    assert_eq!(
        app.read(|r| r.printed_payloads(&lot.row.id)).unwrap(),
        [printed.payload]
    );
    assert!(
        fs::read_dir(dir.path()).unwrap().all(|f| !f
            .unwrap()
            .file_name()
            .to_string_lossy()
            .ends_with(".part"))
    );
}

#[test]
fn a_lot_in_conflict_prints_only_after_somebody_answered() {
    let (dir, app) = lot_on_paper(true);
    let out = dir.path().join("tem.pdf");
    let refused = app
        .print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!((refused.labels, refused.pages), (0, 0));
    let finding = &refused.findings[0];
    assert_eq!(
        (
            finding.code.as_str(),
            finding.severity.as_str(),
            finding.field.as_str()
        ),
        ("phi_conflict", "error", "lot.phi")
    );
    assert!(
        finding.message.contains("Thuốc mẫu B 10WP") && finding.message.contains("25/10/2026"),
        "{}",
        finding.message
    );
    assert!(!out.exists());
    assert_eq!(ask(&app, "SELECT count(*) FROM label_print"), 0);
    app.override_phi("CHE-OL-261020-1", "Lan", "đã kiểm nghiệm")
        .unwrap();
    assert_eq!(
        app.print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
            .unwrap()
            .labels,
        5
    );
    assert!(out.exists());
}

#[test]
fn a_stopped_or_failed_print_leaves_nothing() {
    let (dir, app) = lot_on_paper(false);
    let folder = dir.path().join("giấy");
    fs::create_dir(&folder).unwrap();
    let out = folder.join("tem.pdf");
    let stopped = app
        .print_labels(request(2000), &out, &mut |_| ControlFlow::Break(()))
        .unwrap_err();
    assert_eq!(stopped.code, "cancelled");
    for writes in 0..3 {
        app.fail_after
            .store(writes, std::sync::atomic::Ordering::Relaxed);
        let full = app
            .print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
            .unwrap_err();
        assert_eq!(full.code, "disk_full", "{writes}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{writes}");
    }
    app.fail_after
        .store(u32::MAX, std::sync::atomic::Ordering::Relaxed);
    let nowhere = app
        .print_labels(
            request(5),
            &dir.path().join("không có/tem.pdf"),
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap_err();
    assert_eq!(nowhere.code, "file_not_found");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    assert_eq!(ask(&app, "SELECT count(*) FROM label_print"), 0);
}

#[test]
fn what_cannot_be_chosen_is_named() {
    let (dir, app) = lot_on_paper(false);
    let cases = [
        (
            LabelRequest {
                lot: "X".into(),
                ..request(1)
            },
            "lot_not_found",
        ),
        (
            LabelRequest {
                template: "x".into(),
                ..request(1)
            },
            "template_not_found",
        ),
        (
            LabelRequest {
                sheet: "x".into(),
                printer: String::new(),
                ..request(1)
            },
            "sheet_not_found",
        ),
        (request(0), "label_count_zero"),
    ];
    for (request, code) in cases {
        let error = app
            .print_labels(request, &dir.path().join("x.pdf"), &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap_err();
        assert_eq!(error.code, code);
    }
}

#[test]
fn the_preview_shows_what_will_be_printed() {
    let (_dir, app) = lot_on_paper(false);
    let preview = app.label_preview(request(30)).unwrap();
    assert_eq!((preview.pages, preview.per_page), (2, 21));
    assert!(preview.page_svg.matches("data-cell").count() >= 21);
    assert!(preview.label_svg.contains("CHE-OL-261020-1"));
    let codes: Vec<&str> = preview.findings.iter().map(|f| f.code.as_str()).collect();
    assert!(codes.contains(&"link_not_live"), "{codes:?}");
    assert!(
        preview.findings.iter().all(|f| f.severity != "error"),
        "{:?}",
        preview.findings
    );
    assert!(app.templates().unwrap().iter().any(|t| t.id == "goods"));
    assert!(
        app.papers()
            .unwrap()
            .iter()
            .any(|s| s.id == "roll-50x30" && s.geometry.columns == 1)
    );
}

#[test]
fn a_program_that_died_once_the_pdf_stood_enters_it_at_its_next_start() {
    let (dir, app) = lot_on_paper(false);
    let out = dir.path().join("tem.pdf");
    let twin = dir.path().join("twin.pdf");
    app.print_labels(request(5), &twin, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    // Both transactions around the rename fail or die in turn: what the first wrote down is all that the next start knows.
    app.fail_after
        .store(1, std::sync::atomic::Ordering::Relaxed);
    app.print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
        .unwrap_err();
    assert!(!out.exists());
    fs::copy(&twin, &out).unwrap();
    drop(app);
    let app = open(dir.path());
    let printed = |app: &App| app.lot("CHE-OL-261020-1").unwrap().labels_printed;
    assert_eq!(printed(&app), 10, "the PDF stands, so it is in the ledger");
    drop(app);
    assert_eq!(printed(&open(dir.path())), 10, "once");
}

#[test]
fn an_older_file_of_that_name_is_not_taken_for_the_new_print() {
    let (dir, app) = lot_on_paper(false);
    let out = dir.path().join("tem.pdf");
    fs::write(&out, "%PDF- của hôm qua").unwrap();
    app.fail_after
        .store(1, std::sync::atomic::Ordering::Relaxed);
    app.print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
        .unwrap_err();
    // The power went as the file took its place: yesterday's stands there still, the new one is gone.
    fs::write(&out, "%PDF- của hôm qua").unwrap();
    drop(app);
    let app = open(dir.path());
    assert_eq!(app.lot("CHE-OL-261020-1").unwrap().labels_printed, 0);
    assert_eq!(
        ask(&app, "SELECT count(*) FROM meta WHERE key LIKE 'print %'"),
        0
    );
    assert!(out.exists());
}

#[test]
fn a_print_that_failed_is_not_taken_for_the_next_one_under_the_same_name() {
    let (dir, app) = lot_on_paper(false);
    let out = dir.path().join("tem.pdf");
    let print = |app: &App, writes| {
        app.fail_after
            .store(writes, std::sync::atomic::Ordering::Relaxed);
        app.print_labels(request(5), &out, &mut |_| ControlFlow::Continue(()))
    };
    print(&app, 1).unwrap_err();
    print(&app, u32::MAX).unwrap();
    drop(app);
    let app = open(dir.path());
    assert_eq!(app.lot("CHE-OL-261020-1").unwrap().labels_printed, 5);
}

#[test]
fn a_conflict_that_comes_to_light_while_the_pdf_is_drawn_stops_the_print() {
    let (dir, app) = lot_on_paper(false);
    let out = dir.path().join("tem.pdf");
    let plot = app
        .read(|r| Ok(r.place_by_code("T001")?.unwrap().id))
        .unwrap();
    let mut told = false;
    let printed = app
        .print_labels(request(300), &out, &mut |_| {
            if !std::mem::replace(&mut told, true) {
                app.write("", |tx| tx.record_spray(&spray(plot, "2026-10-18", 7), "s"))
                    .unwrap();
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(told);
    assert_eq!(printed.labels, 0);
    assert_eq!(printed.findings[0].code, "phi_conflict");
    assert!(!out.exists());
    assert_eq!(ask(&app, "SELECT count(*) FROM label_print"), 0);
}
