//! The same ledger again, grown or changed: nothing twice, nothing overwritten, nothing lost.

use super::book::{self, C};
use super::generator::ledger;
use super::kit::{Coop, open, places};
use crate::row;

#[test]
fn a_ledger_that_has_grown_adds_only_what_is_new() {
    let coop = Coop::new();
    let (path, before) = ledger(coop.dir.path(), 42, 100, 0);
    coop.import(&path).unwrap();
    let rows = |from: u32, to: u32| {
        (from..to)
            .map(|i| {
                row![
                    format!("{}/5/2026", i + 1),
                    "H1",
                    "T1",
                    "CHE",
                    C::N(f64::from(i) + 0.5),
                    "L1"
                ]
            })
            .collect::<Vec<_>>()
    };
    let coop2 = Coop::new();
    coop2
        .import(&book::small(coop2.dir.path(), rows(0, 10)))
        .unwrap();
    let report = coop2
        .import(&book::small(coop2.dir.path(), rows(0, 15)))
        .unwrap();
    assert_eq!(
        (
            report.harvests.added,
            report.harvests.unchanged,
            report.lots_added
        ),
        (5, 10, 0)
    );
    assert_eq!(coop.milligrams(), before.milligrams);
}

#[test]
fn rows_moved_reordered_and_rewritten_are_the_same_rows() {
    let coop = Coop::new();
    coop.import(&book::small(
        coop.dir.path(),
        vec![
            row!["5/8/2026", "H1", "T1", "CHE", "120,0 kg", "L1"],
            row!["6/8/2026", "H1", "T1", "CHE", "7", "L2"],
        ],
    ))
    .unwrap();
    let moved = vec![
        row![""],
        row![
            jiff::civil::date(2026, 8, 6),
            "h1",
            " T1",
            "che",
            C::N(7.0),
            "L2"
        ],
        row!["05.08.26", "H1", "t1", "CHE ", "1,2 tạ", "L1"],
    ];
    let report = coop.import(&book::small(coop.dir.path(), moved)).unwrap();
    assert_eq!((report.harvests.added, report.harvests.unchanged), (0, 2));
}

#[test]
fn two_rows_alike_in_one_ledger_are_both_kept_and_said() {
    let coop = Coop::new();
    let path = book::small(
        coop.dir.path(),
        vec![
            row!["5/8/2026", "H1", "T1", "CHE", "12", "L1"],
            row!["5/8/2026", "H1", "T1", "CHE", "12", "L1"],
        ],
    );
    let report = coop.import(&path).unwrap();
    assert_eq!((report.harvests.added, coop.milligrams()), (2, 24_000_000));
    assert_eq!(
        report.harvests.warnings[0].message,
        "Dòng này giống hệt dòng 2. Cả hai đều được nhập; xóa một dòng nếu ghi trùng."
    );
    let again = coop.import(&path).unwrap();
    assert_eq!((again.harvests.added, again.harvests.unchanged), (0, 2));
}

#[test]
fn a_changed_product_is_never_overwritten_silently() {
    let coop = Coop::new();
    let book = |name: &str, shelf: &str| {
        book::write(
            coop.dir.path(),
            "sp.xlsx",
            &[(
                "SP",
                vec![row!["Mã SP", "Tên SP", "HSD"], row!["CHE", name, shelf]],
            )],
        )
    };
    coop.import(&book("Chè Shan", "")).unwrap();
    let report = coop.import(&book("Chè Shan tuyết", "24 tháng")).unwrap();
    assert_eq!((report.products.added, report.products.unchanged), (0, 1));
    assert_eq!(places(&report.products.warnings), [(2, "name")]);
    assert_eq!(
        report.products.warnings[0].message,
        "“Chè Shan tuyết” đã có trên máy với nội dung khác (Chè Shan). Nương giữ nội dung đang có; muốn đổi thì sửa trong Nương."
    );
    let product = &coop.app.products("").unwrap()[0];
    assert_eq!(
        (product.name.as_str(), product.shelf_life_months),
        ("Chè Shan", Some(24)),
        "what was empty is filled in"
    );
}

#[test]
fn a_ledger_of_harvests_alone_finds_what_is_stored() {
    let coop = Coop::new();
    coop.import(&book::write(coop.dir.path(), "a.xlsx", &book::masters()))
        .unwrap();
    let rows = vec![
        row!["Ngày", "Hộ", "Thửa", "Sản phẩm", "Tạ"],
        row!["5/8/2026", "h2", "t2", "gao", "1,5"],
        row!["5/8/2026", "H2", "T2", "gạo séng cù", "30 kg"],
    ];
    let report = coop
        .import(&book::write(
            coop.dir.path(),
            "b.xlsx",
            &[("Tháng 8", rows)],
        ))
        .unwrap();
    assert_eq!(
        (report.harvests.added, places(&report.harvests.refused)),
        (2, vec![])
    );
    assert_eq!(coop.milligrams(), 180_000_000);
}

#[test]
fn one_sheet_with_two_tables_hidden_and_strange_sheets() {
    let coop = Coop::new();
    let [products, households, plots] = book::masters();
    let mut together = products.1;
    together.push(vec![]);
    together.extend(households.1);
    let strange = (
        "Lương",
        vec![row!["Họ tên", "Lương"], row!["Lò Văn Mẫu", 5.0]],
    );
    let report = coop
        .import(&book::write(
            coop.dir.path(),
            "a.xlsx",
            &[("Danh mục", together), strange, plots],
        ))
        .unwrap();
    assert_eq!(
        (
            report.products.added,
            report.households.added,
            report.plots.added
        ),
        (2, 2, 2)
    );
    assert_eq!(report.ignored_sheets, ["Lương"]);
}

#[test]
fn a_program_killed_while_importing_left_nothing_or_everything() {
    let coop = Coop::new();
    let path = book::small(
        coop.dir.path(),
        vec![row!["5/8/2026", "H1", "T1", "CHE", "12", "L1"]],
    );
    // The transaction is open and every row written when the work dies: as if the plug were pulled.
    let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        coop.app.import_apply(&path, "", &mut |p| {
            if p.total > 0 && p.done == p.total {
                panic!("power cut")
            } else {
                std::ops::ControlFlow::Continue(())
            }
        })
    }));
    assert!(died.is_err());
    let app = open(coop.dir.path());
    assert!(app.products("").unwrap().is_empty());
    assert_eq!(coop.import(&path).unwrap().harvests.added, 1);
}
