//! Logo and certificate marks: taken in once, refused when they are no pictures, printed again as they were.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::certificate::Certificate;
use crate::label_ledger::{PrintQuery, ReprintRequest};
use crate::testing::farm::{label, print, with_lot};
use crate::testing::{ask, said};

/// A PNG of one grey pixel.
const PIXEL: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00,
    0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

fn pixel(folder: &Path) -> PathBuf {
    let file = folder.join("lô gô.png");
    fs::write(&file, PIXEL).unwrap();
    file
}

#[test]
fn a_logo_is_set_shown_and_taken_away() {
    let (dir, app) = with_lot();
    let file = pixel(dir.path());
    let hash = app.set_logo(Some(&file)).unwrap().logo.unwrap();
    assert_eq!(hash.len(), 64);
    assert!(app.picture(&hash).unwrap().starts_with("data:image/"));
    app.set_logo(Some(&file)).unwrap();
    assert_eq!(ask(&app, "SELECT count(*) FROM picture"), 1);
    print(&app, label("trace")).unwrap();
    assert_eq!(said(&app)["pictures"]["logo"], hash);
    assert_eq!(app.set_logo(None).unwrap().logo, None);
    assert_eq!(app.profile().unwrap().unwrap().logo, None);
    assert_eq!(app.picture("x").unwrap_err().code, "picture_not_found");
}

#[test]
fn files_that_are_no_pictures_are_refused() {
    let (dir, app) = with_lot();
    let refused = |name: &str, bytes: &[u8]| {
        let file = dir.path().join(name);
        fs::write(&file, bytes).unwrap();
        app.import_picture(&file).unwrap_err().code
    };
    assert_eq!(refused("thư.png", b"day la thu"), "picture_unknown");
    assert_eq!(refused("cụt.png", &PIXEL[..40]), "picture_damaged");
    let huge = dir.path().join("lớn.png");
    let sparse = fs::File::create(&huge).unwrap();
    sparse.set_len(100_000_000).unwrap();
    assert_eq!(
        app.import_picture(&huge).unwrap_err().code,
        "picture_too_large"
    );
    assert_eq!(
        app.import_picture(dir.path()).unwrap_err().code,
        "picture_unknown"
    );
    assert_eq!(
        app.import_picture(&dir.path().join("không có.png"))
            .unwrap_err()
            .code,
        "file_not_found"
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM picture"), 0);
}

#[test]
fn a_mark_is_printed_with_its_certificate_and_again_with_the_reprint() {
    let (dir, app) = with_lot();
    let picture = app.import_picture(&pixel(dir.path())).unwrap();
    assert_eq!((picture.width, picture.height), (1, 1));
    let certificate = app
        .save_certificate(Certificate {
            kind: "vietgap".into(),
            number: "1".into(),
            valid_to: "2028-01-01".into(),
            all_products: true,
            picture: Some(picture.hash.clone()),
            ..Certificate::default()
        })
        .unwrap();
    print(&app, label("trace")).unwrap();
    assert_eq!(said(&app)["pictures"]["mark_1"], picture.hash);
    app.delete_certificate(&certificate.id).unwrap();
    let ledger = app.label_ledger(&PrintQuery {
        limit: 1,
        ..PrintQuery::default()
    });
    let again = ReprintRequest {
        print: ledger.unwrap().remove(0).id,
        from: 1,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "kẹt giấy".into(),
    };
    let out = dir.path().join("lại.pdf");
    app.reprint_labels(&again, &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(said(&app)["pictures"]["mark_1"], picture.hash);
    print(&app, label("trace")).unwrap();
    assert_eq!(said(&app)["pictures"], serde_json::json!({}));
}
