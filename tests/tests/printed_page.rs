//! A printed page in front of independent readers: poppler renders it and lists its fonts, zxing-cpp decodes it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use std::ops::ControlFlow;

use nuong_engine::views::LabelRequest;
use nuong_tests::judge::{poppler, python};
use nuong_tests::laptop::Laptop;

const COMBINATIONS: [(&str, &str); 4] = [
    ("trace", "tomy-135"),
    ("trace", "roll-50x30"),
    ("goods", "tomy-135"),
    ("goods", "roll-50x30"),
];

struct Printed {
    _laptop: Laptop,
    file: String,
    payload: String,
    lot: String,
    product: String,
}

fn print(template: &str, sheet: &str, with_gtin: bool, count: u32, skip: u32) -> Printed {
    let laptop = Laptop::with_sample().unwrap();
    let lots = laptop.lots("").unwrap();
    let lot = lots
        .into_iter()
        // Fresh tea leaf has no shelf life in the sample, so the law refuses its goods label; it is none of these.
        .find(|l| !l.phi_conflict && l.gtin.is_some() == with_gtin && l.sku != "BUP")
        .unwrap();
    let request = LabelRequest {
        lot: lot.lot.clone(),
        template: template.to_owned(),
        sheet: sheet.to_owned(),
        printer: String::new(),
        count,
        skip,
        ..LabelRequest::default()
    };
    let out = laptop.path("tem.pdf");
    let result = laptop
        .app
        .print_labels(request, &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(
        result.labels, count,
        "{template} on {sheet}: {:?}",
        result.findings
    );
    Printed {
        file: out.to_string_lossy().into_owned(),
        payload: result.payload,
        lot: lot.lot,
        product: lot.product,
        _laptop: laptop,
    }
}

#[test]
fn every_code_of_a_page_decodes_to_its_payload() {
    for (template, sheet) in COMBINATIONS {
        for with_gtin in [true, false] {
            let printed = print(template, sheet, with_gtin, 21, 0);
            let Some(pages) = python("decode_pdf.py", &[&printed.file, "300"]) else {
                println!("skipped: NUONG_PYTHON is not set");
                return;
            };
            let codes: Vec<_> = pages
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|p| p.as_array().unwrap().clone())
                .collect();
            assert_eq!(codes.len(), 21, "{template} on {sheet}");
            for code in codes {
                assert_eq!(code["text"], printed.payload, "{template} on {sheet}");
                assert_eq!(code["identifier"], "]Q1", "a QR code with a link");
            }
        }
    }
}

#[test]
fn a_product_without_gtin_carries_the_plain_link() {
    let printed = print("trace", "tomy-135", false, 1, 0);
    assert!(
        printed.payload.ends_with(&format!("/{}", printed.lot)),
        "{}",
        printed.payload
    );
    assert!(!printed.payload.contains("/01/"), "{}", printed.payload);
}

#[test]
fn used_cells_stay_empty_and_the_text_is_vietnamese() {
    let printed = print("trace", "tomy-135", true, 20, 3);
    let Some(text) = poppler("pdftotext", &["-layout", &printed.file, "-"]) else {
        println!("skipped: poppler-utils is not installed");
        return;
    };
    assert_eq!(text.matches(&printed.lot).count(), 20);
    let name = printed.product.split(' ').next().unwrap();
    assert!(text.contains(name), "{text}");
    for word in ["NSX", "HSD", "Xuất xứ"] {
        assert!(text.contains(word), "{word} is missing:\n{text}");
    }
    let info = poppler("pdfinfo", &[&printed.file]).unwrap();
    assert!(info.contains("Pages:           2"), "{info}");
}

#[test]
fn fonts_are_embedded_and_subset_and_the_printer_must_not_scale() {
    for (template, sheet) in COMBINATIONS {
        let printed = print(template, sheet, true, 5, 0);
        let Some(fonts) = poppler("pdffonts", &[&printed.file]) else {
            println!("skipped: poppler-utils is not installed");
            return;
        };
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty());
        for row in rows {
            assert!(
                row.contains("BeVietnamPro") && row.contains("yes yes"),
                "not embedded and subset: {row}"
            );
        }
        let bytes = std::fs::read(&printed.file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("PrintScaling"), "{template} on {sheet}");
    }
}
