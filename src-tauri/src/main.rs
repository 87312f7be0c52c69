//! The desktop shell: one window, commands of a few lines over the engine, file dialogs, and the sync thread while the window is open.
//! It owns no rule: where a command has a choice to make, the choice belongs in the engine.

#![cfg_attr(windows, windows_subsystem = "windows")]

mod desk;
mod closing;
mod dialogs;
mod long;
mod print_dialog;
mod commands;

use desk::Desk;
use tauri::{App, Manager, RunEvent};

fn main() {
    // A failure before there is a window has only the terminal to speak to.
    match build() {
        Ok(app) => app.run(|handle, event| {
            if let RunEvent::Exit = event {
                handle.state::<Desk>().stop();
            }
        }),
        Err(error) => {
            eprintln!("Nương: {error}");
            std::process::exit(1);
        }
    }
}

fn build() -> tauri::Result<App> {
    tauri::Builder::default()
        // First of all plugins: a second start ends here and shows the window that is open.
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| {
            closing::show(handle)
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .setup(|app| Ok(Desk::manage(app)?))
        .on_window_event(closing::on_window_event)
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!())
}
