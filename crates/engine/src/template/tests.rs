//! Templates of a cooperative's own: begun as a copy, kept, taken away; and prints that are drawn as they were.

use std::fs;
use std::ops::ControlFlow;

use crate::App;
use crate::label_ledger::{PrintQuery, ReprintRequest};
use crate::testing::ask;
use crate::testing::farm::{label, print, with_lot};

/// A copy of the shipped sticker under another name, its title smaller.
fn copy(app: &App) -> String {
    let text = app.template_text("trace").unwrap();
    text.replace("Tem truy xuất nguồn gốc", "Tem chợ phiên")
        .replace("\"size\": 4400", "\"size\": 3000")
}

#[test]
fn a_shipped_template_is_the_beginning_of_an_own_one() {
    let (_dir, app) = with_lot();
    let saved = app.save_template(&copy(&app)).unwrap();
    assert_eq!((saved.vi.as_str(), saved.own), ("Tem chợ phiên", true));
    assert!(saved.id.starts_with("own-") && saved.id.len() == 16);
    assert!(saved.sizes.contains(&[66_000, 40_000]));
    assert_eq!(app.templates().unwrap().last(), Some(&saved));
    let second = app.save_template(&copy(&app)).unwrap();
    assert_ne!(second.id, saved.id, "a copy never replaces another one");
    let text = app.template_text(&saved.id).unwrap();
    let renamed = text.replace("Tem chợ phiên", "Tem chợ Tam Đường");
    let renamed = app.save_template(&renamed).unwrap();
    assert_eq!(
        (renamed.id.as_str(), renamed.vi.as_str()),
        (saved.id.as_str(), "Tem chợ Tam Đường")
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM template_own"), 2);
    assert_eq!(print(&app, label(&saved.id)).unwrap().labels, 3);
}

#[test]
fn a_template_keeps_the_id_of_its_file_and_prints_nothing_new_once_removed() {
    let (_dir, app) = with_lot();
    let named = |id: &str| copy(&app).replacen("\"trace\"", &format!("\"{id}\""), 1);
    let saved = app.save_template(&named("cho-phien")).unwrap();
    assert_eq!((saved.id.as_str(), saved.own), ("cho-phien", true));
    let again = named("cho-phien").replace("Tem chợ phiên", "Tem chợ Tam Đường");
    let again = app.save_template(&again).unwrap();
    assert_eq!(
        (again.id.as_str(), again.vi.as_str()),
        ("cho-phien", "Tem chợ Tam Đường")
    );
    // What the window calls a new one, and what commands do not take well.
    for id in ["new", "cho_phien", &"a".repeat(41)] {
        assert!(
            app.save_template(&named(id))
                .unwrap()
                .id
                .starts_with("own-")
        );
    }
    let unknown = app.template_text("cho-phie").unwrap_err();
    assert!(unknown.detail.contains("trace, "), "{}", unknown.detail);
    assert!(unknown.detail.contains(", cho-phien"), "{}", unknown.detail);
    app.delete_template("cho-phien").unwrap();
    let gone = print(&app, label("cho-phien")).unwrap_err();
    assert_eq!(gone.code, "template_not_found");
    assert_eq!(
        app.delete_template("cho-phien").unwrap_err().code,
        "template_not_found"
    );
    app.save_template(&named("cho-phien")).unwrap();
    assert_eq!(print(&app, label("cho-phien")).unwrap().labels, 3);
}

#[test]
fn a_template_is_shown_in_the_order_of_the_shipped_files() {
    let (_dir, app) = with_lot();
    let text = app.template_text("trace").unwrap();
    assert!(
        text.starts_with("{\n  \"id\": \"trace\",\n  \"name\": { "),
        "{text}"
    );
    let text = app.sheet_text("tomy-135").unwrap();
    assert!(
        text.starts_with("{\n  \"id\": \"tomy-135\",\n  \"name\": { "),
        "{text}"
    );
    assert!(
        !text.contains("dot"),
        "an office printer's paper has none: {text}"
    );
    assert_eq!(
        &nuong_labels::Sheet::parse(&text).unwrap(),
        nuong_labels::sheet("tomy-135").unwrap()
    );
}

#[test]
fn a_template_reads_back_as_it_was_shown() {
    let (_dir, app) = with_lot();
    for shipped in nuong_labels::templates() {
        let text = app.template_text(&shipped.id).unwrap();
        assert_eq!(&nuong_labels::Template::parse(&text).unwrap(), shipped);
        assert!(
            text.lines().all(|line| line.chars().count() <= 160),
            "{text}"
        );
        assert!(text.lines().count() > 10, "{text}");
    }
    assert_eq!(
        app.template_text("khong-co").unwrap_err().code,
        "template_not_found"
    );
}

#[test]
fn a_mistake_is_named_by_its_line() {
    let (_dir, app) = with_lot();
    let wrong = copy(&app).replacen("\"goods_label\"", "\"goods_labell\"", 1);
    let error = app.save_template(&wrong).unwrap_err();
    assert_eq!(error.code, "template_invalid");
    assert!(error.detail.contains("Line "), "{}", error.detail);
    assert_eq!(
        app.template_preview(&wrong, &label("")).unwrap_err().code,
        "template_invalid"
    );
    let nameless = copy(&app)
        .replace("Tem chợ phiên", " ")
        .replace("Trace sticker", "");
    let error = app.save_template(&nameless).unwrap_err();
    let sentence = |lang| crate::base::i18n::text(lang, "errors.template_invalid", &error.args);
    let vi = sentence("vi");
    assert!(vi.starts_with("Mẫu tem có chỗ sai. Dòng "), "{vi}");
    assert!(
        vi.ends_with(": “name” phải có tên tiếng Việt “vi”."),
        "{vi}"
    );
    assert!(sentence("en").contains(" Line "), "{}", sentence("en"));
    let long = format!("{}{}", copy(&app), " ".repeat(600_000));
    assert_eq!(
        app.save_template(&long).unwrap_err().code,
        "template_too_long"
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM template_own"), 0);
}

#[test]
fn a_text_is_drawn_while_it_is_edited() {
    let (_dir, app) = with_lot();
    let shipped = app.label_preview(label("trace")).unwrap();
    let drawn = app.template_preview(&copy(&app), &label("")).unwrap();
    assert_ne!(drawn.label_svg, shipped.label_svg);
    assert_eq!(
        (drawn.label_width_um, drawn.label_height_um),
        (66_000, 40_000)
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM template_own"), 0);
}

#[test]
fn labels_of_a_template_that_was_changed_or_removed_are_printed_again_as_they_were() {
    let (dir, app) = with_lot();
    let id = app.save_template(&copy(&app)).unwrap().id;
    print(&app, label(&id)).unwrap();
    let first = fs::read(dir.path().join("tem.pdf")).unwrap();
    let changed = app
        .template_text(&id)
        .unwrap()
        .replace("\"size\": 3000", "\"size\": 2500");
    app.save_template(&changed).unwrap();
    app.delete_template(&id).unwrap();
    assert!(app.templates().unwrap().iter().all(|t| !t.own));
    let ledger = app.label_ledger(&PrintQuery {
        limit: 1,
        ..PrintQuery::default()
    });
    let again = ReprintRequest {
        print: ledger.unwrap().remove(0).id,
        from: 1,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "nhòe mực".into(),
    };
    let out = dir.path().join("lại.pdf");
    let printed = app.reprint_labels(&again, &out, &mut |_| ControlFlow::Continue(()));
    assert_eq!(printed.unwrap().labels, 3);
    assert_eq!(fs::read(&out).unwrap(), first);
    assert_eq!(
        ask(&app, "SELECT count(*) FROM template_printed"),
        1,
        "the same template is kept once"
    );
    app.restore_template(&id).unwrap();
    assert!(app.templates().unwrap().iter().any(|t| t.own));
}

#[test]
fn shipped_templates_are_nobody_s_to_remove() {
    let (_dir, app) = with_lot();
    let refused = app.delete_template("trace").unwrap_err();
    assert_eq!(
        (refused.code.as_str(), refused.args["value"].as_str()),
        ("template_shipped", "trace")
    );
    assert_eq!(
        app.delete_template("khong-co").unwrap_err().code,
        "template_not_found"
    );
}

#[test]
fn a_template_goes_to_another_cooperative_as_a_file() {
    let (dir, app) = with_lot();
    let file = dir.path().join("tem-cho-phien.json");
    app.export_template(&copy(&app), &file).unwrap();
    let (_other, there) = with_lot();
    let text = there.read_template(&file).unwrap();
    assert_eq!(
        there.templates().unwrap().iter().filter(|t| t.own).count(),
        0,
        "nothing is kept before it is saved"
    );
    assert_eq!(there.save_template(&text).unwrap().vi, "Tem chợ phiên");
    // An own one of another laptop is a new one here, whatever its id.
    let own = app.save_template(&copy(&app)).unwrap();
    app.export_template(&app.template_text(&own.id).unwrap(), &file)
        .unwrap();
    let text = there.read_template(&file).unwrap();
    assert_eq!(there.save_template(&text).unwrap().vi, "Tem chợ phiên");
    assert_eq!(ask(&there, "SELECT count(*) FROM template_own"), 2);
}

#[test]
fn what_is_no_template_is_refused_with_its_reason() {
    let (dir, app) = with_lot();
    let file = dir.path().join("x.json");
    let refusal = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        app.read_template(&file).unwrap_err().code
    };
    assert_eq!(refusal(b"\xff\xfe\x00"), "template_unreadable");
    assert_eq!(refusal(b"{}"), "template_invalid");
    assert_eq!(refusal(&vec![b' '; 600_000]), "template_too_long");
    assert_eq!(
        app.read_template(dir.path()).unwrap_err().code,
        "template_unreadable"
    );
    let gone = dir.path().join("gone.json");
    assert_eq!(app.read_template(&gone).unwrap_err().code, "file_not_found");
    fs::write(&file, "as it was").unwrap();
    assert_eq!(
        app.export_template("{}", &file).unwrap_err().code,
        "template_invalid"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "as it was");
}
