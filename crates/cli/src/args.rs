//! What can be typed after `nuong`; what a noun alone takes stands in the noun's own file.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Parser, Subcommand};

use crate::certificate::CertificateVerb;
use crate::cooperative::ProfileVerb;
use crate::export::ExportWhat;
use crate::label::CheckArgs;
use crate::label_ledger::VoidArgs;
use crate::lineage::TraceArgs;
use crate::market::MoveArgs;
use crate::paper::SheetVerb;
use crate::party::PartyVerb;
use crate::place::PlaceVerb;
use crate::print::{LabelArgs, ReprintArgs};
use crate::printer::PrinterVerb;
use crate::product::{ProductPut, ProductVerb};
use crate::stage::StagesArgs;
use crate::step::StepsArgs;
use crate::step_entry::{AmendArgs, CorrectArgs, StepVerb};
use crate::template::TemplateVerb;

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
    /// Add or change parties: households, buyers, suppliers, laboratories, carriers, authorities
    Party {
        /// What to do
        #[command(subcommand)]
        what: PartyVerb,
    },
    /// List parties of every kind
    Parties,
    /// List member households
    Households,
    /// Enter money that moved: advances, payments, refunds, takings of a stall
    Pay {
        /// JSON: an object, or an array of which all are taken or none; - reads standard input
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// Who enters it (default: the person of this computer)
        #[arg(long, default_value = "")]
        by: String,
    },
    /// List payments, newest day first
    Payments {
        /// Of the party with this code only
        #[arg(long, default_value = "")]
        party: String,
    },
    /// Add or change places: plots, ponds, barns, apiaries, workshops, stores, stalls, outlets, vehicles, pallets
    Place {
        /// What to do
        #[command(subcommand)]
        what: PlaceVerb,
    },
    /// List places of every kind
    Places,
    /// List plots
    Plots,
    /// Add or change products: goods, by-products, inputs, packaging
    Product {
        /// What to do
        #[command(subcommand)]
        what: ProductPut,
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
    Reprint(ReprintArgs),
    /// Say that a step never happened; or withdraw labels of a print
    Void(VoidArgs),
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
    /// List steps: what happened, latest day first
    Steps(StepsArgs),
    /// Show one step; add steps
    #[command(args_conflicts_with_subcommands = true)]
    Step {
        /// The step's id
        #[arg(value_parser = NonEmptyStringValueParser::new(), required = true)]
        id: Option<String>,
        /// What to do instead of showing one
        #[command(subcommand)]
        what: Option<StepVerb>,
    },
    /// Put a step in the place of one that was told wrongly
    Correct(CorrectArgs),
    /// Write down later, or otherwise, what no record tells of a step: a note, a price, a moisture
    Amend(AmendArgs),
    /// Take back what was saved last on this computer; once more goes one further back
    Undo {
        /// Who does it (default: the person of this computer)
        #[arg(long, default_value = "")]
        by: String,
    },
    /// List what there is of lots, and where
    Stock {
        /// At the place with this code only
        #[arg(long, default_value = "")]
        place: String,
        /// Of the product with this code only
        #[arg(long, default_value = "")]
        product: String,
    },
    /// Show what became of a lot: made, used, gone out, lost, counted, and where the rest lies
    Balance {
        /// Lot code
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        lot: String,
    },
    /// Show what a lot came from, and what became of it: lots, plots, households, inputs, buyers, markets
    Trace(TraceArgs),
    /// Show what a lot still lacks before it may be published
    Lacks {
        /// Lot code or id
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        lot: String,
        /// For this destination, by its address or id
        #[arg(long, default_value = "")]
        destination: String,
    },
    /// List stages: what can happen to a lot, and what of it is told
    Stages(StagesArgs),
    /// Export records in a standard form
    Export {
        /// What to export
        #[command(subcommand)]
        what: ExportWhat,
    },
    /// Write what this computer knows, for another computer of the cooperative
    Changes {
        /// The file to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Take in what another computer of the cooperative wrote
    Merge {
        /// A file that `nuong changes` wrote
        file: PathBuf,
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
