//! What several tests begin with.

use crate::driver::Window;

/// The sample cooperative, a lot of rice that may be printed, its printing form.
pub async fn print_rice(window: &Window) {
    window.click("language-vi").await;
    window.click("sample-cooperative").await;
    window.find("recent-lot").await;
    window.click("nav-lots").await;
    window.fill("lot-search", "gao seng cu 2609").await;
    window
        .until("only rice lots", |text| {
            text.contains("GAO-SC5-2609") && !text.contains("Búp chè")
        })
        .await;
    window
        .click_css("[data-testid=lot-row]:not(:has([data-testid=phi-mark]))")
        .await;
    window.click("lot-print").await;
    window.find("label-preview").await;
}

/// A serial number on each label.
pub async fn number_each(window: &Window) {
    window.click_css("[data-testid=print-more] summary").await;
    window
        .click_css("label:has([data-testid=print-serials-each])")
        .await;
}
