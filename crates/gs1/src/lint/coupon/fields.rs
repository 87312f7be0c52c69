//! The fields of coupons: what each may hold, and the name of each fault.

use super::LintCode::{self, *};

/// One digit.
pub(super) struct Digit {
    pub(super) allowed: &'static str,
    pub(super) missing: LintCode,
    pub(super) invalid: LintCode,
}

/// A length digit, then as many digits and `plus` more.
pub(super) struct Counted {
    pub(super) length: Digit,
    pub(super) plus: usize,
    pub(super) truncated: LintCode,
}

/// What must be bought: so much, of what kind, of which family.
pub(super) struct Requirement {
    pub(super) text: Counted,
    pub(super) code: Digit,
    pub(super) family_truncated: LintCode,
}

/// A date.
pub(super) struct Date {
    pub(super) short: LintCode,
    pub(super) invalid: LintCode,
}

const fn digit_field(allowed: &'static str, missing: LintCode, invalid: LintCode) -> Digit {
    Digit {
        allowed,
        missing,
        invalid,
    }
}

const fn counted_field(length: Digit, plus: usize, truncated: LintCode) -> Counted {
    Counted {
        length,
        plus,
        truncated,
    }
}

const ANY: &str = "0123456789";

pub(super) const COMPANY: Counted = counted_field(
    digit_field("0123456", CouponMissingGcpVli, CouponInvalidGcpLength),
    6,
    CouponTruncatedGcp,
);
pub(super) const SAVE_VALUE: Counted = counted_field(
    digit_field(
        "12345",
        CouponMissingSaveValueVli,
        CouponInvalidSaveValueLength,
    ),
    0,
    CouponTruncatedSaveValue,
);
pub(super) const FUNDER: Counted = counted_field(
    digit_field("0123456", CouponMissingFunderVli, CouponInvalidFunderLength),
    6,
    CouponTruncatedFunder,
);
pub(super) const SERIAL: Counted = counted_field(
    digit_field(
        ANY,
        CouponMissingSerialNumberVli,
        CouponMissingSerialNumberVli,
    ),
    6,
    CouponTruncatedSerialNumber,
);
pub(super) const RETAILER: Counted = counted_field(
    digit_field(
        "1234567",
        CouponMissingRetailerVli,
        CouponInvalidRetailerLength,
    ),
    6,
    CouponTruncatedRetailer,
);
pub(super) const SECOND_COMPANY: Counted = counted_field(
    digit_field(
        "01234569",
        CouponMissing2ndGcpVli,
        CouponInvalid2ndGcpLength,
    ),
    6,
    CouponTruncated2ndGcp,
);
pub(super) const THIRD_COMPANY: Counted = counted_field(
    digit_field(
        "01234569",
        CouponMissing3rdGcpVli,
        CouponInvalid3rdGcpLength,
    ),
    6,
    CouponTruncated3rdGcp,
);

pub(super) const FIRST: Requirement = Requirement {
    text: counted_field(
        digit_field(
            "12345",
            CouponMissing1stRequirementVli,
            CouponInvalid1stRequirementLength,
        ),
        0,
        CouponTruncated1stRequirement,
    ),
    code: digit_field(
        "012349",
        CouponMissing1stRequirementCode,
        CouponInvalid1stRequirementCode,
    ),
    family_truncated: CouponTruncated1stFamilyCode,
};
pub(super) const SECOND: Requirement = Requirement {
    text: counted_field(
        digit_field(
            "12345",
            CouponMissing2ndRequirementVli,
            CouponInvalid2ndRequirementLength,
        ),
        0,
        CouponTruncated2ndRequirement,
    ),
    code: digit_field(
        "012349",
        CouponMissing2ndRequirementCode,
        CouponInvalid2ndRequirementCode,
    ),
    family_truncated: CouponTruncated2ndFamilyCode,
};
pub(super) const THIRD: Requirement = Requirement {
    text: counted_field(
        digit_field(
            "12345",
            CouponMissing3rdRequirementVli,
            CouponInvalid3rdRequirementLength,
        ),
        0,
        CouponTruncated3rdRequirement,
    ),
    code: digit_field(
        "012349",
        CouponMissing3rdRequirementCode,
        CouponInvalid3rdRequirementCode,
    ),
    family_truncated: CouponTruncated3rdFamilyCode,
};

pub(super) const FORMAT: Digit =
    digit_field("01", CouponMissingFormatCode, CouponInvalidFormatCode);
pub(super) const ADDITIONAL_RULES: Digit = digit_field(
    "0123",
    CouponMissingAdditionalRulesCode,
    CouponInvalidAdditionalRulesCode,
);
pub(super) const SAVE_VALUE_CODE: Digit = digit_field(
    "01256",
    CouponMissingSaveValueCode,
    CouponInvalidSaveValueCode,
);
pub(super) const APPLIES_TO_ITEM: Digit = digit_field(
    "012",
    CouponMissingSaveValueAppliesToItem,
    CouponInvalidSaveValueAppliesToItem,
);
pub(super) const STORE_COUPON: Digit = digit_field(
    ANY,
    CouponMissingStoreCouponFlag,
    CouponMissingStoreCouponFlag,
);
pub(super) const DONT_MULTIPLY: Digit = digit_field(
    "01",
    CouponMissingDontMultiplyFlag,
    CouponInvalidDontMultiplyFlag,
);

pub(super) const EXPIRATION: Date = Date {
    short: CouponTooShortForExpirationDate,
    invalid: CouponInvalidExpirationDate,
};
pub(super) const START: Date = Date {
    short: CouponTooShortForStartDate,
    invalid: CouponInvalidStartDate,
};
