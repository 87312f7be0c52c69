//! Every error code that a person or a program can meet. The window's branches are checked against this list by the compiler (it is
//! exported to TypeScript); the sentences stand in `assets/locales/{vi,en}/errors.json` under `errors.{code}`.

use std::fmt;

use serde::Serialize;
use ts_rs::TS;

macro_rules! codes {
    ($($name:ident = $word:literal,)*) => {
        /// Why something was not done. On the wire and in locale keys its word, `snake_case`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "the sentence of each stands in assets/locales")]
        pub enum Code { $($name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

codes! {
    BalanceExceeded = "balance_exceeded",
    Busy = "busy",
    Cancelled = "cancelled",
    CaptivePortal = "captive_portal",
    CartonGtinSame = "carton_gtin_same",
    CartonsInvalid = "cartons_invalid",
    CartonsNeedPallet = "cartons_need_pallet",
    CertificateDateMissing = "certificate_date_missing",
    CertificateDatesSwapped = "certificate_dates_swapped",
    CertificateFieldUnknown = "certificate_field_unknown",
    CertificateKindUnknown = "certificate_kind_unknown",
    CertificateNameMissing = "certificate_name_missing",
    CertificateNoProducts = "certificate_no_products",
    CertificateNotFound = "certificate_not_found",
    CertificateNumberMissing = "certificate_number_missing",
    CertificateUnreadable = "certificate_unreadable",
    ChangesAltered = "changes_altered",
    ChangesClock = "changes_clock",
    ChangesContradict = "changes_contradict",
    ChangesIncomplete = "changes_incomplete",
    ChangesNewer = "changes_newer",
    ChangesOfAnother = "changes_of_another",
    ChangesTooLong = "changes_too_long",
    ChangesUnreadable = "changes_unreadable",
    CommuneUnknown = "commune_unknown",
    ConflictingRecord = "conflicting_record",
    DateEmpty = "date_empty",
    DateInFuture = "date_in_future",
    DateKindUnknown = "date_kind_unknown",
    DateNoSuchDay = "date_no_such_day",
    DateTooEarly = "date_too_early",
    DateUnreadable = "date_unreadable",
    DecisionNeedsName = "decision_needs_name",
    DecisionNeedsReason = "decision_needs_reason",
    DeliveryNotRefused = "delivery_not_refused",
    DestinationUnknown = "destination_unknown",
    DiskError = "disk_error",
    DiskFull = "disk_full",
    DpiUnknown = "dpi_unknown",
    DryMatterExceeded = "dry_matter_exceeded",
    EnrolmentCodeRefused = "enrolment_code_refused",
    EnrolmentTooManyTries = "enrolment_too_many_tries",
    EthanolInvalid = "ethanol_invalid",
    EventInvalid = "event_invalid",
    ExpiryKindUnknown = "expiry_kind_unknown",
    FaceInvalid = "face_invalid",
    FarMoreThanPacks = "far_more_than_packs",
    FieldInvalid = "field_invalid",
    FieldMissing = "field_missing",
    FieldUnknown = "field_unknown",
    FileDamaged = "file_damaged",
    FileIsFolder = "file_is_folder",
    FileNotFound = "file_not_found",
    FileNotOpened = "file_not_opened",
    FileNotWritable = "file_not_writable",
    FileOfAnotherKind = "file_of_another_kind",
    FileTooLong = "file_too_long",
    FolderNotWritable = "folder_not_writable",
    FormatNeedsLabelPaper = "format_needs_label_paper",
    GcpInvalid = "gcp_invalid",
    GcpMissing = "gcp_missing",
    GlnInvalid = "gln_invalid",
    GoodsGroupUnknown = "goods_group_unknown",
    GtinInvalid = "gtin_invalid",
    GtinTaken = "gtin_taken",
    ImportCancelled = "import_cancelled",
    ImportDamaged = "import_damaged",
    ImportEmptyFile = "import_empty_file",
    ImportNoRows = "import_no_rows",
    ImportNoTable = "import_no_table",
    ImportNotXlsx = "import_not_xlsx",
    ImportOtherFormat = "import_other_format",
    ImportPassword = "import_password",
    ImportTooBig = "import_too_big",
    ImportTooManyRows = "import_too_many_rows",
    ImportUnreadable = "import_unreadable",
    Internal = "internal",
    JsonUnreadable = "json_unreadable",
    KeyringUnavailable = "keyring_unavailable",
    LabelCountZero = "label_count_zero",
    LabelLossTooMany = "label_loss_too_many",
    LabelsAtMarket = "labels_at_market",
    LineageCycle = "lineage_cycle",
    LinkBaseInvalid = "link_base_invalid",
    LinkNotOpened = "link_not_opened",
    LinkToNothing = "link_to_nothing",
    LotAmbiguous = "lot_ambiguous",
    LotCodeInvalid = "lot_code_invalid",
    LotCodeTaken = "lot_code_taken",
    LotNotFound = "lot_not_found",
    LotNotHeld = "lot_not_held",
    LotOnHold = "lot_on_hold",
    LotOtherUnit = "lot_other_unit",
    LotRecalled = "lot_recalled",
    LotStatusUnknown = "lot_status_unknown",
    LotToReview = "lot_to_review",
    LotUnknown = "lot_unknown",
    MarketHasFewer = "market_has_fewer",
    MarketMissing = "market_missing",
    MarketNone = "market_none",
    MarketUnknown = "market_unknown",
    MoveLabelsMissing = "move_labels_missing",
    MoveLotOnHold = "move_lot_on_hold",
    MoveLotRecalled = "move_lot_recalled",
    NameEmpty = "name_empty",
    NetworkUnavailable = "network_unavailable",
    NewerFile = "newer_file",
    NoDataFolder = "no_data_folder",
    NoDataHere = "no_data_here",
    NoPhiConflict = "no_phi_conflict",
    NothingToUndo = "nothing_to_undo",
    OcopDateMissing = "ocop_date_missing",
    OcopStarsInvalid = "ocop_stars_invalid",
    OrganisationCodeMissing = "organisation_code_missing",
    OtherLangUnknown = "other_lang_unknown",
    Output = "output",
    OverrideNeedsName = "override_needs_name",
    OverrideNeedsReason = "override_needs_reason",
    PacksInvalid = "packs_invalid",
    PageTooLarge = "page_too_large",
    PaperCount = "paper_count",
    PaperCountAt = "paper_count_at",
    PaperInvalid = "paper_invalid",
    PaperLength = "paper_length",
    PaperLengthAt = "paper_length_at",
    PaperTooTall = "paper_too_tall",
    PaperTooWide = "paper_too_wide",
    PaperUnreadable = "paper_unreadable",
    PartyUnknown = "party_unknown",
    PictureDamaged = "picture_damaged",
    PictureNotFound = "picture_not_found",
    PictureOfOnePage = "picture_of_one_page",
    PictureTooLarge = "picture_too_large",
    PictureTooManyPixels = "picture_too_many_pixels",
    PictureUnknown = "picture_unknown",
    PlaceAmbiguous = "place_ambiguous",
    PlaceUnknown = "place_unknown",
    PlotNotFound = "plot_not_found",
    PriceInvalid = "price_invalid",
    PrintAmbiguous = "print_ambiguous",
    PrintDialogCancelled = "print_dialog_cancelled",
    PrintDialogFailed = "print_dialog_failed",
    PrintNotFound = "print_not_found",
    PrintReasonMissing = "print_reason_missing",
    PrinterAddressWrong = "printer_address_wrong",
    PrinterBusy = "printer_busy",
    PrinterDeviceForbidden = "printer_device_forbidden",
    PrinterHostUnknown = "printer_host_unknown",
    PrinterLanguageUnknown = "printer_language_unknown",
    PrinterLost = "printer_lost",
    PrinterNoAnswer = "printer_no_answer",
    PrinterNoDevice = "printer_no_device",
    PrinterNotAligned = "printer_not_aligned",
    PrinterNotFound = "printer_not_found",
    PrinterNotReady = "printer_not_ready",
    PrinterOtherLanguage = "printer_other_language",
    PrinterPdfByDialog = "printer_pdf_by_dialog",
    PrinterQueueRefused = "printer_queue_refused",
    PrinterQueueUnknown = "printer_queue_unknown",
    PrinterRefused = "printer_refused",
    PrinterStalled = "printer_stalled",
    PrinterTakesNoPicture = "printer_takes_no_picture",
    PrintingNotInstalled = "printing_not_installed",
    ProductFieldUnknown = "product_field_unknown",
    ProductHasLots = "product_has_lots",
    ProductNotFound = "product_not_found",
    ProductUnknown = "product_unknown",
    ProductValueWrong = "product_value_wrong",
    ProfileExists = "profile_exists",
    ProfileMissing = "profile_missing",
    ProfileUnreadable = "profile_unreadable",
    QuantityEmpty = "quantity_empty",
    QuantityNegative = "quantity_negative",
    QuantityNotANumber = "quantity_not_a_number",
    QuantityOtherDimension = "quantity_other_dimension",
    QuantityTooFine = "quantity_too_fine",
    QuantityTooLarge = "quantity_too_large",
    QuantityUnknownUnit = "quantity_unknown_unit",
    QuantityZero = "quantity_zero",
    RegistryAddressInsecure = "registry_address_insecure",
    RegistryAddressInvalid = "registry_address_invalid",
    RegistryInTrouble = "registry_in_trouble",
    RegistryNotOne = "registry_not_one",
    RegistryUnreachable = "registry_unreachable",
    ReprintChanged = "reprint_changed",
    ReprintFrom = "reprint_from",
    ReprintNothingLeft = "reprint_nothing_left",
    ReprintOfBefore = "reprint_of_before",
    RulerLength = "ruler_length",
    SentNotEntered = "sent_not_entered",
    SerialNotFound = "serial_not_found",
    SerialsAtMarket = "serials_at_market",
    SerialsLostAlready = "serials_lost_already",
    SerialsNotAtMarket = "serials_not_at_market",
    SettingsInvalid = "settings_invalid",
    SheetNotFound = "sheet_not_found",
    SheetShipped = "sheet_shipped",
    ShelfLifeInvalid = "shelf_life_invalid",
    SkipTooMany = "skip_too_many",
    SkuInvalid = "sku_invalid",
    SkuTaken = "sku_taken",
    SsccDigitInvalid = "sscc_digit_invalid",
    SsccDigitMissing = "sscc_digit_missing",
    SsccUsedUp = "sscc_used_up",
    StageFieldInvalid = "stage_field_invalid",
    StageFieldMissing = "stage_field_missing",
    StageFileInvalid = "stage_file_invalid",
    StageFileUnreadable = "stage_file_unreadable",
    StageFilesTooMany = "stage_files_too_many",
    StageUnknown = "stage_unknown",
    StepSuperseded = "step_superseded",
    StepUnknown = "step_unknown",
    StockNegative = "stock_negative",
    SyncRunning = "sync_running",
    TaxCodeInUse = "tax_code_in_use",
    TaxCodeInvalid = "tax_code_invalid",
    TemplateInvalid = "template_invalid",
    TemplateNotFound = "template_not_found",
    TemplateShipped = "template_shipped",
    TemplateTooLong = "template_too_long",
    TemplateUnreadable = "template_unreadable",
    TextTooLong = "text_too_long",
    TooManyRecords = "too_many_records",
    TurnSameLot = "turn_same_lot",
    UnitMismatch = "unit_mismatch",
    UnitUnknown = "unit_unknown",
    WindowPrintTooMany = "window_print_too_many",
}

impl Code {
    /// The code that another of our crates names; [`Code::Internal`] for one that is not ours.
    pub fn by_word(word: &str) -> Self {
        let known = Self::ALL.iter().find(|code| code.as_str() == word);
        known.copied().unwrap_or(Self::Internal)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// For tests, which read like the wire.
impl PartialEq<&str> for Code {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_word_on_the_wire() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
            assert_eq!(Code::by_word(code.as_str()), *code);
        }
        assert_eq!(Code::by_word("no_such_code"), Code::Internal);
    }
}
