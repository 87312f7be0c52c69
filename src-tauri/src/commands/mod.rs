//! What the page may ask, by the engine's own names: a file for each of the engine's nouns.

mod certificate;
mod cooperative;
mod files;
mod import;
mod label_ledger;
mod lot;
mod market;
mod paper;
mod picture;
mod print;
mod printer;
mod product;
mod screens;
mod sync;
mod template;

use tauri::ipc::Invoke;

/// Every command, a noun a line.
#[rustfmt::skip]
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        certificate::certificate_kinds, certificate::certificates, certificate::save_certificate, certificate::delete_certificate,
        certificate::restore_certificate,
        cooperative::create_cooperative, cooperative::update_profile, cooperative::communes,
        files::pick_open_file, files::pick_picture, files::pick_template, files::pick_save_file, files::open_link, files::open_path,
        files::quit,
        import::import_preview, import::import_apply, import::use_sample,
        label_ledger::void_labels, label_ledger::label_ledger, label_ledger::label_balance,
        lot::lots, lot::lot, lot::create_lot, lot::override_phi, lot::set_lot_status,
        market::send_to_market, market::take_back_from_market, market::label_moves,
        paper::papers, paper::save_paper, paper::delete_paper, paper::restore_paper, paper::ruler_marks, paper::ruler_page,
        picture::import_picture, picture::picture,
        print::print_labels_to, print::reprint_labels_to, print::label_preview, print::print_labels, print::reprint_labels,
        print::print_labels_in_window, print::reprint_labels_in_window, print::print_dialog, print::sscc_digit, print::set_sscc_digit,
        printer::alignments, printer::save_alignment, printer::forget_alignment, printer::printers, printer::save_printer,
        printer::remove_printer, printer::test_printer,
        product::products, product::product, product::save_product, product::delete_product, product::restore_product,
        product::goods_groups, product::units,
        screens::start, screens::set_settings, screens::today, screens::search,
        sync::connect, sync::disconnect, sync::sync, sync::outbox, sync::retry, sync::cancel,
        template::templates, template::template_text, template::template_preview, template::save_template, template::delete_template,
        template::restore_template, template::read_template, template::export_template,
    ]
}
