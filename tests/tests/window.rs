//! The main job in the real window, under Xvfb, against the real registry: what a person does and what a person reads.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

#[path = "window/broken_run.rs"]
mod broken_run;
#[path = "window/driver.rs"]
mod driver;
#[path = "window/label_printer.rs"]
mod label_printer;
#[path = "window/print_dialog.rs"]
mod print_dialog;
#[path = "window/steps.rs"]
mod steps;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Instant;

use driver::Window;
use nuong_registry::{Running, spawn};
use nuong_tests::judge::{poppler, python};
use nuong_tests::laptop::sample_ledger;

const ANYWHERE: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

/// Starts the registry off the test's own runtime: it brings one of its own.
async fn registry(folder: &Path, addr: SocketAddr) -> Running {
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || spawn(&folder, addr).unwrap())
        .await
        .unwrap()
}

async fn stop(registry: Running) {
    tokio::task::spawn_blocking(move || registry.stop())
        .await
        .unwrap();
}

async fn get(url: &str) -> String {
    let url = url.to_owned();
    let page =
        tokio::task::spawn_blocking(move || reqwest::blocking::get(url).unwrap().text().unwrap());
    page.await.unwrap()
}

async fn found_our_cooperative(window: &Window) {
    window.click("language-vi").await;
    window.click("own-cooperative").await;
    window.fill("profile-name", "HTX Nông nghiệp Bản Mẫu").await;
    window.fill("profile-tax", "6200012345").await;
    window.fill("profile-commune", "ta leng").await;
    window.find_css("[role=option]").await;
    window.reads("Xã Tả Lèng").await;
    window.press("\u{e007}").await;
    window.click("profile-save").await;
    window.find("nav-today").await;
}

async fn enrol(window: &Window, registry: &Running) {
    let code = registry
        .registry()
        .issue_code("HTX Bản Mẫu", "6200012345")
        .unwrap();
    window.click("nav-sync").await;
    window.fill("connect-url", &registry.url()).await;
    window.fill("connect-code", &code).await;
    window.click("connect-button").await;
    window.find("sync-now").await;
    window.reads("HTX Bản Mẫu").await;
}

async fn import_the_ledger(window: &mut Window) {
    window.click("nav-today").await;
    window.click("import").await;
    window.click("import-pick").await;
    window.find("import-counts").await;
    window.reads("230").await;
    window.reads("hai tạ").await;
    window.reads("T999").await;
    window.reads("20/13/2026").await;
    window.picture("import-preview").await;
    window.click("import-accept").await;
    window.find("import-done").await;
    window.reads("226").await;
    window.click("import-see").await;
}

/// Finds lots without tones and opens one that may be printed; gives its code.
async fn open_a_lot(window: &mut Window) -> String {
    window.fill("lot-search", "che tam duong").await;
    window
        .until("only tea lots", |text| {
            text.contains("Búp chè tươi") && !text.contains("Miến dong")
        })
        .await;
    window.picture("search").await;
    window.fill("lot-search", "gao seng cu 2609").await;
    window
        .until("only rice lots", |text| {
            text.contains("GAO-SC5-2609") && !text.contains("Búp chè")
        })
        .await;
    let clear = "[...document.querySelectorAll('[data-testid=lot-row]')].find(r => !r.querySelector('[data-testid=phi-mark]')).click()";
    window.script(clear).await;
    window.find("lot-print").await;
    window.picture("lot").await;
    let code = window
        .script("return document.querySelector('main h1').innerText")
        .await;
    code.as_str().unwrap().trim().to_owned()
}

async fn print_labels(window: &mut Window, lot: &str, pdf: &Path) -> String {
    window.click("lot-print").await;
    window.find("label-preview").await;
    window.script("document.querySelector('[data-testid=preview] [data-cell=\"4\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))").await;
    let first = "return document.querySelector('[data-testid=print-first]').value";
    assert_eq!(
        window.script(first).await,
        "5",
        "a click on the fifth cell begins there"
    );
    let width = window.script("return document.querySelector('[data-testid=label-preview] svg').getBoundingClientRect().width").await;
    let millimetres = width.as_f64().unwrap() / 96.0 * 25.4;
    assert!(
        (millimetres - 66.0).abs() < 0.5,
        "the preview is {millimetres} mm wide, the label 66 mm"
    );
    window.picture("print").await;
    let payload = window.find("payload").await.text().await.unwrap();
    assert!(payload.trim().ends_with(lot), "{payload}");
    window.click("print-save").await;
    window.find("saved-path").await;
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF-"));
    payload.trim().to_owned()
}

/// The printer jammed at the 20th of 21 labels: the last two are printed again, and one of those is withdrawn.
async fn paper_goes_wrong(window: &mut Window, lot: &str, pdf: &Path) {
    window.click("label-ledger").await;
    window.click("reprint").await;
    window.fill("reprint-from", "20").await;
    window.click("reprint-save").await;
    window.reads("Hãy ghi lý do.").await;
    window.fill("reprint-reason", "kẹt giấy").await;
    window.click("reprint-save").await;
    window.reads("Đã lưu 2 tem, 1 trang").await;
    window.click("reprint-close").await;
    window.reads("Lý do: kẹt giấy").await;
    window.reads("Hỏng 2").await;
    window.click("void").await;
    window.fill("void-count", "3").await;
    window.fill("void-reason", "in thừa").await;
    window.click("void-confirm").await;
    window.reads("Hãy ghi số từ 1 đến 2.").await;
    window.fill("void-count", "1").await;
    window.click("void-confirm").await;
    window.reads("Hủy 1").await;
    window.picture("label-ledger").await;
    if let Some(text) = poppler("pdftotext", &[&pdf.to_string_lossy(), "-"]) {
        assert_eq!(text.matches(lot).count(), 2, "{text}");
    }
}

/// The second window of one folder ends by itself, without an error, and leaves the first as it was.
fn a_second_start_gives_way(data: &Path) {
    let program = std::env::var("NUONG_DESKTOP_BIN").unwrap();
    let status = std::process::Command::new(program)
        .env("NUONG_DATA", data)
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_goes_from_ledger_to_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("tem.pdf");
    let mut window = Window::open(&folder.path().join("data"), &sample_ledger(), &pdf).await;
    window.picture("first-run").await;
    found_our_cooperative(&window).await;

    let server = registry(&folder.path().join("registry"), ANYWHERE.into()).await;
    let address = server.addr();
    enrol(&window, &server).await;
    stop(server).await;

    import_the_ledger(&mut window).await;
    let lot = open_a_lot(&mut window).await;
    let link = print_labels(&mut window, &lot, &pdf).await;
    if let Some(pages) = python("decode_pdf.py", &[&pdf.to_string_lossy(), "300"]) {
        assert!(pages[0][0]["text"] == link.as_str(), "{pages}");
    }
    if let Some(text) = poppler("pdftotext", &[&pdf.to_string_lossy(), "-"]) {
        assert!(text.contains(&lot));
    }

    paper_goes_wrong(&mut window, &lot, &pdf).await;

    // The network is off: everything waits, nothing is red.
    window.click("nav-sync").await;
    window.click("sync-now").await;
    window.find("sync-notice").await;
    // A record of each harvest: nobody received what no intake says.
    window.element_reads("count-waiting", "230").await;
    window.picture("waiting").await;

    // The registry is back.
    let server = registry(&folder.path().join("registry"), address).await;
    window.click("sync-now").await;
    window.element_reads("count-accepted", "230").await;
    window.click("count-accepted").await;
    let receipt = window.find("receipt").await.text().await.unwrap();
    assert!(receipt.contains('-') && receipt.len() > 8, "{receipt}");
    window.reads("Đã tiếp nhận").await;
    window.picture("accepted").await;

    let page = get(&link).await;
    assert!(
        page.contains(&lot) && page.contains("Gạo Séng Cù Than Uyên"),
        "{page}"
    );
    window.close().await;
    stop(server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_cooperative_is_usable_within_a_breath_in_english_and_on_a_small_screen() {
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let mut window = Window::open(&folder.path().join("data"), Path::new(""), Path::new("")).await;
    window.find("language-en").await;
    println!("start to usable window: {} ms", start.elapsed().as_millis());
    window.click("language-en").await;
    window.click("sample-cooperative").await;
    window.find("recent-lot").await;
    window.size(1024, 640).await;
    window.picture("today-english").await;
    for screen in ["lots", "print", "products", "sync", "settings"] {
        window.click(&format!("nav-{screen}")).await;
        window.find_css("main h1").await;
        window.picture(&format!("{screen}-english")).await;
    }
    a_second_start_gives_way(&folder.path().join("data"));
    window.reads("Sample").await;
    let wide = "return document.documentElement.scrollWidth <= window.innerWidth";
    assert_eq!(
        window.script(wide).await,
        true,
        "nothing is cut off at 1024 pixels"
    );
    window.control('k').await;
    window.fill("palette-input", "che tam duong").await;
    window.reads("Tam Đường").await;
    window.picture("palette-english").await;
    window.close().await;
}
