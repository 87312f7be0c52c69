//! What can be typed after `products`, `certificates`, `profile`, `templates` and `sheets`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Subcommand};

/// Changing a product.
#[derive(Debug, Subcommand)]
pub enum ProductVerb {
    /// Set fields, such as price=125.000 price_unit=kg ocop_stars=4 ocop_valid_to=31/12/2027; an empty value takes one away
    Set {
        /// The product's code
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        sku: String,
        /// Fields by the names that `products --json` shows
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
}

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

/// Changing the profile.
#[derive(Debug, Subcommand)]
pub enum ProfileVerb {
    /// Set the logo that labels print
    #[command(group(ArgGroup::new("which").required(true).args(["file", "none"])))]
    Logo {
        /// A PNG or JPEG picture, at most 8 MB
        file: Option<PathBuf>,
        /// No logo
        #[arg(long)]
        none: bool,
    },
}

/// Keeping templates of one's own.
#[derive(Debug, Subcommand)]
pub enum TemplateVerb {
    /// Add the template in a JSON file, or change the own one whose id it bears
    Add {
        /// The file; assets/templates/README.md describes it
        file: PathBuf,
    },
    /// Print a template as JSON, to begin one of your own
    Show {
        /// Its id
        id: String,
    },
    /// Remove one of your own; what was printed with it can still be printed again
    Remove {
        /// Its id
        id: String,
    },
}

/// Keeping papers of one's own.
#[derive(Debug, Subcommand)]
pub enum SheetVerb {
    /// Add the paper in a JSON file, or change the own one whose id it bears
    Add {
        /// The file; assets/templates/README.md describes it
        file: PathBuf,
    },
    /// Print a paper as JSON, to begin one of your own
    Show {
        /// Its id
        id: String,
    },
    /// Remove one of your own; what was printed on it can still be printed again
    Remove {
        /// Its id
        id: String,
    },
}
