//! The pair of check characters of a Global Model Number (GS1 General Specifications 7.9.5).
//!
//! Each character of CSET 82 weighs its position in the set times a prime, the primes growing
//! from right to left; the sum modulo 1021 is written as two characters of CSET 32.

use super::{Checked, LintCode, LintError};

/// CSET 82 in the order of its weights.
const CSET82: &str =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// CSET 32 in the order of its values.
const CSET32: &str = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// The longest value that can be checked: 97 weighed characters and the pair.
const MAX: usize = 99;

pub(super) fn csumalpha(data: &str) -> Checked {
    if data.len() > MAX {
        return Err(LintError::whole(LintCode::TooLongForCheckPair, data));
    }
    if data.len() < 2 {
        return Err(LintError::whole(LintCode::TooShortForCheckPair, data));
    }
    let body = data.get(..data.len() - 2).unwrap_or(data);
    let expected = check_pair(weighed_sum(body)?);
    if data.ends_with(&expected) {
        return Ok(());
    }
    Err(LintError::new(
        LintCode::IncorrectCheckPair,
        body.len()..data.len(),
    ))
}

fn weighed_sum(body: &str) -> Result<usize, LintError> {
    let mut sum = 0;
    let primes: Vec<usize> = (2..).filter(|&n| is_prime(n)).take(body.len()).collect();
    for ((at, c), prime) in body.char_indices().zip(primes.iter().rev()) {
        let Some(weight) = CSET82.find(c) else {
            return Err(LintError::new(
                LintCode::InvalidCset82Character,
                at..at + c.len_utf8(),
            ));
        };
        sum += weight * prime;
    }
    Ok(sum % 1021)
}

fn check_pair(sum: usize) -> String {
    [sum >> 5, sum & 31]
        .iter()
        .filter_map(|&value| CSET32.chars().nth(value))
        .collect()
}

fn is_prime(n: usize) -> bool {
    (2..n)
        .take_while(|d| d * d <= n)
        .all(|d| !n.is_multiple_of(d))
}

#[cfg(test)]
mod tests {
    use super::csumalpha;

    #[test]
    fn accepts_the_example_of_the_general_specifications() {
        assert!(csumalpha("1987654Ad4X4bL5ttr2310c2K").is_ok());
    }

    #[test]
    fn an_empty_body_has_the_pair_22() {
        assert!(csumalpha("22").is_ok());
        assert!(csumalpha("33").is_err());
    }
}
