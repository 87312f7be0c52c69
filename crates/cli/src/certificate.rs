//! `certificates`: what labels may claim, and until when.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use nuong_engine::views::Certificate;
use nuong_engine::{AppError, Code, Result, i18n};
use serde_json::Value;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{output, product, text_file};

/// Keeping certificates.
#[derive(Debug, Subcommand)]
pub enum CertificateVerb {
    /// Add the certificate in a JSON file, or change the one whose id it bears
    #[command(after_help = CERTIFICATE)]
    Add {
        /// The file; an example stands below
        file: PathBuf,
        /// Its mark, a PNG or JPEG picture
        #[arg(long, value_name = "FILE")]
        picture: Option<PathBuf>,
    },
    /// Take one out of sight; labels print it no more
    Remove {
        /// Its id
        id: String,
    },
}

/// A certificate's file, in full.
const CERTIFICATE: &str = r#"A certificate in full:

  {"kind": "vietgap", "number": "VG-12/2026", "issuer": "Trung tâm Kỹ thuật Lai Châu",
   "valid_from": "2026-05-01", "valid_to": "2028-04-30", "products": ["CHE-OL", "GAO-SC5"]}

kind: vietgap, organic, globalgap, haccp, food_safety or other (then "name" is what labels print)
products: codes or ids of the products that it covers; for all of them write "all_products": true instead
issuer and valid_from may be left out; "id" changes the certificate of that id (`certificates` shows it)"#;

/// Lists certificates, or changes them.
pub fn run_certificates(context: &Context, what: Option<CertificateVerb>) -> Outcome {
    match what {
        None => list_certificates(context),
        Some(CertificateVerb::Add { file, picture }) => {
            add_certificate(context, &file, picture.as_deref())
        }
        Some(CertificateVerb::Remove { id }) => {
            context.app.delete_certificate(&id)?;
            let id = [("id", id)];
            output::print_sentence(&context.language, "cli.certificate_removed", &id)?;
            Ok(Done::Yes)
        }
    }
}

fn list_certificates(context: &Context) -> Outcome {
    let all = context.app.certificates()?;
    if context.json {
        output::print_json(&all)?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    for certificate in &all {
        let args = [
            ("id", certificate.id.clone()),
            ("name", certificate_name(context, certificate)),
            ("number", certificate.number.clone()),
            (
                "valid_to",
                i18n::day(language, &certificate.valid_to).into_owned(),
            ),
            ("state", format!("cli.certificate_{}", certificate.state)),
        ];
        output::print_sentence(language, "cli.certificate_row", &args)?;
    }
    output::print_total(language, "cli.certificates_total", all.len())?;
    Ok(Done::Yes)
}

/// What it is called; where it has no name of its own, the name of its kind.
fn certificate_name(context: &Context, certificate: &Certificate) -> String {
    if !certificate.name.is_empty() {
        return certificate.name.clone();
    }
    let kinds = context.app.certificate_kinds();
    let kind = kinds.into_iter().find(|kind| kind.code == certificate.kind);
    match kind {
        Some(kind) if context.language == "en" => kind.en,
        Some(kind) => kind.vi,
        None => String::new(),
    }
}

fn add_certificate(context: &Context, file: &Path, picture: Option<&Path>) -> Outcome {
    let text = text_file::read_text(file, Code::CertificateUnreadable)?;
    refuse_unknown_fields(&text)?;
    let mut reader = serde_json::Deserializer::from_str(&text);
    // The path names the field that is at fault.
    let mut certificate: Certificate = serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| AppError::of(Code::CertificateUnreadable, e).with("file", file.display()))?;
    certificate.products = product::product_ids(context, &certificate.products)?;
    if let Some(picture) = picture {
        certificate.picture = Some(context.app.import_picture(picture)?.hash);
    }
    let saved = context.app.save_certificate(certificate)?;
    if context.json {
        output::print_json(&saved)?;
    } else {
        let id = [("id", saved.id)];
        output::print_sentence(&context.language, "cli.certificate_saved", &id)?;
    }
    Ok(Done::Yes)
}

/// A misspelt field would be left out without a word.
fn refuse_unknown_fields(text: &str) -> Result<()> {
    let Ok(Value::Object(typed)) = serde_json::from_str(text) else {
        return Ok(()); // said where it is read
    };
    let Ok(Value::Object(known)) = serde_json::to_value(Certificate::default()) else {
        return Err(AppError::new(Code::Internal, "a certificate is an object"));
    };
    let Some(unknown) = typed.keys().find(|key| !known.contains_key(*key)) else {
        return Ok(());
    };
    let fields = known.keys().filter(|key| *key != "state");
    let fields: Vec<&str> = fields.map(String::as_str).collect();
    Err(AppError::new(Code::CertificateFieldUnknown, unknown)
        .with("value", unknown)
        .with("fields", fields.join(", ")))
}
