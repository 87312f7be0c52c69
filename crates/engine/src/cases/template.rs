//! Label templates: the shipped ones (`assets/templates`) and a cooperative's own, which begin as a copy of one of those.

use std::borrow::Cow;

use nuong_labels::{Template, TemplateError};
use serde_json::Value;

use super::label::Job;
use super::label_codes::of_pallets;
use super::label_data::prepare;
use crate::store::{Reader, Tx};
use crate::views::{LabelPreview, LabelRequest, TemplateChoice};
use crate::{App, AppError, Result};

/// Ids of what a person made begin so; shipped ones never do.
const OWN: &str = "own-";
/// Longest template, in bytes: the longest shipped one has a tenth of it.
pub(super) const LONGEST: usize = 512 * 1024;

impl App {
    /// Templates for the picker: shipped ones, then a person's own.
    ///
    /// # Errors
    /// The store's own.
    pub fn templates(&self) -> Result<Vec<TemplateChoice>> {
        let own = self.read(|r| r.own_templates())?;
        // One that this program cannot read is of a later one; it comes back with it.
        let own = own.iter().filter_map(|(id, text)| named(id, text).ok());
        Ok(nuong_labels::templates()
            .iter()
            .map(choice)
            .chain(own.map(|template| choice(&template)))
            .collect())
    }

    /// A template as JSON text: what a person edits, or copies to begin one of their own.
    ///
    /// # Errors
    /// `template_not_found` (args `value`).
    pub fn template_text(&self, id: &str) -> Result<String> {
        let template = self.read(|r| template(r, id))?;
        written(&template)
    }

    /// Keeps a template of a person's own: a new one, unless the text bears the id of an own one.
    ///
    /// # Errors
    /// `template_invalid` (args `mistake`, the key of its sentence, and that one's), whose detail names the line; `template_too_long`.
    pub fn save_template(&self, text: &str) -> Result<TemplateChoice> {
        let mut template = parsed(text)?;
        self.write("", |tx| {
            if tx.reader().own_template(&template.id)?.is_none() {
                template.id = fresh(tx, |r, id| Ok(r.own_template(id)?.is_some()))?;
            }
            let kept =
                serde_json::to_string(&template).map_err(|e| AppError::new("internal", e))?;
            tx.put_template(&template.id, &kept)?;
            Ok(choice(&template))
        })
    }

    /// Takes an own template out of the picker; prints of it can be printed again. [`App::restore_template`] brings it back.
    ///
    /// # Errors
    /// `template_not_found`.
    pub fn delete_template(&self, id: &str) -> Result<()> {
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
        self.write("", |tx| match tx.set_template_deleted(id, deleted)? {
            true => Ok(()),
            false => Err(missing(id)),
        })
    }

    /// A label drawn with a template that is still being edited; `request.template` is not looked at.
    ///
    /// # Errors
    /// As [`App::save_template`] and [`App::label_preview`].
    pub fn template_preview(&self, text: &str, request: &LabelRequest) -> Result<LabelPreview> {
        let template = Cow::Owned(parsed(text)?);
        let lang = self.language()?;
        let today = self.today_date();
        let label = self.read(|r| prepare(r, request, today, &lang))?;
        self.job_of(request, label, template).map(Job::preview)
    }
}

/// The template of that id, shipped or a person's own.
///
/// # Errors
/// `template_not_found` (args `value`).
pub(super) fn template(r: &Reader<'_>, id: &str) -> Result<Cow<'static, Template>> {
    if let Some(template) = nuong_labels::template(id) {
        return Ok(Cow::Borrowed(template));
    }
    let text = r.own_template(id)?.ok_or_else(|| missing(id))?;
    named(id, &text).map(Cow::Owned)
}

/// The template that a print was drawn with: as it was then, whatever became of it since.
///
/// # Errors
/// `template_not_found` (args `value`) when a print of an earlier program names one that is gone.
pub(super) fn as_printed(r: &Reader<'_>, print: &str, id: &str) -> Result<Cow<'static, Template>> {
    match r.printed_template(print)? {
        Some(text) => parsed(&text).map(Cow::Owned),
        None => template(r, id),
    }
}

/// An id that nothing of a person's own has yet.
pub(super) fn fresh(
    tx: &Tx<'_>,
    taken: impl Fn(&Reader<'_>, &str) -> Result<bool>,
) -> Result<String> {
    /// Of a UUIDv7, the last 48 bits are random.
    const DIGITS: usize = 12;
    loop {
        let minted = tx.mint().simple().to_string();
        let end = minted.get(minted.len() - DIGITS..).unwrap_or(&minted);
        let id = format!("{OWN}{end}");
        if !taken(&tx.reader(), &id)? {
            return Ok(id);
        }
    }
}

/// Whether an id is of a person's own.
pub(super) fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

fn missing(id: &str) -> AppError {
    let shipped: Vec<&str> = nuong_labels::templates()
        .iter()
        .map(|t| t.id.as_str())
        .collect();
    AppError::new("template_not_found", shipped.join(", ")).with("value", id)
}

/// A template as it is shown and written to files.
pub(super) fn written(template: &Template) -> Result<String> {
    let value = serde_json::to_value(template).map_err(|e| AppError::new("internal", e))?;
    let mut text = String::new();
    lay_out(&value, 0, &mut text);
    text.push('\n');
    Ok(text)
}

pub(super) fn parsed(text: &str) -> Result<Template> {
    if text.len() > LONGEST {
        return Err(AppError::new("template_too_long", text.len()));
    }
    Template::parse(text.trim_start_matches('\u{feff}')).map_err(|e| refused(&e))
}

fn refused(error: &TemplateError) -> AppError {
    let mut refused = AppError::new("template_invalid", error).with("mistake", error.key());
    for (name, value) in error.args() {
        refused = refused.with(name, value);
    }
    refused
}

fn named(id: &str, text: &str) -> Result<Template> {
    let template = parsed(text)?;
    Ok(Template {
        id: id.to_owned(),
        ..template
    })
}

fn choice(t: &Template) -> TemplateChoice {
    let called = |lang: &str| {
        let name = t.name.get(lang).or_else(|| t.name.values().next());
        name.unwrap_or(&t.id).clone()
    };
    TemplateChoice {
        id: t.id.clone(),
        vi: called("vi"),
        en: called("en"),
        own: is_own(&t.id),
        goods_label: t.goods_label,
        groups: t.groups.clone(),
        pallet: of_pallets(t),
        sizes: t.forms.iter().map(|f| [f.width.0, f.height.0]).collect(),
    }
}

/// JSON as the shipped templates are written: what fits on a line stands on one.
fn lay_out(value: &Value, depth: usize, out: &mut String) {
    const LINE: usize = 150;
    let mut line = String::new();
    on_one_line(value, &mut line);
    let fits = depth > 0 && line.chars().count() + 2 * depth <= LINE;
    let Some((open, close, parts)) = parts(value).filter(|_| !fits) else {
        return out.push_str(&line);
    };
    out.push(open);
    for (i, (key, part)) in parts.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(key);
        lay_out(part, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

fn on_one_line(value: &Value, out: &mut String) {
    let Some((open, close, parts)) = parts(value) else {
        return out.push_str(&value.to_string());
    };
    let room = if open == '{' { " " } else { "" };
    out.push(open);
    for (i, (key, part)) in parts.iter().enumerate() {
        out.push_str(if i == 0 { room } else { ", " });
        out.push_str(key);
        on_one_line(part, out);
    }
    out.push_str(room);
    out.push(close);
}

type Parts<'v> = (char, char, Vec<(String, &'v Value)>);

fn parts(value: &Value) -> Option<Parts<'_>> {
    let key = |k: &str| format!("{}: ", Value::from(k));
    match value {
        Value::Array(all) => Some(('[', ']', all.iter().map(|v| (String::new(), v)).collect())),
        Value::Object(all) => Some(('{', '}', all.iter().map(|(k, v)| (key(k), v)).collect())),
        _ => None,
    }
}
