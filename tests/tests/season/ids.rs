//! Ids that follow from content, reckoned by hand: the first 16 bytes of a SHA-256, version 8, variant 10 (RFC 9562).

use sha2::{Digest, Sha256};

use crate::farm::ORGANISATION;

/// UUIDv8 of a text.
pub fn content_id(text: &str) -> String {
    let hash = Sha256::digest(text);
    let mut hex = String::new();
    for (n, byte) in hash.iter().take(16).enumerate() {
        let byte = match n {
            6 => (byte & 0x0F) | 0x80,
            8 => (byte & 0x3F) | 0x80,
            _ => *byte,
        };
        if [4, 6, 8, 10].contains(&n) {
            hex.push('-');
        }
        hex += &format!("{byte:02x}");
    }
    hex
}

/// The id of a step's event, as the wire has it.
pub fn event_id(step: &str, name: &str) -> String {
    format!(
        "urn:uuid:{}",
        content_id(&format!("nuong/event/1\n{step}\n{name}"))
    )
}

/// The id of a picking that stands in a ledger: milligrams of a lot from a plot, the `mark`th of equal ones.
pub fn ledger_harvest(
    day: &str,
    plot: &str,
    (product, lot): (&str, &str),
    amount: i128,
    mark: usize,
) -> String {
    let line = format!("out\t{product}\t{lot}\t{plot}\t{amount}");
    content_id(&format!(
        "nuong/step/1\n{ORGANISATION}\nharvest\n{day}\n{plot}\n{plot}\n\n{{}}\n{line}\n{mark}"
    ))
}

#[test]
fn the_vector_of_the_lot_model() {
    let told = "nuong/step/1\n0000000952\nintake\n2026-09-02\nKHO\nT-07\n\n{}\nout\tGAO-SC5\tGAO-SC5-260902\tKHO\t100000000\n1";
    let step = content_id(told);
    assert_eq!(step, "0c024fa3-8712-8ff8-8d8a-8c7ebd5023bd");
    let harvest = "urn:uuid:f1c07f93-bba1-872e-be4d-1f98efe870b8";
    assert_eq!(event_id(&step, "harvest"), harvest);
}
