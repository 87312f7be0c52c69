//! North American coupon codes, AIs (8110) and (8112): fields one after another, most of them
//! preceded by a digit that gives their length (VLI).

use super::LintCode as L;
use super::{Checked, LintCode, LintError, date, digits, gcp};

/// AI (8110).
pub(super) fn coupon_code(data: &str) -> Checked {
    digits::numeric(data)?;
    let mut at = Cursor::new(data);
    at.company(
        [
            L::CouponMissingGcpVli,
            L::CouponInvalidGcpLength,
            L::CouponTruncatedGcp,
        ],
        "0123456",
    )?;
    at.take(6, L::CouponTruncatedOfferCode)?;
    at.counted(
        [
            L::CouponMissingSaveValueVli,
            L::CouponInvalidSaveValueLength,
            L::CouponTruncatedSaveValue,
        ],
        "12345",
        0,
    )?;
    at.requirement(&FIRST)?;
    if at.option('1') {
        at.code(
            "0123",
            L::CouponMissingAdditionalRulesCode,
            L::CouponInvalidAdditionalRulesCode,
        )?;
        at.requirement(&SECOND)?;
        at.company(
            [
                L::CouponMissing2ndGcpVli,
                L::CouponInvalid2ndGcpLength,
                L::CouponTruncated2ndGcp,
            ],
            "01234569",
        )?;
    }
    if at.option('2') {
        at.requirement(&THIRD)?;
        at.company(
            [
                L::CouponMissing3rdGcpVli,
                L::CouponInvalid3rdGcpLength,
                L::CouponTruncated3rdGcp,
            ],
            "01234569",
        )?;
    }
    at.dates()?;
    at.tail()
}

/// AI (8112).
pub(super) fn positive_offer(data: &str) -> Checked {
    digits::numeric(data)?;
    let mut at = Cursor::new(data);
    at.code("01", L::CouponMissingFormatCode, L::CouponInvalidFormatCode)?;
    at.counted(
        [
            L::CouponMissingFunderVli,
            L::CouponInvalidFunderLength,
            L::CouponTruncatedFunder,
        ],
        "0123456",
        6,
    )?;
    at.take(6, L::CouponTruncatedOfferCode)?;
    at.serial()?;
    at.end()
}

/// What can be wrong with a purchase requirement: length, text, code, family code.
struct Requirement {
    length: [LintCode; 3],
    missing_code: LintCode,
    invalid_code: LintCode,
    family: LintCode,
}

const FIRST: Requirement = Requirement {
    length: [
        L::CouponMissing1stRequirementVli,
        L::CouponInvalid1stRequirementLength,
        L::CouponTruncated1stRequirement,
    ],
    missing_code: L::CouponMissing1stRequirementCode,
    invalid_code: L::CouponInvalid1stRequirementCode,
    family: L::CouponTruncated1stFamilyCode,
};

const SECOND: Requirement = Requirement {
    length: [
        L::CouponMissing2ndRequirementVli,
        L::CouponInvalid2ndRequirementLength,
        L::CouponTruncated2ndRequirement,
    ],
    missing_code: L::CouponMissing2ndRequirementCode,
    invalid_code: L::CouponInvalid2ndRequirementCode,
    family: L::CouponTruncated2ndFamilyCode,
};

const THIRD: Requirement = Requirement {
    length: [
        L::CouponMissing3rdRequirementVli,
        L::CouponInvalid3rdRequirementLength,
        L::CouponTruncated3rdRequirement,
    ],
    missing_code: L::CouponMissing3rdRequirementCode,
    invalid_code: L::CouponInvalid3rdRequirementCode,
    family: L::CouponTruncated3rdFamilyCode,
};

/// Reads digits from the front; knows where it stands for the error's span.
struct Cursor<'a> {
    data: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(data: &'a str) -> Self {
        Self { data, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.data.get(self.at..).unwrap_or_default()
    }

    /// Nothing left: there is no part to point at, so the whole value is.
    fn missing(&self, code: LintCode) -> LintError {
        LintError::whole(code, self.data)
    }

    /// One digit out of `allowed`.
    fn code(
        &mut self,
        allowed: &str,
        missing: LintCode,
        invalid: LintCode,
    ) -> Result<char, LintError> {
        let Some(digit) = self.rest().chars().next() else {
            return Err(self.missing(missing));
        };
        if !allowed.contains(digit) {
            return Err(LintError::new(invalid, self.at..self.at + 1));
        }
        self.at += 1;
        Ok(digit)
    }

    /// `length` digits.
    fn take(&mut self, length: usize, truncated: LintCode) -> Result<&'a str, LintError> {
        let rest = self.rest();
        let Some(taken) = rest.get(..length) else {
            return Err(match rest {
                "" => self.missing(truncated),
                _ => LintError::new(truncated, self.at..self.data.len()),
            });
        };
        self.at += length;
        Ok(taken)
    }

    /// A length digit out of `allowed`, then that many digits and `plus` more; 9 means none.
    fn counted(
        &mut self,
        [missing, invalid, truncated]: [LintCode; 3],
        allowed: &str,
        plus: usize,
    ) -> Result<&'a str, LintError> {
        let digit = self.code(allowed, missing, invalid)?;
        let length = digit.to_digit(10).map_or(0, |value| value as usize);
        self.take(length + plus, truncated)
    }

    /// A company prefix of six to twelve digits; where 9 is allowed it stands for “the same”.
    fn company(&mut self, codes: [LintCode; 3], allowed: &str) -> Checked {
        if allowed.contains('9') && self.rest().starts_with('9') {
            self.at += 1;
            return Ok(());
        }
        self.counted(codes, allowed, 6)
            .and_then(|prefix| self.prefix(prefix))
    }

    fn prefix(&self, prefix: &str) -> Checked {
        let span = self.at - prefix.len()..self.at;
        gcp::at_first(prefix).map_err(|error| LintError::new(error.code, span))
    }

    fn requirement(&mut self, codes: &Requirement) -> Checked {
        self.counted(codes.length, "12345", 0)?;
        self.code("012349", codes.missing_code, codes.invalid_code)?;
        self.take(3, codes.family).map(drop)
    }

    /// Whether the optional field that `digit` announces comes next.
    fn option(&mut self, digit: char) -> bool {
        let found = self.rest().starts_with(digit);
        self.at += usize::from(found);
        found
    }

    /// Optional fields 3 and 4: expiration and start.
    fn dates(&mut self) -> Checked {
        let mut expires = None;
        if self.option('3') {
            expires = Some(self.date(
                L::CouponTooShortForExpirationDate,
                L::CouponInvalidExpirationDate,
            )?);
        }
        if self.option('4') {
            let start = self.date(L::CouponTooShortForStartDate, L::CouponInvalidStartDate)?;
            if expires.is_some_and(|expires| start > expires) {
                let span = self.at.saturating_sub(14)..self.at;
                return Err(LintError::new(L::CouponExpirationBeforeStart, span));
            }
        }
        Ok(())
    }

    fn date(&mut self, short: LintCode, invalid: LintCode) -> Result<&'a str, LintError> {
        let text = self.take(6, short)?;
        let span = self.at - 6..self.at;
        date::yymmdd(text).map_err(|_| LintError::new(invalid, span))?;
        Ok(text)
    }

    fn serial(&mut self) -> Checked {
        let codes = [
            L::CouponMissingSerialNumberVli,
            L::CouponMissingSerialNumberVli,
            L::CouponTruncatedSerialNumber,
        ];
        self.counted(codes, "0123456789", 6).map(drop)
    }

    /// Optional fields 5 (serial), 6 (retailer) and 9 (how the value applies).
    fn tail(&mut self) -> Checked {
        if self.option('5') {
            self.serial()?;
        }
        if self.option('6') {
            self.company(
                [
                    L::CouponMissingRetailerVli,
                    L::CouponInvalidRetailerLength,
                    L::CouponTruncatedRetailer,
                ],
                "1234567",
            )?;
        }
        if self.option('9') {
            self.code(
                "01256",
                L::CouponMissingSaveValueCode,
                L::CouponInvalidSaveValueCode,
            )?;
            self.code(
                "012",
                L::CouponMissingSaveValueAppliesToItem,
                L::CouponInvalidSaveValueAppliesToItem,
            )?;
            self.code(
                "0123456789",
                L::CouponMissingStoreCouponFlag,
                L::CouponMissingStoreCouponFlag,
            )?;
            self.code(
                "01",
                L::CouponMissingDontMultiplyFlag,
                L::CouponInvalidDontMultiplyFlag,
            )?;
        }
        self.end()
    }

    fn end(&self) -> Checked {
        match self.rest() {
            "" => Ok(()),
            _ => Err(LintError::new(
                L::CouponExcessData,
                self.at..self.data.len(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(check: fn(&str) -> Checked, text: &str) -> (&'static str, String) {
        let error = check(text).unwrap_err();
        (error.code.name(), error.markup(text, '*'))
    }

    #[test]
    fn a_missing_field_marks_the_whole_and_a_short_one_itself() {
        assert_eq!(
            found(coupon_code, "012"),
            ("COUPON_TRUNCATED_GCP", "0*12*".into())
        );
        assert_eq!(
            found(coupon_code, "0123456"),
            ("COUPON_TRUNCATED_OFFER_CODE", "*0123456*".into())
        );
        assert_eq!(
            found(positive_offer, "00"),
            ("COUPON_TRUNCATED_FUNDER", "*00*".into())
        );
        assert_eq!(
            found(positive_offer, "07"),
            ("COUPON_INVALID_FUNDER_LENGTH", "0*7*".into())
        );
    }

    #[test]
    fn a_coupon_expires_after_it_starts() {
        let text = "01234561234561111012335006064500607";
        assert_eq!(found(coupon_code, text).0, "COUPON_EXPIRATION_BEFORE_START");
        assert_eq!(coupon_code(text).unwrap_err().span, 21..35);
    }

    #[test]
    fn complete_coupons_pass() {
        assert!(coupon_code("012345612345611110123").is_ok());
        assert!(positive_offer("001234561234560123456").is_ok());
    }
}
