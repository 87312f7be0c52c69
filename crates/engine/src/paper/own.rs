//! Label papers: those that are shipped (`assets/sheets`), and those whose geometry a person typed because no two shops sell the same.

use std::borrow::Cow;

use nuong_labels::{Fit, Sheet, SheetError, Um};

use super::view::{Geometry, Paper, SheetChoice};
use crate::base::text::short;
use crate::files::laid_out::laid_out;
use crate::files::own_id::{fresh, own_id};
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

impl App {
    /// Papers for the picker: shipped ones, then a person's own.
    ///
    /// # Errors
    /// The store's own.
    pub fn papers(&self) -> Result<Vec<SheetChoice>> {
        let own = self.read(|r| r.own_papers())?;
        let is_own = |id: &String| own.iter().any(|own| own.id == *id);
        let shipped = nuong_labels::sheets().iter();
        let shipped = shipped
            .filter(|s| !is_own(&s.id))
            .map(|s| sheet_choice(s, false));
        Ok(shipped
            .chain(own.iter().map(|s| sheet_choice(s, true)))
            .collect())
    }

    /// Adds a paper (empty `id`) or changes one.
    ///
    /// # Errors
    /// `name_empty`, `text_too_long`; `paper_length` (args `field`, `least`, `most`), `paper_count` for a length or count that no paper has; `paper_too_wide`,
    /// `paper_too_tall` (args `reach`, `page`, in millimetres) when its labels leave the page; `sheet_not_found`.
    pub fn save_paper(&self, paper: &Paper) -> Result<SheetChoice> {
        let name = short("paper.name", &paper.name)?;
        if name.is_empty() {
            return Err(AppError::new(Code::NameEmpty, "paper.name"));
        }
        self.write("", |tx| {
            let before = tx.reader().own_paper(&paper.id)?;
            let id = match &before {
                Some(_) => paper.id.clone(),
                None if paper.id.is_empty() => fresh(tx, |r, id| Ok(r.own_paper(id)?.is_some()))?,
                None => return Err(paper_missing(&tx.reader(), &paper.id)),
            };
            let typed = sheet_of(&id, &name, paper.geometry);
            // What nobody types here but a file may have said.
            let kept = |typed: Sheet, before: &Sheet| Sheet {
                media: before.media,
                paper: before.paper,
                ..typed
            };
            let sheet = match &before {
                Some(before) => kept(typed, before),
                None => typed,
            };
            let sheet = sheet.checked().map_err(paper_refused)?;
            tx.put_paper(&sheet)?;
            Ok(sheet_choice(&sheet, true))
        })
    }

    /// A paper as JSON text, in the form of `assets/sheets`: what a person copies to begin one of their own.
    ///
    /// # Errors
    /// `sheet_not_found` (args `value`).
    pub fn sheet_text(&self, id: &str) -> Result<String> {
        let sheet = self.read(|r| paper_in_use(r, id))?;
        let json = serde_json::to_string(&*sheet).map_err(|e| AppError::of(Code::Internal, e))?;
        Ok(laid_out(&json))
    }

    /// Keeps a paper from JSON in the form of `assets/sheets` under the id that the text bears, changing the own one of that id; under a new id where
    /// that one is a shipped paper's or no id that commands take.
    ///
    /// # Errors
    /// `paper_invalid` (args `mistake`, the key of its sentence, and that one's); `paper_length_at`, `paper_count_at` (args `name`, `line`, `least`, `most`
    /// in micrometres); otherwise as [`App::save_paper`].
    pub fn save_sheet(&self, text: &str) -> Result<SheetChoice> {
        let mut sheet = Sheet::parse(text.trim_start_matches('\u{feff}')).map_err(paper_refused)?;
        for name in sheet.name.values_mut() {
            *name = short("paper.name", name)?;
        }
        if sheet.name.values().all(String::is_empty) {
            return Err(AppError::new(Code::NameEmpty, "paper.name"));
        }
        self.write("", |tx| {
            let shipped = nuong_labels::sheet(&sheet.id).is_some();
            sheet.id = own_id(tx, &sheet.id, shipped, |r, id| {
                Ok(r.own_paper(id)?.is_some())
            })?;
            tx.put_paper(&sheet)?;
            Ok(sheet_choice(&sheet, true))
        })
    }

    /// Takes a paper of a person's own out of the picker; [`App::restore_paper`] brings it back.
    ///
    /// # Errors
    /// `sheet_not_found`, `sheet_shipped` (args `value`).
    pub fn delete_paper(&self, id: &str) -> Result<()> {
        self.read(|r| match r.paper_in_sight(id)? {
            Some(_) => Ok(()),
            None if nuong_labels::sheet(id).is_some() => {
                Err(AppError::new(Code::SheetShipped, id).with("value", id))
            }
            None => Err(paper_missing(r, id)),
        })?;
        self.set_paper_deleted(id, true)
    }

    /// Undoes [`App::delete_paper`].
    ///
    /// # Errors
    /// `sheet_not_found`.
    pub fn restore_paper(&self, id: &str) -> Result<()> {
        self.set_paper_deleted(id, false)
    }

    fn set_paper_deleted(&self, id: &str, deleted: bool) -> Result<()> {
        self.write("", |tx| match tx.set_paper_deleted(id, deleted)? {
            true => Ok(()),
            false => Err(paper_missing(&tx.reader(), id)),
        })
    }
}

/// The paper of that id for new labels, shipped or a person's own; none that was removed.
///
/// # Errors
/// `sheet_not_found` (args `value`).
pub(crate) fn paper_in_use(r: &Reader<'_>, id: &str) -> Result<Cow<'static, Sheet>> {
    own_or_shipped_paper(r, id, r.paper_in_sight(id)?)
}

/// The paper that a print was made on, also one that was removed since.
///
/// # Errors
/// `sheet_not_found` (args `value`).
pub(crate) fn paper_of_print(r: &Reader<'_>, id: &str) -> Result<Cow<'static, Sheet>> {
    own_or_shipped_paper(r, id, r.own_paper(id)?)
}

/// A person's own comes first: a later program may ship one of the same id.
fn own_or_shipped_paper(
    r: &Reader<'_>,
    id: &str,
    own: Option<Sheet>,
) -> Result<Cow<'static, Sheet>> {
    let shipped = || nuong_labels::sheet(id).map(Cow::Borrowed);
    own.map(Cow::Owned)
        .or_else(shipped)
        .ok_or_else(|| paper_missing(r, id))
}

/// The details name what there is.
fn paper_missing(r: &Reader<'_>, id: &str) -> AppError {
    let own = match r.own_papers() {
        Ok(own) => own,
        Err(unread) => return unread,
    };
    let all = nuong_labels::sheets().iter().chain(&own);
    let ids: Vec<&str> = all.map(|s| s.id.as_str()).collect();
    AppError::new(Code::SheetNotFound, ids.join(", ")).with("value", id)
}

fn paper_refused(error: SheetError) -> AppError {
    let detail = error.to_string();
    match error {
        SheetError::Beyond {
            direction,
            reach_mm,
            page_mm,
        } => {
            let code = if direction == "across" {
                Code::PaperTooWide
            } else {
                Code::PaperTooTall
            };
            AppError::new(code, detail)
                .with("reach", reach_mm)
                .with("page", page_mm)
        }
        SheetError::Range {
            field,
            least,
            most,
            line,
        } => {
            let count = matches!(field, "columns" | "rows");
            // A person types millimetres; a file says micrometres, and which line is at fault.
            let mm = |um: i32| match line {
                Some(_) => um.to_string(),
                None => Um(um).to_mm(),
            };
            let refused = match (line, count) {
                (None, true) => AppError::new(Code::PaperCount, detail),
                (None, false) => AppError::new(Code::PaperLength, detail),
                (Some(_), true) => AppError::new(Code::PaperCountAt, detail),
                (Some(_), false) => AppError::new(Code::PaperLengthAt, detail),
            };
            refused
                .with("field", format!("core.field.paper.{field}"))
                .with("name", field)
                .with("line", line.unwrap_or(0))
                .with("least", mm(least))
                .with("most", mm(most))
        }
        SheetError::Form(error) => {
            let refused = AppError::new(Code::PaperInvalid, detail).with("mistake", error.key());
            let args = error.args().iter();
            args.fold(refused, |refused, (name, value)| refused.with(name, value))
        }
    }
}

fn sheet_choice(sheet: &Sheet, own: bool) -> SheetChoice {
    let named = |lang: &str| {
        let name = sheet.name.get(lang).or_else(|| sheet.name.get("vi"));
        name.unwrap_or(&sheet.id).clone()
    };
    SheetChoice {
        id: sheet.id.clone(),
        vi: named("vi"),
        en: named("en"),
        own,
        geometry: paper_geometry(sheet),
    }
}

fn paper_geometry(s: &Sheet) -> Geometry {
    Geometry {
        page_width: s.page_width.0,
        page_height: s.page_height.0,
        columns: s.columns,
        rows: s.rows,
        label_width: s.label_width.0,
        label_height: s.label_height.0,
        gap_x: s.gap_x.0,
        gap_y: s.gap_y.0,
        margin_left: s.margin_left.0,
        margin_top: s.margin_top.0,
        dot: s.dot.0,
    }
}

fn sheet_of(id: &str, name: &str, g: Geometry) -> Sheet {
    Sheet {
        id: id.to_owned(),
        name: [("vi".to_owned(), name.to_owned())].into(),
        page_width: Um(g.page_width),
        page_height: Um(g.page_height),
        columns: g.columns,
        rows: g.rows,
        label_width: Um(g.label_width),
        label_height: Um(g.label_height),
        gap_x: Um(g.gap_x),
        gap_y: Um(g.gap_y),
        margin_left: Um(g.margin_left),
        margin_top: Um(g.margin_top),
        dot: Um(g.dot),
        media: None, // as the printer is set
        paper: None,
        fit: Fit::default(),
    }
}
