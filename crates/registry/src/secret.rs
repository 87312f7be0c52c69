//! One-time codes and bearer tokens: how they are made, read back and recognised.
//!
//! Only the SHA-256 of either is ever stored, so the database cannot be used to log in.

use sha2::{Digest, Sha256};

use crate::machine::{Machine, MachineError};

/// Letters of a one-time code. Left out because they are confused by eye or over the phone:
/// 0 O, 1 I L, U (V), so a code has 30^10 ≈ 2^49 values.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LETTERS: usize = 10;
const GROUP: usize = 5;
const TOKEN_BYTES: usize = 32;

/// SHA-256 of a secret.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Of a one-time code as a person typed it: case, spaces and hyphens do not matter.
    pub(crate) fn of_code(typed: &str) -> Self {
        let letters = typed.chars().filter(char::is_ascii_alphanumeric);
        Self::of(&letters.map(|c| c.to_ascii_uppercase()).collect::<String>())
    }

    /// Of a bearer token, exactly as sent.
    pub(crate) fn of_token(token: &str) -> Self {
        Self::of(token)
    }
}

/// A fresh one-time code, e.g. `7KQ2M-HX9TD`.
pub(crate) fn new_code(machine: &dyn Machine) -> Result<String, MachineError> {
    let mut code = String::new();
    while code.len() < CODE_LETTERS {
        let mut bytes = [0_u8; 16];
        machine.fill(&mut bytes)?;
        // 240 is the largest multiple of 30 below 256: every letter is equally likely.
        let fair = bytes.iter().filter(|byte| **byte < 240);
        let letters = fair.filter_map(|byte| ALPHABET.get(usize::from(byte % 30)));
        code.extend(
            letters
                .map(|letter| char::from(*letter))
                .take(CODE_LETTERS - code.len()),
        );
    }
    code.insert(GROUP, '-');
    Ok(code)
}

/// A fresh bearer token: 256 random bits in hexadecimal.
pub(crate) fn new_token(machine: &dyn Machine) -> Result<String, MachineError> {
    let mut bytes = [0_u8; TOKEN_BYTES];
    machine.fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::SystemMachine;

    #[test]
    fn a_code_is_two_groups_of_five_unambiguous_letters() {
        let code = new_code(&SystemMachine).unwrap();
        let groups: Vec<_> = code.split('-').collect();
        assert_eq!(groups.iter().map(|g| g.len()).collect::<Vec<_>>(), [5, 5]);
        assert!(code.chars().all(|c| !"01OILU".contains(c)), "{code}");
        assert_ne!(code, new_code(&SystemMachine).unwrap());
    }

    #[test]
    fn a_code_is_recognised_however_it_was_typed() {
        let printed = Fingerprint::of_code("7KQ2M-HX9TD");
        assert!(printed == Fingerprint::of_code(" 7kq2m hx9td\n"));
        assert!(printed != Fingerprint::of_code("7KQ2M-HX9TE"));
    }
}
