//! The frame of a run: catalogue, page tree, page and document information, as `printpdf` makes them for a document of
//! one page of this paper; the pages of the run are then written after that page's pattern, one by one.

use crate::data::{Field, LabelData};
use crate::paper::Sheet;
use crate::template::Template;
use crate::words::Lang;
use lopdf::{Dictionary, Error, Object, Result, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

/// The dictionaries that a run is framed with.
pub(super) struct Frame {
    pub catalogue: Dictionary,
    pub pages: Dictionary,
    pub page: Dictionary,
    pub info: Dictionary,
}

/// What a viewer shows of the document.
pub(super) struct Heading {
    pub title: String,
    pub author: String,
    pub lang: Lang,
}

impl Heading {
    /// Of a run, by its first label.
    pub fn of_run(template: &Template, first: &LabelData) -> Heading {
        Heading {
            title: run_title(template, first),
            author: first.get(Field::Cooperative).unwrap_or("").to_owned(),
            lang: first.lang,
        }
    }
}

/// The frame.
///
/// # Errors
/// Which part `printpdf` left out: none, as it is.
pub(super) fn document_frame(heading: Heading, sheet: &Sheet) -> Result<Frame> {
    let mm = |um: crate::geometry::Um| Mm((f64::from(um.0) / 1_000.0) as f32);
    let mut document = PdfDocument::new(&heading.title);
    document.metadata.info.author = heading.author;
    document.metadata.info.creator = "Nương".to_owned();
    document.metadata.info.producer =
        concat!("Nương ", env!("CARGO_PKG_VERSION"), ", printpdf").to_owned();
    document.with_pages(vec![PdfPage::new(
        mm(sheet.page_width),
        mm(sheet.page_height),
        Vec::new(),
    )]);
    let made = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());

    let info = made
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .and_then(|id| made.get_dictionary(id))?;
    let first = made
        .page_iter()
        .next()
        .ok_or(Error::PageNumberNotFound(1))?;
    let page = made.get_dictionary(first)?;
    let catalogue = made.catalog()?;
    let pages = catalogue
        .get(b"Pages")
        .and_then(Object::as_reference)
        .and_then(|id| made.get_dictionary(id))?;
    Ok(Frame {
        catalogue: for_labels(catalogue.clone(), heading.lang),
        pages: pages.clone(),
        page: without_keys(
            page.clone(),
            &[b"Resources", b"Contents", b"Annots", b"Parent"],
        ),
        // Times would have to be given, and a run's are in the ledger; the rest is empty.
        info: without_keys(
            info.clone(),
            &[
                b"CreationDate",
                b"ModDate",
                b"Identifier",
                b"GTS_PDFXVersion",
                b"Subject",
                b"Keywords",
                b"Trapped",
            ],
        ),
    })
}

fn run_title(template: &Template, first: &LabelData) -> String {
    let lang = match first.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let name = template
        .name
        .get(lang)
        .map_or(template.id.as_str(), String::as_str);
    let parts = [Some(name), first.get(Field::Product), first.get(Field::Lot)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// A label that a viewer shrinks to its printer's margins misses its sticker, and stickers have one side: the file itself says so.
fn for_labels(mut catalogue: Dictionary, lang: Lang) -> Dictionary {
    let lang = match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en",
    };
    catalogue.set("Lang", Object::string_literal(lang));
    catalogue.set(
        "ViewerPreferences",
        dictionary! { "PrintScaling" => "None", "Duplex" => "Simplex", "PickTrayByPDFSize" => true, "DisplayDocTitle" => true },
    );
    catalogue
}

fn without_keys(mut dictionary: Dictionary, without: &[&[u8]]) -> Dictionary {
    for key in without {
        dictionary.remove(key);
    }
    dictionary
}
