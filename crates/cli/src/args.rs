//! What can be typed after `nuong`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Parser, Subcommand};

use crate::record_args::{CertificateVerb, ProductVerb, ProfileVerb, SheetVerb, TemplateVerb};

/// Offline-first traceability for agricultural cooperatives.
#[derive(Debug, Parser)]
#[command(name = "nuong", version, disable_help_subcommand = true)]
pub struct Args {
    /// Folder of the cooperative's data (default: the window's own folder)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print JSON where records are printed
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of messages: vi or en (default: the one chosen in the window)
    #[arg(long, global = true, value_name = "LANG", value_parser = ["vi", "en"], env = "NUONG_LANG")]
    pub lang: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

impl Args {
    /// The language for errors that arise before the data folder is open.
    pub fn language(&self) -> String {
        self.lang.clone().unwrap_or_else(|| "vi".to_owned())
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Begin: record the cooperative's profile
    #[command(group(ArgGroup::new("whose").required(true).args(["sample", "profile"])))]
    Init {
        /// The sample cooperative (GS1 demonstration prefix 952)
        #[arg(long)]
        sample: bool,
        /// A JSON file with the cooperative's own profile
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
    },
    /// Import a ledger (.xlsx)
    Import {
        /// The ledger
        file: PathBuf,
        /// Show what would come in; write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// List products; change what one says on its labels
    Products {
        /// With or without tones
        #[arg(long, default_value = "")]
        search: String,
        /// What to do instead of listing
        #[command(subcommand)]
        what: Option<ProductVerb>,
    },
    /// List certificates; add, change or remove one
    Certificates {
        /// What to do instead of listing
        #[command(subcommand)]
        what: Option<CertificateVerb>,
    },
    /// Show the cooperative's profile; set the logo that labels print
    Profile {
        /// What to do instead of showing it
        #[command(subcommand)]
        what: Option<ProfileVerb>,
    },
    /// List lots
    Lots {
        /// With or without tones
        #[arg(long, default_value = "")]
        search: String,
    },
    /// Show one lot: where it came from, its link, its records
    Lot {
        /// Lot code
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        lot: String,
    },
    /// Allow labels of a lot that was harvested inside a pre-harvest interval
    OverridePhi {
        /// Lot code
        #[arg(long)]
        lot: String,
        /// Who decides
        #[arg(long)]
        by: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Hold, recall, close or release a lot
    SetStatus {
        /// Lot code
        #[arg(long)]
        lot: String,
        /// What is decided
        #[arg(long, value_parser = ["on_hold", "recalled", "closed", "released"])]
        status: String,
        /// Who decides
        #[arg(long)]
        by: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Write labels of a lot: PDF, picture, or a label printer's language
    Label(LabelArgs),
    /// List label templates; add, show or remove one of your own
    Templates {
        /// What to do instead of listing
        #[command(subcommand)]
        what: Option<TemplateVerb>,
    },
    /// List papers; add, show or remove one of your own
    Sheets {
        /// What to do instead of listing
        #[command(subcommand)]
        what: Option<SheetVerb>,
    },
    /// List printers; add, try or align one
    Printers {
        /// What to do instead of listing
        #[command(subcommand)]
        what: Option<PrinterVerb>,
    },
    /// Check labels before paper is used; write nothing
    Check(CheckArgs),
    /// Print the end of an earlier print again, as it was
    Reprint {
        /// The print: the number that `ledger` shows
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        print: String,
        /// First label to print again; the labels from there on are entered as spoilt
        #[arg(long, default_value_t = 1)]
        from: u32,
        /// Cells of the first sheet that are used already
        #[arg(long, default_value_t = 0)]
        skip: u32,
        /// Why
        #[arg(long)]
        reason: String,
        /// How and where
        #[command(flatten)]
        how: HowArgs,
    },
    /// Withdraw labels of a print
    Void {
        /// The print: the number that `ledger` shows
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        print: String,
        /// How many (default: all that are left)
        #[arg(long, conflicts_with = "first_serial")]
        count: Option<u32>,
        /// Serial number of the first label withdrawn
        #[arg(long, value_name = "SERIAL")]
        first_serial: Option<String>,
        /// Serial number of the last one (default: the first alone)
        #[arg(long, value_name = "SERIAL", requires = "first_serial")]
        last_serial: Option<String>,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// List what was printed, newest first
    Ledger {
        /// Of one lot only, with labels against packs
        #[arg(long, default_value = "")]
        lot: String,
    },
    /// Write down that labels went to a market
    Send(MoveArgs),
    /// Write down that labels came back from a market
    TakeBack(MoveArgs),
    /// Show where labels of a lot are
    Markets {
        /// Lot code
        #[arg(long, value_parser = NonEmptyStringValueParser::new())]
        lot: String,
    },
    /// Show or choose the digit that tells this computer's pallets from those of others
    PalletDigit {
        /// 0 to 9; no other computer of the cooperative may have it
        digit: Option<u8>,
    },
    /// Export records in a standard form
    Export {
        /// What to export
        #[command(subcommand)]
        what: ExportWhat,
    },
    /// Enrol this laptop with a registry
    Connect {
        /// The registry's address
        url: String,
        /// The one-time code that the registry's staff gave
        code: String,
    },
    /// Send what waits and fetch receipts
    Sync,
    /// List records and their delivery states
    Outbox {
        /// Of one lot only
        #[arg(long)]
        lot: Option<String>,
    },
    /// Read GS1 codes: one a line on standard input, a JSON object a line on standard output
    Gs1,
}

/// A run of labels, to be printed or checked; how many there are is asked beside it.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Lot code
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub lot: String,
    /// Template: `templates` lists them
    #[arg(long, default_value = "trace")]
    pub template: String,
    /// Sheet: `sheets` lists them
    #[arg(long, default_value = "tomy-135")]
    pub sheet: String,
    /// Cells of the first sheet that are used already
    #[arg(long, default_value_t = 0)]
    pub skip: u32,
    /// A second language beside Vietnamese: en
    #[arg(long, default_value = "", value_name = "LANG")]
    pub other_lang: String,
    /// A serial number on each label
    #[arg(long)]
    pub serials: bool,
    /// Cartons on each pallet, for pallet labels
    #[arg(long)]
    pub cartons: Option<u32>,
}

/// What `nuong label` needs.
#[derive(Debug, clap::Args)]
pub struct LabelArgs {
    /// Labels of what, on what
    #[command(flatten)]
    pub run: RunArgs,
    /// How many labels
    #[arg(long)]
    pub count: u32,
    /// Print also far more labels than the lot has packs
    #[arg(long)]
    pub more_than_packs: bool,
    /// How and where
    #[command(flatten)]
    pub how: HowArgs,
}

/// What labels are written as, and where they go: a file, or straight to a printer.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("where").required(true).args(["output", "to"])))]
pub struct HowArgs {
    /// What to write: a PDF, a picture of one page, or what a label printer understands (default: what the printer of --to understands, else pdf)
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Dots an inch of the printer, 203, 300 or 600: codes are made of whole ones (default: as the printer is known, else as the paper says)
    #[arg(long)]
    pub dpi: Option<u32>,
    /// Draw for a printer that was aligned on this paper (default: the printer of --to)
    #[arg(long, default_value = "")]
    pub printer: String,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print straight to a printer: one that `printers` lists, or tcp://host:9100 with --format
    #[arg(long, value_name = "PRINTER")]
    pub to: Option<String>,
}

/// Labels on their way.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("which").required(true).args(["count", "first_serial"])))]
pub struct MoveArgs {
    /// Lot code
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub lot: String,
    /// Market, stall or shop
    #[arg(long)]
    pub market: String,
    /// How many labels
    #[arg(long)]
    pub count: Option<u32>,
    /// Serial number of the first label
    #[arg(long, value_name = "SERIAL")]
    pub first_serial: Option<String>,
    /// Serial number of the last one (default: the first alone)
    #[arg(long, value_name = "SERIAL", requires = "first_serial")]
    pub last_serial: Option<String>,
    /// The day (default: today)
    #[arg(long, default_value = "")]
    pub on: String,
    /// Who takes or brings them
    #[arg(long, default_value = "")]
    pub carrier: String,
    /// Whatever is worth knowing
    #[arg(long, default_value = "")]
    pub note: String,
}

/// What labels are written as.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Format {
    /// For any printer
    Pdf,
    /// A picture of one page
    Png,
    /// Zebra's printers
    Zpl,
    /// TSC's printers
    Tspl,
}

/// What `nuong check` needs.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Labels of what, on what
    #[command(flatten)]
    pub run: RunArgs,
    /// How many labels
    #[arg(long, default_value_t = 1)]
    pub count: u32,
    /// Dots an inch of the printer, 203, 300 or 600: codes are made of whole ones (default: as the printer is known, else as the paper says)
    #[arg(long)]
    pub dpi: Option<u32>,
    /// For a printer: `printers` lists them
    #[arg(long, default_value = "")]
    pub printer: String,
}

/// Aligning a printer.
#[derive(Debug, Subcommand)]
pub enum PrinterVerb {
    /// Write the ruler page of a paper; print it at actual size
    Ruler {
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// The PDF to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Keep what was read off the ruler page, in millimetres
    Teach {
        /// What to call the printer
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// A: left edge to line
        #[arg(long, value_name = "MM")]
        left: Millimetres,
        /// B: top edge to line
        #[arg(long, value_name = "MM")]
        top: Millimetres,
        /// C: left line to right line
        #[arg(long, value_name = "MM")]
        width: Millimetres,
        /// D: upper line to lower line
        #[arg(long, value_name = "MM")]
        height: Millimetres,
    },
    /// Forget a printer, or what was read on one paper
    Forget {
        /// The printer
        printer: String,
        /// Forget only how it is aligned on this sheet
        #[arg(long)]
        sheet: Option<String>,
    },
    /// Add a printer that labels are sent to, or change the one of that name
    #[command(group(ArgGroup::new("reach").required(true).args(["system", "network", "device"])))]
    Add {
        /// What to call it
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// It is this queue of the system
        #[arg(long, value_name = "QUEUE")]
        system: Option<String>,
        /// It is on the network (port 9100 where none is given)
        #[arg(long, value_name = "HOST[:PORT]")]
        network: Option<String>,
        /// It is a device: /dev/usb/lp0, or \\laptop\printer on Windows
        #[arg(long, value_name = "PATH")]
        device: Option<String>,
        /// What it understands
        #[arg(long, value_enum, default_value = "pdf")]
        language: Understands,
        /// Dots an inch: 203, 300 or 600 (0: as the paper says)
        #[arg(long, default_value_t = 0)]
        dpi: u32,
        /// Do not ask it how it is before printing
        #[arg(long)]
        no_ask: bool,
    },
    /// Send the ruler page of a paper to a printer
    Test {
        /// The printer, or tcp://host:9100 with --language
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// What it understands (default: as it is known)
        #[arg(long, value_enum)]
        language: Option<Understands>,
    },
}

/// What a printer understands.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Understands {
    /// Office printers
    Pdf,
    /// Zebra's printers
    Zpl,
    /// TSC's printers
    Tspl,
}

/// A length typed in millimetres (`21.5`, `21,5`), kept in micrometres.
#[derive(Debug, Clone, Copy)]
pub struct Millimetres(pub i32);

impl std::str::FromStr for Millimetres {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a length in millimetres, such as 21.5";
        let number: f64 = typed.trim().replace(',', ".").parse().map_err(|_| WRONG)?;
        if !(0.0..2_000.0).contains(&number) {
            return Err(WRONG);
        }
        // In range, so nothing is lost but fractions of a micrometre.
        Ok(Self((number * 1_000.0).round() as i32))
    }
}

/// Export forms.
#[derive(Debug, Subcommand)]
pub enum ExportWhat {
    /// An EPCIS 2.0 document (JSON-LD) of every trace event
    Epcis {
        /// The file to write (default: standard output)
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}
