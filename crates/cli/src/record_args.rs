//! What can be typed after `products`, `certificates`, `profile`, `templates` and `sheets`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Subcommand};

/// Changing a product.
#[derive(Debug, Subcommand)]
pub enum ProductVerb {
    /// Set fields, such as price=125000 price_unit=kg ocop_stars=4; an empty value takes one away
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
    Add {
        /// Fields by the names that `certificates --json` shows
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
