//! Labels through the system's print dialog, which here prints to a file: the web view's pages lie where those of the PDF do.

use std::path::Path;

use nuong_tests::judge::{poppler, python};
use serde_json::Value;

use crate::driver::Window;
use crate::steps::{number_each, print_rice};

/// How far a code may lie from where the PDF has it, in millimetres: two dots of the picture that is judged.
const NEAR: f64 = 0.17;

#[tokio::test(flavor = "multi_thread")]
async fn the_systems_print_dialog_gets_the_labels_at_true_scale() {
    let folder = tempfile::tempdir().unwrap();
    let (data, pdf) = (folder.path().join("data"), folder.path().join("tem.pdf"));
    let mut window = Window::open(&data, Path::new(""), &pdf).await;
    let printed = data.join("printed.pdf");
    print_rice(&window).await;
    number_each(&window).await;
    window.choose("print-template", "trace").await;

    // 30 labels from the fifth cell on are two pages of 21.
    let sheet = ("tomy-135", "30", "5", "595 x 842 pts", 2);
    let roll = ("roll-50x30", "3", "", "142 x 85 pts", 3);
    let landscape = ("a5-landscape", "2", "", "595 x 420 pts", 2);
    for (paper, count, first, size, pages) in [sheet, landscape, roll] {
        window.choose("print-sheet", paper).await;
        window.fill("print-count", count).await;
        if !first.is_empty() {
            window.fill("print-first", first).await;
        }
        window.reads(&format!("{pages} trang")).await;
        let by_dialog = print_to(&window, "Hộp thoại in của hệ thống", "print-dialog-done").await;
        assert!(
            by_dialog.contains(&format!(
                "Đã đưa {count} tem, {pages} trang sang hộp thoại in"
            )),
            "{by_dialog}"
        );
        window.picture(&format!("dialog-{paper}")).await;
        if !first.is_empty() {
            window.fill("print-first", first).await;
        }
        print_to(&window, "Tệp PDF", "print-done").await;
        has_pages(&printed, size, pages);
        lies_where_the_pdf_has_it(&printed, &pdf);
    }
    reads_as_the_ledger_says(&mut window, &printed).await;
    window.close().await;
}

/// Prints to a destination; what the person reads then.
async fn print_to(window: &Window, destination: &str, done: &str) -> String {
    window.choose_named("print-to", destination).await;
    window.click("print-save").await;
    window.find(done).await.text().await.unwrap()
}

fn has_pages(printed: &Path, size: &str, pages: usize) {
    let Some(info) = poppler("pdfinfo", &[&printed.to_string_lossy()]) else {
        return;
    };
    let line = |name: &str| {
        info.lines()
            .find_map(|l| l.strip_prefix(name))
            .unwrap()
            .trim()
    };
    assert_eq!(line("Pages:"), pages.to_string(), "{info}");
    assert!(line("Page size:").starts_with(size), "{info}");
}

/// Every code of every page, along the rows.
fn codes(file: &Path) -> Option<Vec<Vec<Value>>> {
    let pages = python("decode_pdf.py", &[&file.to_string_lossy(), "300"])?;
    let mut pages: Vec<Vec<Value>> = serde_json::from_value(pages).unwrap();
    let row_then_column = |code: &Value| {
        let [x, y] = place(code);
        ((y / 5.0).round() as i64, (x / 5.0).round() as i64)
    };
    pages
        .iter_mut()
        .for_each(|codes| codes.sort_by_key(row_then_column));
    Some(pages)
}

fn place(code: &Value) -> [f64; 2] {
    [0, 1].map(|axis| code["at"][axis].as_f64().unwrap())
}

fn lies_where_the_pdf_has_it(printed: &Path, pdf: &Path) {
    let (Some(printed), Some(pdf)) = (codes(printed), codes(pdf)) else {
        return;
    };
    assert_eq!(printed.len(), pdf.len());
    for (one, other) in printed.iter().flatten().zip(pdf.iter().flatten()) {
        let (a, b) = (place(one), place(other));
        let far = (a[0] - b[0]).hypot(a[1] - b[1]);
        assert!(far < NEAR, "{far} mm apart: {one} {other}");
    }
}

/// The last print of the dialog, which is the second one of the ledger.
async fn reads_as_the_ledger_says(window: &mut Window, printed: &Path) {
    window.click("label-ledger").await;
    window.find("print-row").await;
    window.picture("dialog-ledger").await;
    let row = window.texts("print-row").await.remove(1);
    assert!(
        row.contains("3 tem") && row.contains("Hộp thoại in của hệ thống"),
        "{row}"
    );
    let range = window.texts("print-serial-range").await.remove(1);
    let (first, last) = range.split_once(" – ").unwrap();
    let Some(codes) = codes(printed) else { return };
    let read: Vec<&str> = codes
        .iter()
        .flatten()
        .map(|c| c["text"].as_str().unwrap())
        .collect();
    assert!(
        read.len() == 3 && read[0].ends_with(first) && read[2].ends_with(last),
        "{read:?} {range}"
    );
}
