//! The system's print dialog, for what the page shows to paper. The only place that knows how each system's web view prints.

use nuong_engine::{AppError, Code, Result};
use tauri::WebviewWindow;

/// Width and height of the paper in millimetres.
pub type Paper = (f64, f64);

/// Opens the dialog and waits until the pages are on their way. True then; false where the page's own `afterprint` tells.
///
/// # Errors
/// `print_dialog_cancelled`; `print_dialog_failed`.
#[cfg(target_os = "linux")]
pub async fn open(window: WebviewWindow, paper: Paper) -> Result<bool> {
    let (tell, mut told) = tauri::async_runtime::channel(1);
    let run = move |view: tauri::webview::PlatformWebview| linux::run(&view, paper, &tell);
    window.with_webview(run).map_err(failed)?;
    let silent = || Err(failed("no answer"));
    told.recv().await.unwrap_or_else(silent).map(|()| true)
}

/// As on Linux. The page's `@page` names the paper.
#[cfg(not(target_os = "linux"))]
pub async fn open(window: WebviewWindow, _paper: Paper) -> Result<bool> {
    window.print().map_err(failed)?;
    Ok(false)
}

fn failed(why: impl ToString) -> AppError {
    AppError::new(Code::PrintDialogFailed, why)
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::prelude::{Cast, WidgetExt};
    use gtk::{PageOrientation, PageSetup, PaperSize, PrintSettings, Unit, Window};
    use nuong_engine::{AppError, Code, Result};
    use tauri::async_runtime::Sender;
    use tauri::webview::PlatformWebview;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    use super::{Paper, failed};

    /// How much a paper may differ from one that printers know by name, in millimetres.
    const NEAR: f64 = 0.5;

    /// On the window's thread, as all of GTK. Only the first answer counts, and whoever asked and has gone hears none.
    pub fn run(view: &PlatformWebview, paper: Paper, tell: &Sender<Result<()>>) {
        let view = view.inner();
        let operation = PrintOperation::new(&view);
        let done = tell.clone();
        operation.connect_finished(move |_| drop(done.try_send(Ok(()))));
        let broken = tell.clone();
        operation.connect_failed(move |_, e| drop(broken.try_send(Err(failed(e)))));
        operation.set_page_setup(&page(paper));
        let settings = PrintSettings::new();
        settings.set_scale(100.0);
        if let Some(file) = crate::dialogs::answer("NUONG_TEST_PRINT") {
            settings.set_printer("Print to File");
            settings.set("output-uri", Some(&format!("file://{}", file.display())));
            settings.set("output-file-format", Some("pdf"));
            operation.set_print_settings(&settings);
            return operation.print();
        }
        operation.set_print_settings(&settings);
        let parent = view
            .toplevel()
            .and_then(|top| top.downcast::<Window>().ok());
        if operation.run_dialog(parent.as_ref()) == PrintOperationResponse::Cancel {
            let cancelled = AppError::new(Code::PrintDialogCancelled, "by the person");
            drop(tell.try_send(Err(cancelled)));
        }
    }

    /// The paper without margins, by its name where printers know one.
    fn page((width, height): Paper) -> PageSetup {
        let page = PageSetup::new();
        if let Some(size) = known(width, height) {
            page.set_paper_size(&size);
        } else if let Some(size) = known(height, width) {
            page.set_paper_size(&size);
            page.set_orientation(PageOrientation::Landscape);
        } else {
            let name = format!("{width} × {height} mm");
            let size = PaperSize::new_custom("nuong", &name, width, height, Unit::Mm);
            page.set_paper_size(&size);
        }
        page.set_top_margin(0.0, Unit::Mm);
        page.set_bottom_margin(0.0, Unit::Mm);
        page.set_left_margin(0.0, Unit::Mm);
        page.set_right_margin(0.0, Unit::Mm);
        page
    }

    fn known(width: f64, height: f64) -> Option<PaperSize> {
        let near = |size: &PaperSize| {
            (size.width(Unit::Mm) - width).abs() < NEAR
                && (size.height(Unit::Mm) - height).abs() < NEAR
        };
        PaperSize::paper_sizes(false).into_iter().find(near)
    }
}
