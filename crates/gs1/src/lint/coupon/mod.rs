//! North American coupon codes, AIs (8110) and (8112): fields one after another, most of them
//! preceded by a digit that gives their length (VLI). Optional fields announce themselves by a
//! digit and come in the order of those digits.

// Bottom-up: a module names only those above its own line.

// Tables of fields.
mod fields;
// One field after another.
mod cursor;

use super::{Checked, LintCode, LintError, digits};
use cursor::Cursor;

/// AI (8110).
pub(super) fn coupon_code(data: &str) -> Checked {
    digits::only_digits(data)?;
    let mut at = Cursor::new(data);
    at.take_company(&fields::COMPANY)?;
    at.take_digits(6, LintCode::CouponTruncatedOfferCode)?;
    at.take_counted(&fields::SAVE_VALUE)?;
    at.take_requirement(&fields::FIRST)?;
    further_purchases(&mut at)?;
    check_dates(&mut at)?;
    serial_and_retailer(&mut at)?;
    save_value_rules(&mut at)?;
    at.expect_end()
}

/// AI (8112).
pub(super) fn positive_offer(data: &str) -> Checked {
    digits::only_digits(data)?;
    let mut at = Cursor::new(data);
    at.take_digit(&fields::FORMAT)?;
    at.take_counted(&fields::FUNDER)?;
    at.take_digits(6, LintCode::CouponTruncatedOfferCode)?;
    at.take_counted(&fields::SERIAL)?;
    at.expect_end()
}

/// Fields 1 and 2: what else must be bought.
fn further_purchases(at: &mut Cursor<'_>) -> Checked {
    if at.take_option('1') {
        at.take_digit(&fields::ADDITIONAL_RULES)?;
        at.take_requirement(&fields::SECOND)?;
        at.take_company(&fields::SECOND_COMPANY)?;
    }
    if at.take_option('2') {
        at.take_requirement(&fields::THIRD)?;
        at.take_company(&fields::THIRD_COMPANY)?;
    }
    Ok(())
}

/// Fields 3 and 4: expiration and start.
fn check_dates(at: &mut Cursor<'_>) -> Checked {
    let mut expires = None;
    if at.take_option('3') {
        expires = Some(at.take_date(&fields::EXPIRATION)?);
    }
    if at.take_option('4') {
        let start = at.take_date(&fields::START)?;
        if expires.is_some_and(|expires| start > expires) {
            return Err(at.error_behind(14, LintCode::CouponExpirationBeforeStart));
        }
    }
    Ok(())
}

/// Fields 5 and 6.
fn serial_and_retailer(at: &mut Cursor<'_>) -> Checked {
    if at.take_option('5') {
        at.take_counted(&fields::SERIAL)?;
    }
    if at.take_option('6') {
        at.take_company(&fields::RETAILER)?;
    }
    Ok(())
}

/// Field 9: how the save value applies.
fn save_value_rules(at: &mut Cursor<'_>) -> Checked {
    if at.take_option('9') {
        at.take_digit(&fields::SAVE_VALUE_CODE)?;
        at.take_digit(&fields::APPLIES_TO_ITEM)?;
        at.take_digit(&fields::STORE_COUPON)?;
        at.take_digit(&fields::DONT_MULTIPLY)?;
    }
    Ok(())
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
