//! `certificates`: what labels may claim, and until when.

use std::path::Path;

use nuong_engine::views::Certificate;
use nuong_engine::{AppError, Code, Result, i18n};
use serde_json::Value;

use crate::context::Context;
use crate::record_args::CertificateVerb;
use crate::{Done, Outcome, files, print, products};

/// Lists certificates, or changes them.
pub fn certificates(context: &Context, what: Option<CertificateVerb>) -> Outcome {
    match what {
        None => list(context),
        Some(CertificateVerb::Add { file, picture }) => add(context, &file, picture.as_deref()),
        Some(CertificateVerb::Remove { id }) => {
            context.app.delete_certificate(&id)?;
            said(context, "cli.certificate_removed", id)
        }
    }
}

fn list(context: &Context) -> Outcome {
    let all = context.app.certificates()?;
    if context.json {
        print::json(&all)?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    for c in &all {
        let kinds = context.app.certificate_kinds();
        let kind = kinds.into_iter().find(|kind| kind.code == c.kind);
        let kind = kind.map(|k| if language == "en" { k.en } else { k.vi });
        let name = match c.name.as_str() {
            "" => kind.unwrap_or_default(),
            name => name.to_owned(),
        };
        let args = [
            ("id", c.id.clone()),
            ("name", name),
            ("number", c.number.clone()),
            ("valid_to", i18n::day(language, &c.valid_to).into_owned()),
            ("state", format!("cli.certificate_{}", c.state)),
        ];
        print::line(&print::sentence(language, "cli.certificate_row", &args))?;
    }
    print::total(language, "cli.certificates_total", all.len())?;
    Ok(Done::Yes)
}

fn add(context: &Context, file: &Path, picture: Option<&Path>) -> Outcome {
    let text = files::text(file, "certificate_unreadable")?;
    known_fields(&text)?;
    let mut reader = serde_json::Deserializer::from_str(&text);
    // The path names the field that is at fault.
    let mut certificate: Certificate = serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| AppError::of(Code::CertificateUnreadable, e).with("file", file.display()))?;
    certificate.products = products::ids(context, &certificate.products)?;
    if let Some(picture) = picture {
        certificate.picture = Some(context.app.import_picture(picture)?.hash);
    }
    let saved = context.app.save_certificate(certificate)?;
    if context.json {
        print::json(&saved)?;
        return Ok(Done::Yes);
    }
    said(context, "cli.certificate_saved", saved.id)
}

/// A misspelt field would be left out without a word.
fn known_fields(text: &str) -> Result<()> {
    let Ok(Value::Object(typed)) = serde_json::from_str(text) else {
        return Ok(()); // said where it is read
    };
    let known = serde_json::to_value(Certificate::default()).unwrap_or_default();
    let known = known.as_object().cloned().unwrap_or_default();
    let Some(unknown) = typed.keys().find(|key| !known.contains_key(*key)) else {
        return Ok(());
    };
    let fields = known.keys().filter(|key| *key != "state");
    let fields: Vec<&str> = fields.map(String::as_str).collect();
    Err(AppError::new(Code::CertificateFieldUnknown, unknown)
        .with("value", unknown)
        .with("fields", fields.join(", ")))
}

fn said(context: &Context, key: &str, id: String) -> Outcome {
    print::line(&print::sentence(&context.language, key, &[("id", id)]))?;
    Ok(Done::Yes)
}
