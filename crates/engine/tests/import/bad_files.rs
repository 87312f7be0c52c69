//! Files that are no ledger: each gets one sentence that says what to do, in both languages, and changes nothing.

use std::io::Write;
use std::ops::ControlFlow;

use nuong_engine::AppError;

use super::book::{self, C};
use super::kit::{Coop, sentence};
use crate::row;

fn refused(name: &str, bytes: &[u8]) -> AppError {
    let coop = Coop::new();
    let path = coop.dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let error = coop.import(&path).unwrap_err();
    assert_eq!(coop.preview(&path).unwrap_err(), error);
    error
}

fn says(error: &AppError, vi: &str, en: &str) {
    assert_eq!(
        (
            sentence(error, "vi").as_str(),
            sentence(error, "en").as_str()
        ),
        (vi, en)
    );
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_is_no_workbook() {
    for bytes in [
        &b"%PDF-1.7\n..."[..],
        b"just words",
        b"<html><table>",
        &[0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3],
    ] {
        says(
            &refused("so.xlsx", bytes),
            "so.xlsx không phải tệp Excel. Chọn tệp sổ có đuôi .xlsx.",
            "so.xlsx is not an Excel file. Choose a ledger that ends in .xlsx.",
        );
    }
    assert_eq!(
        refused("so.docx", &zip(&[("word/document.xml", b"<w/>")])).code,
        "import_not_xlsx"
    );
}

#[test]
fn an_empty_file() {
    says(
        &refused("so.xlsx", b""),
        "Tệp so.xlsx rỗng. Chọn tệp sổ đã lưu từ Excel (.xlsx).",
        "so.xlsx is empty. Choose a ledger saved from Excel (.xlsx).",
    );
}

#[test]
fn a_password_protected_workbook() {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    says(
        &refused("so.xlsx", &bytes),
        "Tệp so.xlsx có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu lại rồi nhập.",
        "so.xlsx is protected by a password. Open it in Excel, remove the password (File → Info → Protect Workbook), save, and import it again.",
    );
}

#[test]
fn other_spreadsheet_formats_are_told_to_save_as_xlsx() {
    let mut xls = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    xls.resize(2048, 0);
    let csv = "Ngày;Mã thửa;Mã SP;Số lượng\n5/8/2026;T1;CHE;12\n"
        .as_bytes()
        .to_vec();
    let ods = zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", b"<x/>"),
    ]);
    let xlsb = zip(&[("xl/workbook.bin", b"..")]);
    for (name, bytes, format) in [
        ("so.xls", xls, "Excel 97-2003 (.xls)"),
        ("so.csv", csv, "CSV"),
        ("so.ods", ods, "OpenDocument (.ods)"),
        ("so.xlsb", xlsb, "Excel Binary (.xlsb)"),
    ] {
        let vi = format!(
            "Tệp {name} là {format}. Mở bằng Excel, chọn Lưu dưới dạng → Sổ làm việc Excel (.xlsx), rồi nhập tệp mới."
        );
        let en = format!(
            "{name} is {format}. Open it in Excel, choose Save As → Excel Workbook (.xlsx), and import the new file."
        );
        says(&refused(name, &bytes), &vi, &en);
    }
}

#[test]
fn a_damaged_workbook() {
    let coop = Coop::new();
    let good = std::fs::read(book::small(coop.dir.path(), vec![])).unwrap();
    let vi = "Tệp so.xlsx bị hỏng. Mở bằng Excel, để Excel sửa, lưu thành tệp mới rồi nhập.";
    let en = "so.xlsx is damaged. Open it in Excel, let Excel repair it, save it as a new file, and import that.";
    says(&refused("so.xlsx", &good[..good.len() / 2]), vi, en);
    says(
        &refused(
            "so.xlsx",
            &zip(&[("xl/workbook.xml", b"<workbook><sheets>")]),
        ),
        vi,
        en,
    );
    let lying = zip(&[
        ("xl/workbook.xml", b"<workbook/>"),
        (
            "xl/sharedStrings.xml",
            br#"<sst uniqueCount="99999999999"></sst>"#,
        ),
    ]);
    says(&refused("so.xlsx", &lying), vi, en);
}

#[test]
fn any_damage_is_a_sentence_and_never_a_panic() {
    let coop = Coop::new();
    let good = std::fs::read(book::small(
        coop.dir.path(),
        vec![row!["5/8/2026", "H1", "T1", "CHE", "12", "CHE-1"]],
    ))
    .unwrap();
    let path = coop.dir.path().join("damaged.xlsx");
    let mut seed = 7_usize;
    for _ in 0..60 {
        let mut bytes = good.clone();
        for _ in 0..4 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) % bytes.len();
            bytes[at] ^= 1 << (seed >> 29 & 7);
        }
        std::fs::write(&path, bytes).unwrap();
        if let Err(error) = coop.preview(&path) {
            assert_ne!(sentence(&error, "vi"), format!("errors.{}", error.code));
        }
    }
}

#[test]
fn a_workbook_without_rows_or_without_tables() {
    let coop = Coop::new();
    let empty = book::write(
        coop.dir.path(),
        "trong.xlsx",
        &[("Sheet1", vec![]), ("Sheet2", vec![vec![C::E]])],
    );
    let error = coop.import(&empty).unwrap_err();
    says(
        &error,
        "Tệp trong.xlsx chưa có dòng nào. Chọn tệp sổ đã ghi.",
        "trong.xlsx has no rows yet. Choose a ledger that is filled in.",
    );
    let other = book::write(
        coop.dir.path(),
        "khac.xlsx",
        &[(
            "Lương",
            vec![row!["Họ tên", "Lương"], row!["Lò Văn Mẫu", 5.0]],
        )],
    );
    let error = coop.import(&other).unwrap_err();
    says(
        &error,
        "Không thấy bảng nào trong tệp khac.xlsx. Mỗi bảng cần một hàng tiêu đề, ví dụ sổ thu hoạch: Ngày, Mã thửa, Mã SP, Số lượng (kg).",
        "No table was found in khac.xlsx. Each table needs a row of column names, such as for harvests: Ngày, Mã thửa, Mã SP, Số lượng (kg).",
    );
}

#[test]
fn a_file_that_is_not_there() {
    let coop = Coop::new();
    let path = coop.dir.path().join("mat.xlsx");
    let error = coop.import(&path).unwrap_err();
    let path = path.display();
    says(
        &error,
        &format!("Không tìm thấy {path}. Hãy kiểm tra thư mục có còn đó không rồi thử lại."),
        &format!("{path} was not found. Check that the folder is still there and try again."),
    );
}

#[test]
fn stopping_midway_changes_nothing_and_the_next_try_is_whole() {
    let coop = Coop::new();
    let rows = (0..600)
        .map(|i| {
            row![
                format!("{}/{}/2026", i % 28 + 1, i % 9 + 1),
                "H1",
                "T1",
                "CHE",
                format!("{},5", i + 1),
                format!("CHE-{i}")
            ]
        })
        .collect();
    let path = book::small(coop.dir.path(), rows);
    let mut heard = Vec::new();
    let error = coop.app.import_apply(&path, "", &mut |p| {
        heard.push((p.done, p.total));
        if p.total > 0 && p.done >= 512 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let error = error.unwrap_err();
    says(
        &error,
        "Đã dừng nhập. Chưa có gì thay đổi.",
        "The import was stopped. Nothing has changed.",
    );
    assert!(
        heard
            .iter()
            .any(|(done, total)| *done == 256 && *total == 606),
        "{heard:?}"
    );
    assert!(coop.lots().is_empty() && coop.app.products("").unwrap().is_empty());
    assert_eq!(coop.import(&path).unwrap().harvests.added, 600);
}

/// A ledger of so many harvests, each of its own lot.
fn long(coop: &Coop, rows: u32) -> std::path::PathBuf {
    let row = |i| row!["20/10/2026", "H1", "T1", "CHE", 1.5, format!("CHE-{i}")];
    book::small(coop.dir.path(), (0..rows).map(row).collect())
}

#[test]
fn two_hundred_thousand_rows_are_read_and_can_be_stopped() {
    let coop = Coop::new();
    let path = long(&coop, 200_000);
    let mut total = 0;
    let stopped = coop.app.import_apply(&path, "", &mut |p| {
        total = p.total;
        if p.total > 0 && p.done >= 2_048 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(stopped.unwrap_err().code, "import_cancelled");
    assert_eq!(total, 200_006);
    assert!(coop.lots().is_empty());
}
