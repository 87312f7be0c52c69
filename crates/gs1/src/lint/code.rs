//! What a check can find wrong with a component, by the names of the GS1 Barcode Syntax Dictionary.
//!
//! The names are a contract with other GS1 tools (one of them is misspelt there, and so here), and the sentences of
//! what stands on labels are theirs, too: people who look one up find it. What a screen says is in the locale files.

use std::fmt;

macro_rules! lint_codes {
    ($($variant:ident $name:literal $sentence:literal;)*) => {
        /// The reason a component was refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum LintCode {
            $(#[doc = $sentence] $variant,)*
        }

        impl LintCode {
            /// Every code there is.
            pub const ALL: &'static [LintCode] = &[$(LintCode::$variant,)*];

            /// The name in the Syntax Dictionary, such as `INCORRECT_CHECK_DIGIT`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(LintCode::$variant => $name,)* }
            }

            /// One English sentence that says what is wrong.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(LintCode::$variant => $sentence,)* }
            }
        }
    };
}

lint_codes! {
    NonDigitCharacter "NON_DIGIT_CHARACTER" "A non-digit character was found where a digit is expected.";
    InvalidCset82Character "INVALID_CSET82_CHARACTER" "A non-CSET 82 character was found where a CSET 82 character is expected.";
    InvalidCset39Character "INVALID_CSET39_CHARACTER" "A non-CSET 39 character was found where a CSET 39 character is expected.";
    InvalidCset64Character "INVALID_CSET64_CHARACTER" "A non-CSET 64 character was found where a CSET 64 character is expected.";
    InvalidCset64Padding "INVALID_CSET64_PADDING" "Incorrect number of CSET 64 pad characters.";
    IncorrectCheckDigit "INCORRECT_CHECK_DIGIT" "The numeric check digit is incorrect.";
    TooShortForCheckDigit "TOO_SHORT_FOR_CHECK_DIGIT" "The value is too short to hold a check digit.";
    IncorrectCheckPair "INCORRECT_CHECK_PAIR" "The alphanumeric check-character pair are incorrect.";
    TooShortForCheckPair "TOO_SHORT_FOR_CHECK_PAIR" "The value is too short to hold a pair of check characters.";
    TooLongForCheckPair "TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION" "The value is too long for a pair of check characters.";
    TooShortForGcp "TOO_SHORT_FOR_GCP" "The component is shorter than the minimum length GS1 Company Prefix.";
    InvalidGcpPrefix "INVALID_GCP_PREFIX" "The GS1 Company Prefix is invalid.";
    ImporterIndexMustBeOneCharacter "IMPORTER_IDX_MUST_BE_ONE_CHARACTER" "The importer index must be one character.";
    InvalidImporterIndexCharacter "INVALID_IMPORT_IDX_CHARACTER" "The importer index is not a permitted character.";
    IllegalZeroValue "ILLEGAL_ZERO_VALUE" "A non-zero value is required.";
    NotZero "NOT_ZERO" "A zero is required.";
    IllegalZeroPrefix "ILLEGAL_ZERO_PREFIX" "A zero prefix is not permitted.";
    NotZeroOrOne "NOT_ZERO_OR_ONE" "A \"0\" or \"1\" is required.";
    InvalidWindingDirection "INVALID_WINDING_DIRECTION" "The winding direction must be 0, 1 or 9.";
    NotIso3166 "NOT_ISO3166" "A valid ISO 3166 three-digit country code is required.";
    NotIso3166Or999 "NOT_ISO3166_OR_999" "A valid ISO 3166 three-digit country code or \"999\" is required.";
    NotIso3166Alpha2 "NOT_ISO3166_ALPHA2" "A valid ISO 3166 two-character country code is required.";
    NotIso4217 "NOT_ISO4217" "A valid ISO 4217 three-digit currency code is required.";
    IbanTooShort "IBAN_TOO_SHORT" "The IBAN is too short.";
    IbanTooLong "IBAN_TOO_LONG" "The IBAN is too long.";
    InvalidIbanCharacter "INVALID_IBAN_CHARACTER" "The IBAN holds a character that is not permitted.";
    IllegalIbanCountryCode "ILLEGAL_IBAN_COUNTRY_CODE" "The IBAN does not start with an ISO 3166 country code.";
    IncorrectIbanChecksum "INCORRECT_IBAN_CHECKSUM" "The check digits of the IBAN are wrong.";
    DateTooShort "DATE_TOO_SHORT" "The date is too short.";
    DateTooLong "DATE_TOO_LONG" "The date is too long.";
    DateWithHourTooShort "DATE_WITH_HOUR_TOO_SHORT" "The date with its hour is too short.";
    DateWithHourTooLong "DATE_WITH_HOUR_TOO_LONG" "The date with its hour is too long.";
    HourWithMinuteTooShort "HOUR_WITH_MINUTE_TOO_SHORT" "The time is too short for hours and minutes.";
    HourWithMinuteTooLong "HOUR_WITH_MINUTE_TOO_LONG" "The time is too long for hours and minutes.";
    MinutesSecondsInvalidLength "MMSS_INVALID_LENGTH" "Minutes with or without seconds need two or four digits.";
    HourTooShort "HOUR_TOO_SHORT" "The hour is too short.";
    HourTooLong "HOUR_TOO_LONG" "The hour is too long.";
    MinuteTooShort "MINUTE_TOO_SHORT" "The minute is too short.";
    MinuteTooLong "MINUTE_TOO_LONG" "The minute is too long.";
    SecondTooShort "SECOND_TOO_SHORT" "The second is too short.";
    SecondTooLong "SECOND_TOO_LONG" "The second is too long.";
    IllegalMonth "ILLEGAL_MONTH" "The date contains an illegal month of the year.";
    IllegalDay "ILLEGAL_DAY" "The date contains an illegal day of the month.";
    IllegalHour "ILLEGAL_HOUR" "The time contains an illegal hour.";
    IllegalMinute "ILLEGAL_MINUTE" "The time contains an illegal minute.";
    IllegalSecond "ILLEGAL_SECOND" "The time contains an illegal seconds.";
    InvalidLengthForPieceOfTotal "INVALID_LENGTH_FOR_PIECE_OF_TOTAL" "Piece and total must have the same number of digits.";
    ZeroPieceNumber "ZERO_PIECE_NUMBER" "The piece number must not have a value of zero.";
    ZeroTotalPieces "ZERO_TOTAL_PIECES" "The piece total must not have a value of zero.";
    PieceNumberExceedsTotal "PIECE_NUMBER_EXCEEDS_TOTAL" "The piece number must not exceed the piece total.";
    InvalidPercentSequence "INVALID_PERCENT_SEQUENCE" "The input contains an invalid percent hex-encoding \"%hh\" sequence.";
    InvalidLatitude "INVALID_LATITUDE" "The latitude is outside 0000000000 to 1800000000.";
    InvalidLongitude "INVALID_LONGITUDE" "The longitude is outside 0000000000 to 3600000000.";
    LatitudeInvalidLength "LATITUDE_INVALID_LENGTH" "The latitude must have ten digits.";
    LongitudeInvalidLength "LONGITUDE_INVALID_LENGTH" "The longitude must have ten digits.";
    InvalidMediaType "INVALID_MEDIA_TYPE" "The value is not an AIDC media type.";
    InvalidPackageType "INVALID_PACKAGE_TYPE" "A valid PackageTypeCode is required.";
    NotHyphen "NOT_HYPHEN" "Only hyphens are permitted.";
    InvalidBiologicalSexCode "INVALID_BIOLOGICAL_SEX_CODE" "The value is not an ISO/IEC 5218 code.";
    PositionInSequenceMalformed "POSITION_IN_SEQUENCE_MALFORMED" "The value must look like position/end.";
    PositionExceedsEnd "POSITION_EXCEEDS_END" "The position is larger than the end.";
    RequiresNonDigitCharacter "REQUIRES_NON_DIGIT_CHARACTER" "The value must hold a character that is not a digit.";
    CouponMissingFormatCode "COUPON_MISSING_FORMAT_CODE" "The coupon's format code is missing.";
    CouponInvalidFormatCode "COUPON_INVALID_FORMAT_CODE" "The coupon's format code must be 0 or 1.";
    CouponMissingFunderVli "COUPON_MISSING_FUNDER_VLI" "The length of the coupon's funder is missing.";
    CouponInvalidFunderLength "COUPON_INVALID_FUNDER_LENGTH" "The length of the coupon's funder must be 0 to 6.";
    CouponTruncatedFunder "COUPON_TRUNCATED_FUNDER" "The coupon's funder is shorter than its length says.";
    CouponTruncatedOfferCode "COUPON_TRUNCATED_OFFER_CODE" "The coupon's offer code has fewer than six digits.";
    CouponMissingSerialNumberVli "COUPON_MISSING_SERIAL_NUMBER_VLI" "The length of the coupon's serial number is missing.";
    CouponTruncatedSerialNumber "COUPON_TRUNCATED_SERIAL_NUMBER" "The coupon's serial number is shorter than its length says.";
    CouponMissingGcpVli "COUPON_MISSING_GCP_VLI" "The length of the coupon's company prefix is missing.";
    CouponInvalidGcpLength "COUPON_INVALID_GCP_LENGTH" "The length of the coupon's company prefix must be 0 to 6.";
    CouponTruncatedGcp "COUPON_TRUNCATED_GCP" "The coupon's company prefix is shorter than its length says.";
    CouponMissingSaveValueVli "COUPON_MISSING_SAVE_VALUE_VLI" "The length of the coupon's save value is missing.";
    CouponInvalidSaveValueLength "COUPON_INVALID_SAVE_VALUE_LENGTH" "The length of the coupon's save value must be 1 to 5.";
    CouponTruncatedSaveValue "COUPON_TRUNCATED_SAVE_VALUE" "The coupon's save value is shorter than its length says.";
    CouponMissing1stRequirementVli "COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_VLI" "The length of the first purchase requirement is missing.";
    CouponInvalid1stRequirementLength "COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_LENGTH" "The length of the first purchase requirement must be 1 to 5.";
    CouponTruncated1stRequirement "COUPON_TRUNCATED_1ST_PURCHASE_REQUIREMENT" "The first purchase requirement is shorter than its length says.";
    CouponMissing1stRequirementCode "COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_CODE" "The code of the first purchase requirement is missing.";
    CouponInvalid1stRequirementCode "COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_CODE" "The code of the first purchase requirement must be 0 to 4 or 9.";
    CouponTruncated1stFamilyCode "COUPON_TRUNCATED_1ST_PURCHASE_FAMILY_CODE" "The first purchase family code has fewer than three digits.";
    CouponMissingAdditionalRulesCode "COUPON_MISSING_ADDITIONAL_PURCHASE_RULES_CODE" "The coupon's additional purchase rules code is missing.";
    CouponInvalidAdditionalRulesCode "COUPON_INVALID_ADDITIONAL_PURCHASE_RULES_CODE" "The coupon's additional purchase rules code must be 0 to 3.";
    CouponMissing2ndRequirementVli "COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_VLI" "The length of the second purchase requirement is missing.";
    CouponInvalid2ndRequirementLength "COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_LENGTH" "The length of the second purchase requirement must be 1 to 5.";
    CouponTruncated2ndRequirement "COUPON_TRUNCATED_2ND_PURCHASE_REQUIREMENT" "The second purchase requirement is shorter than its length says.";
    CouponMissing2ndRequirementCode "COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_CODE" "The code of the second purchase requirement is missing.";
    CouponInvalid2ndRequirementCode "COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_CODE" "The code of the second purchase requirement must be 0 to 4 or 9.";
    CouponTruncated2ndFamilyCode "COUPON_TRUNCATED_2ND_PURCHASE_FAMILY_CODE" "The second purchase family code has fewer than three digits.";
    CouponMissing2ndGcpVli "COUPON_MISSING_2ND_PURCHASE_GCP_VLI" "The length of the second purchase company prefix is missing.";
    CouponInvalid2ndGcpLength "COUPON_INVALID_2ND_PURCHASE_GCP_LENGTH" "The length of the second purchase company prefix must be 0 to 6 or 9.";
    CouponTruncated2ndGcp "COUPON_TRUNCATED_2ND_PURCHASE_GCP" "The second purchase company prefix is shorter than its length says.";
    CouponMissing3rdRequirementVli "COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_VLI" "The length of the third purchase requirement is missing.";
    CouponInvalid3rdRequirementLength "COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_LENGTH" "The length of the third purchase requirement must be 1 to 5.";
    CouponTruncated3rdRequirement "COUPON_TRUNCATED_3RD_PURCHASE_REQUIREMENT" "The third purchase requirement is shorter than its length says.";
    CouponMissing3rdRequirementCode "COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_CODE" "The code of the third purchase requirement is missing.";
    CouponInvalid3rdRequirementCode "COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_CODE" "The code of the third purchase requirement must be 0 to 4 or 9.";
    CouponTruncated3rdFamilyCode "COUPON_TRUNCATED_3RD_PURCHASE_FAMILY_CODE" "The third purchase family code has fewer than three digits.";
    CouponMissing3rdGcpVli "COUPON_MISSING_3RD_PURCHASE_GCP_VLI" "The length of the third purchase company prefix is missing.";
    CouponInvalid3rdGcpLength "COUPON_INVALID_3RD_PURCHASE_GCP_LENGTH" "The length of the third purchase company prefix must be 0 to 6 or 9.";
    CouponTruncated3rdGcp "COUPON_TRUNCATED_3RD_PURCHASE_GCP" "The third purchase company prefix is shorter than its length says.";
    CouponTooShortForExpirationDate "COUPON_TOO_SHORT_FOR_EXPIRATION_DATE" "The coupon's expiration date is too short.";
    CouponInvalidExpirationDate "COUPON_INVALID_EXIPIRATION_DATE" "The coupon's expiration date is not a date.";
    CouponTooShortForStartDate "COUPON_TOO_SHORT_FOR_START_DATE" "The coupon's start date is too short.";
    CouponInvalidStartDate "COUPON_INVALID_START_DATE" "The coupon's start date is not a date.";
    CouponExpirationBeforeStart "COUPON_EXPIRATION_BEFORE_START" "The coupon expires before it starts.";
    CouponMissingRetailerVli "COUPON_MISSING_RETAILER_GCP_OR_GLN_VLI" "The length of the coupon's retailer is missing.";
    CouponInvalidRetailerLength "COUPON_INVALID_RETAILER_GCP_OR_GLN_LENGTH" "The length of the coupon's retailer must be 1 to 7.";
    CouponTruncatedRetailer "COUPON_TRUNCATED_RETAILER_GCP_OR_GLN" "The coupon's retailer is shorter than its length says.";
    CouponMissingSaveValueCode "COUPON_MISSING_SAVE_VALUE_CODE" "The coupon's save value code is missing.";
    CouponInvalidSaveValueCode "COUPON_INVALID_SAVE_VALUE_CODE" "The coupon's save value code must be 0, 1, 2, 5 or 6.";
    CouponMissingSaveValueAppliesToItem "COUPON_MISSING_SAVE_VALUE_APPLIES_TO_ITEM" "The item that the coupon's save value applies to is missing.";
    CouponInvalidSaveValueAppliesToItem "COUPON_INVALID_SAVE_VALUE_APPLIES_TO_ITEM" "The item that the coupon's save value applies to must be 0 to 2.";
    CouponMissingStoreCouponFlag "COUPON_MISSING_STORE_COUPON_FLAG" "The coupon's store coupon flag is missing.";
    CouponMissingDontMultiplyFlag "COUPON_MISSING_DONT_MULTIPLY_FLAG" "The coupon's don't-multiply flag is missing.";
    CouponInvalidDontMultiplyFlag "COUPON_INVALID_DONT_MULTIPLY_FLAG" "The coupon's don't-multiply flag must be 0 or 1.";
    CouponExcessData "COUPON_EXCESS_DATA" "Data follows after the coupon's last field.";
}

impl fmt::Display for LintCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

#[cfg(test)]
mod tests {
    use super::LintCode;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique() {
        let names: HashSet<_> = LintCode::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), LintCode::ALL.len());
    }
}
