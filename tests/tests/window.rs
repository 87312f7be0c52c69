//! The main job in the real window, as a person does it, under Xvfb.

#[path = "window/driver.rs"]
mod driver;

use driver::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_goes_from_ledger_to_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(
        &folder.path().join("data"),
        &nuong_tests::laptop::sample_ledger(),
        &folder.path().join("tem.pdf"),
    )
    .await;
    window.picture("first-run").await;
    window.close().await;
}
