//! Label templates: the shipped ones (`assets/templates`) and a cooperative's own, which begin as a copy of one of those.

use std::borrow::Cow;

use nuong_labels::{JsonError, Template};

use super::shows::of_pallets;
use super::view::TemplateChoice;
use crate::files::laid_out::laid_out;
use crate::files::own_id::own_id;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// Longest template, in bytes: the longest shipped one has a tenth of it.
pub(crate) const LONGEST: usize = 512 * 1024;

impl App {
    /// Templates for the picker: shipped ones, then a person's own.
    ///
    /// # Errors
    /// The store's own.
    pub fn templates(&self) -> Result<Vec<TemplateChoice>> {
        let own = self.read(|r| r.own_templates())?;
        // One that this program cannot read is of a later one; it comes back with it.
        let own = own.iter().flat_map(|(id, text)| template_named(id, text));
        let own: Vec<TemplateChoice> = own.map(|t| template_choice(&t, true)).collect();
        let is_own = |id: &String| own.iter().any(|own| own.id == *id);
        let shipped = nuong_labels::templates().iter();
        let shipped = shipped
            .filter(|t| !is_own(&t.id))
            .map(|t| template_choice(t, false));
        Ok(shipped.chain(own.iter().cloned()).collect())
    }

    /// A template as JSON text: what a person edits, or copies to begin one of their own.
    ///
    /// # Errors
    /// `template_not_found` (args `value`).
    pub fn template_text(&self, id: &str) -> Result<String> {
        let template = self.read(|r| template_in_use(r, id))?;
        template_json(&template)
    }

    /// Keeps a template of a person's own under the id that the text bears, changing the own one of that id; under a new id
    /// where that one is a shipped template's or no id that commands take.
    ///
    /// # Errors
    /// `template_invalid` (args `mistake`, the key of its sentence, and that one's), whose detail names the line; `template_too_long`.
    pub fn save_template(&self, text: &str) -> Result<TemplateChoice> {
        let mut template = parse_template(text)?;
        self.write("", |tx| {
            let shipped = nuong_labels::template(&template.id).is_some();
            template.id = own_id(tx, &template.id, shipped, |r, id| {
                Ok(r.own_template(id)?.is_some())
            })?;
            let kept =
                serde_json::to_string(&template).map_err(|e| AppError::of(Code::Internal, e))?;
            tx.put_template(&template.id, &kept)?;
            Ok(template_choice(&template, true))
        })
    }

    /// Takes an own template out of the picker; prints of it can be printed again. [`App::restore_template`] brings it back.
    ///
    /// # Errors
    /// `template_not_found`, `template_shipped` (args `value`).
    pub fn delete_template(&self, id: &str) -> Result<()> {
        self.read(|r| match r.own_template_in_sight(id)? {
            Some(_) => Ok(()),
            None if nuong_labels::template(id).is_some() => {
                Err(AppError::new(Code::TemplateShipped, id).with("value", id))
            }
            None => Err(template_missing(r, id)),
        })?;
        self.set_template_deleted(id, true)
    }

    /// Undoes [`App::delete_template`].
    ///
    /// # Errors
    /// `template_not_found`.
    pub fn restore_template(&self, id: &str) -> Result<()> {
        self.set_template_deleted(id, false)
    }

    fn set_template_deleted(&self, id: &str, deleted: bool) -> Result<()> {
        self.write("", |tx| {
            match tx.set_stored_template_deleted(id, deleted)? {
                true => Ok(()),
                false => Err(template_missing(&tx.reader(), id)),
            }
        })
    }
}

/// The template of that id for new labels, shipped or a person's own; none that was removed.
///
/// # Errors
/// `template_not_found` (args `value`).
pub(crate) fn template_in_use(r: &Reader<'_>, id: &str) -> Result<Cow<'static, Template>> {
    let own = || r.own_template_in_sight(id);
    own_or_shipped_template(id, own)?.ok_or_else(|| template_missing(r, id))
}

/// A person's own comes first: a later program may ship one of the same id.
fn own_or_shipped_template(
    id: &str,
    own: impl FnOnce() -> Result<Option<String>>,
) -> Result<Option<Cow<'static, Template>>> {
    Ok(match own()? {
        Some(text) => Some(Cow::Owned(template_named(id, &text)?)),
        None => nuong_labels::template(id).map(Cow::Borrowed),
    })
}

/// The template that a print was drawn with: as it was then, whatever became of it since.
///
/// # Errors
/// `template_not_found` (args `value`) when a print of an earlier program names one that is gone.
pub(crate) fn as_printed(r: &Reader<'_>, print: &str, id: &str) -> Result<Cow<'static, Template>> {
    match r.printed_template(print)? {
        Some(text) => parse_template(&text).map(Cow::Owned),
        None => own_or_shipped_template(id, || r.own_template(id))?
            .ok_or_else(|| template_missing(r, id)),
    }
}

/// The details name what there is.
fn template_missing(r: &Reader<'_>, id: &str) -> AppError {
    let own = match r.own_templates() {
        Ok(own) => own,
        Err(unread) => return unread,
    };
    let shipped = nuong_labels::templates().iter().map(|t| t.id.as_str());
    let own = own.iter().map(|(id, _)| id.as_str());
    let all: Vec<&str> = shipped.chain(own).collect();
    AppError::new(Code::TemplateNotFound, all.join(", ")).with("value", id)
}

/// A template as it is shown and written to files.
pub(crate) fn template_json(template: &Template) -> Result<String> {
    let json = serde_json::to_string(template).map_err(|e| AppError::of(Code::Internal, e))?;
    Ok(laid_out(&json))
}

pub(crate) fn parse_template(text: &str) -> Result<Template> {
    if text.len() > LONGEST {
        return Err(AppError::new(Code::TemplateTooLong, text.len()));
    }
    Template::parse(text.trim_start_matches('\u{feff}')).map_err(|e| template_refused(&e))
}

fn template_refused(error: &JsonError) -> AppError {
    let mut refused = AppError::new(Code::TemplateInvalid, error).with("mistake", error.key());
    for (name, value) in error.args() {
        refused = refused.with(name, value);
    }
    refused
}

fn template_named(id: &str, text: &str) -> Result<Template> {
    let template = parse_template(text)?;
    Ok(Template {
        id: id.to_owned(),
        ..template
    })
}

fn template_choice(t: &Template, own: bool) -> TemplateChoice {
    let called = |lang: &str| {
        let name = t.name.get(lang).or_else(|| t.name.values().next());
        name.unwrap_or(&t.id).clone()
    };
    TemplateChoice {
        id: t.id.clone(),
        vi: called("vi"),
        en: called("en"),
        own,
        goods_label: t.goods_label,
        groups: t.groups.clone(),
        pallet: of_pallets(t),
        sizes: t.forms.iter().map(|f| [f.width.0, f.height.0]).collect(),
    }
}
