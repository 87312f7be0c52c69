//! “Piece 2 of 3”: as one run of digits, or with a slash between.

use super::{Checked, LintCode, LintError, digits};
use std::cmp::Ordering;

/// `0203`: the first half is the piece, the second the total.
pub(super) fn piece_of_total(data: &str) -> Checked {
    let half = data.len() / 2;
    if data.is_empty() || !data.len().is_multiple_of(2) {
        return Err(LintError::whole(
            LintCode::InvalidLengthForPieceOfTotal,
            data,
        ));
    }
    digits::only_digits(data)?;
    let (piece, total) = data.split_at_checked(half).unwrap_or((data, ""));
    if piece.chars().all(|c| c == '0') {
        return Err(LintError::new(LintCode::ZeroPieceNumber, 0..half));
    }
    if total.chars().all(|c| c == '0') {
        return Err(LintError::new(LintCode::ZeroTotalPieces, half..data.len()));
    }
    if piece > total {
        return Err(LintError::whole(LintCode::PieceNumberExceedsTotal, data));
    }
    Ok(())
}

/// `2/3`.
pub(super) fn position_in_sequence(data: &str) -> Checked {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let parts = data
        .split_once('/')
        .filter(|(position, end)| is_number(position) && is_number(end));
    let Some((position, end)) = parts else {
        return Err(LintError::whole(
            LintCode::PositionInSequenceMalformed,
            data,
        ));
    };
    if position.starts_with('0') {
        return Err(LintError::new(
            LintCode::IllegalZeroPrefix,
            0..position.len(),
        ));
    }
    if end.starts_with('0') {
        return Err(LintError::new(
            LintCode::IllegalZeroPrefix,
            position.len() + 1..data.len(),
        ));
    }
    if by_value(position, end) == Ordering::Greater {
        return Err(LintError::whole(LintCode::PositionExceedsEnd, data));
    }
    Ok(())
}

/// Without leading zeros, the longer number is the larger.
fn by_value(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_lies_within_its_total() {
        assert!(piece_of_total("0303").is_ok());
        assert_eq!(
            piece_of_total("0302").unwrap_err().code,
            LintCode::PieceNumberExceedsTotal
        );
        assert_eq!(
            piece_of_total("0100").unwrap_err().markup("0100", '*'),
            "01*00*"
        );
        assert_eq!(
            piece_of_total("0001").unwrap_err().markup("0001", '*'),
            "*00*01"
        );
    }

    #[test]
    fn a_position_lies_within_its_sequence() {
        assert!(position_in_sequence("9/10").is_ok());
        assert_eq!(
            position_in_sequence("10/9").unwrap_err().code,
            LintCode::PositionExceedsEnd
        );
        assert_eq!(
            position_in_sequence("1/02")
                .unwrap_err()
                .markup("1/02", '*'),
            "1/*02*"
        );
        assert!(position_in_sequence("1//2").is_err());
    }
}
