//! What the page may ask, by the engine's own names. `ui/src/host.ts` is the other side of this list.

mod certificates;
mod cooperative;
mod files;
mod import;
mod labels;
mod lots;
mod products;
mod sync;
mod templates;

use tauri::ipc::Invoke;

/// Every command.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        cooperative::start,
        cooperative::set_settings,
        cooperative::create_cooperative,
        cooperative::update_profile,
        cooperative::communes,
        cooperative::goods_groups,
        cooperative::units,
        cooperative::today,
        cooperative::search,
        products::products,
        products::product,
        products::save_product,
        products::delete_product,
        products::restore_product,
        certificates::certificate_kinds,
        certificates::certificates,
        certificates::save_certificate,
        certificates::delete_certificate,
        certificates::restore_certificate,
        certificates::import_picture,
        certificates::picture,
        lots::lots,
        lots::lot,
        lots::create_lot,
        lots::override_phi,
        lots::set_lot_status,
        templates::templates,
        templates::template_text,
        templates::template_preview,
        templates::save_template,
        templates::delete_template,
        templates::restore_template,
        templates::read_template,
        templates::export_template,
        labels::sheets,
        labels::save_paper,
        labels::delete_paper,
        labels::restore_paper,
        labels::printers,
        labels::ruler_marks,
        labels::ruler_page,
        labels::teach_printer,
        labels::forget_printer,
        labels::known_printers,
        labels::save_printer,
        labels::remove_printer,
        labels::test_printer,
        labels::print_labels_to,
        labels::reprint_labels_to,
        labels::label_preview,
        labels::print_labels,
        labels::reprint_labels,
        labels::print_labels_in_window,
        labels::reprint_labels_in_window,
        labels::print_dialog,
        labels::void_labels,
        labels::label_ledger,
        labels::label_balance,
        labels::send_labels,
        labels::take_back_labels,
        labels::label_moves,
        labels::sscc_digit,
        labels::set_sscc_digit,
        import::use_sample,
        import::import_preview,
        import::import_apply,
        sync::connect,
        sync::disconnect,
        sync::sync,
        sync::outbox,
        sync::retry,
        sync::cancel,
        files::pick_open_file,
        files::pick_picture,
        files::pick_template,
        files::pick_save_file,
        files::open_link,
        files::open_path,
        files::quit,
    ]
}
