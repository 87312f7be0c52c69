//! A label printer that is switched off midway: what the person reads, how they go on, and what came onto labels in the end.

use std::net::SocketAddr;
use std::path::Path;
use std::thread::JoinHandle;

use nuong_domain::SerialBlock;

use crate::driver::{Window, free_port};
use crate::label_printer::switch_on;
use crate::steps::{number_each, print_rice};

/// Labels wanted, and those that come out before the printer loses its power.
const WANTED: usize = 60;
const PRINTED: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_breaks_off_goes_on_from_the_first_label_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(&folder.path().join("data"), Path::new(""), Path::new("")).await;
    let at = SocketAddr::from(([127, 0, 0, 1], free_port()));
    print_rice(&window).await;
    choose_a_roll(&window).await;
    describe_the_printer(&mut window, at).await;

    let printer = switch_on(at, PRINTED);
    window.click("print-save").await;
    let reached = read_that_it_broke_off(&mut window).await;
    let came_out = printed(printer).await;

    window.click("print-resume").await;
    window
        .holds("reprint-from", &(reached + 1).to_string())
        .await;
    // What the printer had taken in but not printed is lost: the person counts the labels on the table.
    let first_missing = (PRINTED + 1).to_string();
    window.fill("reprint-from", &first_missing).await;
    window.reads("Sẽ in lại 48 tem, đến tem cuối.").await;
    window.picture("broken-run-dialog").await;
    window.click("reprint-save").await;
    window.reads("không nhận kết nối").await;
    window.reads("Chưa có tem nào được in").await;
    window.picture("broken-run-still-off").await;

    let printer = switch_on(at, usize::MAX);
    window.click("reprint-save").await;
    window.reads("Đã gửi 48 tem tới Zebra kho").await;
    window.picture("broken-run-went-on").await;
    let came_out_then = printed(printer).await;
    window.click("reprint-close").await;
    let [second, first] = read_the_ledger(&mut window).await;
    assert_eq!(serials_on(&came_out), numbered(&first, WANTED)[..PRINTED]);
    assert_eq!(
        serials_on(&came_out_then),
        numbered(&second, WANTED - PRINTED)
    );
    window.close().await;
}

async fn choose_a_roll(window: &Window) {
    window.choose("print-template", "trace").await;
    window.choose("print-sheet", "roll-50x30").await;
    window.fill("print-count", &WANTED.to_string()).await;
    number_each(window).await;
    window.reads("60 trang").await;
}

async fn describe_the_printer(window: &mut Window, at: SocketAddr) {
    window.click("printers-open").await;
    window.click("printer-add").await;
    window.fill("printer-form-name", "Zebra kho").await;
    window.fill("printer-form-address", &at.to_string()).await;
    window.picture("label-printer").await;
    window.click("printer-form-save").await;
    window.element_reads("printer-row", "Zebra kho").await;
    window.click("printers-close").await;
    window.holds("print-to", "Zebra kho").await;
}

/// How many labels the window says that the printer took whole.
async fn read_that_it_broke_off(window: &mut Window) -> usize {
    window
        .element_reads("print-partly", "Máy in dừng giữa chừng")
        .await;
    window
        .element_reads("print-partly", "ngắt kết nối giữa chừng")
        .await;
    window.picture("broken-run").await;
    let note = window.find("print-partly").await.text().await.unwrap();
    let (_, rest) = note.split_once("đã nhận trọn ").unwrap();
    let (taken, _) = rest.split_once(" trên 60 tem").unwrap();
    let taken = taken.parse().unwrap();
    assert!((PRINTED..WANTED).contains(&taken), "{note}");
    taken
}

/// The serial numbers that the ledger shows for both prints, newest first.
async fn read_the_ledger(window: &mut Window) -> [String; 2] {
    window.find("print-row").await;
    window.picture("broken-run-ledger").await;
    let again = [
        "48 tem",
        "In lại tem hỏng",
        "Lý do: Máy in dừng giữa chừng",
        "Zebra kho",
    ];
    let broken = ["60 tem", "Hỏng 48", "Còn dùng 12", "Zebra kho"];
    let rows = window.texts("print-row").await;
    for (row, words) in [(&rows[0], again), (&rows[1], broken)] {
        assert!(words.iter().all(|words| row.contains(words)), "{rows:#?}");
    }
    let ranges = window.texts("print-serial-range").await;
    [ranges[0].clone(), ranges[1].clone()]
}

/// The numbers of so many labels whose first and last are shown as `range`.
fn numbered(range: &str, labels: usize) -> Vec<String> {
    let (first, last) = range.split_once(" – ").unwrap();
    let block = SerialBlock::of_serial(first).unwrap();
    let all: Vec<_> = (0..u32::try_from(labels).unwrap())
        .map(|n| block.serial_number(n))
        .collect();
    assert_eq!((all[0].as_str(), all[labels - 1].as_str()), (first, last));
    all
}

/// The serial numbers in the links of labels, all of one lot.
fn serials_on(links: &[String]) -> Vec<String> {
    let parts = links.iter().map(|link| link.rsplit_once('/').unwrap());
    let (lots, serials): (Vec<_>, Vec<_>) = parts.unzip();
    assert!(
        lots[0].contains("GAO-SC5-2609") && lots.iter().all(|lot| *lot == lots[0]),
        "{links:?}"
    );
    serials.into_iter().map(ToOwned::to_owned).collect()
}

async fn printed(printer: JoinHandle<Vec<String>>) -> Vec<String> {
    let joined = tokio::task::spawn_blocking(move || printer.join().unwrap());
    joined.await.unwrap()
}
