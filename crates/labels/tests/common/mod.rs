//! Labels to look at and to test with: GS1's demonstration prefix 952, a made-up cooperative of Lai Châu.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers
#![allow(dead_code)] // each test file uses its own part

pub mod specimens;

use nuong_labels::{
    Area, DisplayList, Field, Item, LabelData, Order, Run, Sheet, Template, Um, render_pdf,
};
use std::io::{Error, ErrorKind, Write};
use std::ops::ControlFlow;
use std::process::Command;

/// A food product whose texts are short.
#[must_use]
pub fn tea() -> LabelData {
    let mut data = LabelData::of_group("food");
    for (field, value) in [
        (Field::Product, "Chè Ô long Tam Đường 200 g"),
        (Field::Cooperative, "HTX Nông nghiệp Mẫu Tam Đường"),
        (Field::Address, "Bản Nà Tăm, xã Khun Há, tỉnh Lai Châu"),
        (Field::Lot, "CHE-OL-260620-2"),
        (Field::Date, "20/06/2026"),
        (Field::Expiry, "20/06/2028"),
        (Field::NetQuantity, "200 g"),
        (Field::Origin, "Lai Châu, Việt Nam"),
        (Field::Ingredients, "100% búp chè Ô long"),
        (Field::Storage, "Nơi khô ráo, thoáng mát"),
        (
            Field::Link,
            "https://truyxuat.example.vn/01/09520120070000/10/CHE-OL-260620-2",
        ),
    ] {
        data.set(field, value);
    }
    data
}

/// A food product whose texts are long.
#[must_use]
pub fn macadamia() -> LabelData {
    tea()
        .with(
            Field::Product,
            "Hạt mắc ca sấy nứt vỏ thượng hạng Tân Uyên – Lai Châu, hộp 500 g",
        )
        .with(
            Field::Cooperative,
            "Hợp tác xã Dịch vụ Nông nghiệp và Phát triển Nông thôn Thân Thuộc",
        )
        .with(
            Field::Address,
            "Số 12, tổ dân phố Tân Muôn, xã Tân Uyên, tỉnh Lai Châu",
        )
        .with(Field::Lot, "MACCA-260805-12")
        .with(Field::Date, "05/08/2026")
        .with(Field::Expiry, "05/08/2027")
        .with(Field::NetQuantity, "500 g")
        .with(Field::Origin, "xã Tân Uyên, tỉnh Lai Châu, Việt Nam")
        .with(Field::Ingredients, "Hạt mắc ca 99,5%, muối biển 0,5%")
        .with(Field::Usage, "Dùng dụng cụ tách vỏ, ăn liền")
        .with(
            Field::Storage,
            "Nơi khô ráo, thoáng mát; đậy kín sau khi mở",
        )
        .with(Field::Warnings, "Có chứa hạt cây; không dùng khi có mùi lạ")
        .with(
            Field::Link,
            "https://truyxuat.example.vn/01/09520120070062/10/MACCA-260805-12",
        )
}

/// Fresh tea leaf without a GTIN: the plain form of the link.
#[must_use]
pub fn fresh_leaf() -> LabelData {
    LabelData::of_group("material")
        .with(Field::Product, "Búp chè tươi (nguyên liệu)")
        .with(Field::Cooperative, "HTX Nông nghiệp Mẫu Tam Đường")
        .with(Field::Lot, "BUP-260620-2")
        .with(Field::Date, "20/06/2026")
        .with(Field::NetQuantity, "1 kg")
        .with(Field::Origin, "Lai Châu, Việt Nam")
        .with(
            Field::Link,
            "https://truyxuat.example.vn/6200000000/BUP/BUP-260620-2",
        )
}

/// A run of labels as PDF bytes.
#[must_use]
pub fn pdf(template: &str, sheet: &str, run: Run, labels: &[LabelData]) -> Vec<u8> {
    let mut out = Vec::new();
    let labels = labels.iter().cycle();
    render_pdf(
        &mut out,
        Order {
            template: known_template(template),
            sheet: known_sheet(sheet),
            run,
            labels,
        },
        &mut |_, _| ControlFlow::Continue(()),
    )
    .unwrap();
    out
}

/// A shipped template.
#[must_use]
pub fn known_template(id: &str) -> &'static Template {
    nuong_labels::template(id).unwrap()
}

/// A shipped paper.
#[must_use]
pub fn known_sheet(id: &str) -> &'static Sheet {
    nuong_labels::sheet(id).unwrap()
}

/// A label of 10 × 10 cm on a roll of its own, for a printer whose dot is so large.
#[must_use]
pub fn large_label(dot: i32) -> Sheet {
    let json = format!(
        r#"{{"id": "p", "name": {{}}, "page_width": 100000, "page_height": 100000, "columns": 1, "rows": 1, "label_width": 100000,
        "label_height": 100000, "gap_x": 0, "gap_y": 0, "margin_left": 0, "margin_top": 0, "dot": {dot}}}"#
    );
    Sheet::parse(&json).unwrap()
}

/// What a program that reads PDFs prints about one; `PDF` in the arguments is the file.
#[must_use]
pub fn poppler(tool: &str, args: &[&str], pdf: &[u8]) -> Vec<u8> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    let args = args
        .iter()
        .map(|arg| if *arg == "PDF" { path.as_str() } else { arg });
    let done = Command::new(tool)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("{tool}: {e} (apt-get install poppler-utils qpdf)"));
    assert!(
        done.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&done.stderr),
        "",
        "{tool} complains"
    );
    done.stdout
}

/// A disk with room for so many bytes.
pub struct Disk(pub usize);

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self
            .0
            .checked_sub(bytes.len())
            .ok_or(Error::from(ErrorKind::StorageFull))?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a label says, run by run.
#[must_use]
pub fn texts(list: &DisplayList) -> String {
    list.text_runs()
        .map(|run| run.text.trim_end())
        .collect::<Vec<_>>()
        .join("|")
}

/// Nothing leaves the label and no two lines, codes or rules overlap.
pub fn assert_tidy(list: &DisplayList) {
    let face = Area {
        x: Um(0),
        y: Um(0),
        w: list.width,
        h: list.height,
    };
    let inks: Vec<_> = list.items().map(Item::area).collect();
    for (n, a) in inks.iter().enumerate() {
        assert!(face.contains(*a), "{a:?} leaves the label: {}", texts(list));
        // Two runs of one line touch at a space; a micrometre of rounding is no overlap.
        let a = a.grown(Um(-1));
        for b in inks.iter().skip(n + 1) {
            assert!(!a.overlaps(*b), "{a:?} overlaps {b:?}: {}", texts(list));
        }
    }
}
