//! Ids that follow from content, so that the same ledger gives the same ids on any computer: UUIDv8 of the SHA-256 of a told text
//! (RFC 9562 §5.8; lot model, §2). Everything that hashes stands in this file. Told texts hold business codes alone: no name, no
//! phone number, and of computers only the mark of what was typed on one.

use std::fmt;

use jiff::civil::{Date, Time};
use nuong_domain::{TaxCode, clean};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::{AppError, Code, Result};

/// Code of the store that every cooperative has from the start: what happens at no place that anybody named is told to have happened there.
pub const STORE: &str = "KHO";

/// Letters of a minted organisation code.
const ORGANISATION_LETTERS: usize = 10;
/// Letters of a household's code that follows from its name.
const HOUSEHOLD_LETTERS: usize = 6;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The cooperative's name in ids, URNs and links: its tax code, or letters minted at set-up where the tax code would name a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrganisationCode(String);

impl OrganisationCode {
    /// The code that goes with a tax code. One of 12 digits is a household business's, the owner's own identity number: `minted` stands in
    /// for it, whatever its own digits are; a tax code of 10 or 13 digits stands for itself, and nothing minted is asked for.
    ///
    /// # Errors
    /// `tax_code_invalid` (args `value`); for one of 12 digits without ten minted letters `organisation_code_missing`.
    pub fn of_tax_code(tax_code: &str, minted: Option<&str>) -> Result<Self> {
        let tax = TaxCode::parse(tax_code);
        let tax =
            tax.map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", tax_code))?;
        if !tax.is_personal() {
            return Ok(Self(tax.to_string()));
        }
        let minted = minted.filter(|letters| is_minted(letters));
        let missing = || AppError::new(Code::OrganisationCodeMissing, "");
        Ok(Self(minted.ok_or_else(missing)?.to_owned()))
    }

    /// The code as the cooperative's own record keeps it.
    pub fn of_record(organisation: &str) -> Self {
        Self(organisation.to_owned())
    }

    /// Whether a text reads like one: a tax code that is nobody's identity number, or minted letters.
    pub fn reads_like_one(text: &str) -> bool {
        is_minted(text) || TaxCode::parse(text).is_ok_and(|tax| !tax.is_personal())
    }

    /// Ten letters out of random bits, for a household business.
    pub fn mint_letters(random: u128) -> String {
        let mut rest = random;
        let mut letters = String::with_capacity(ORGANISATION_LETTERS);
        for _ in 0..ORGANISATION_LETTERS {
            // 26^10 is 2^47: of 128 random bits the remainders are even to one in 2^81.
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters
    }

    /// As it stands in ids.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_minted(letters: &str) -> bool {
    letters.len() == ORGANISATION_LETTERS && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a line takes from a lot, gives to it or is about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineRole {
    /// Goes in: the lot has less.
    In,
    /// Comes out: the lot has more.
    Out,
    /// Is about the lot.
    On,
}

impl LineRole {
    /// As stored and told.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::On => "on",
        }
    }

    /// The role of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        let all = [Self::In, Self::Out, Self::On];
        all.into_iter().find(|role| role.as_str() == word)
    }
}

/// What is told of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldLine<'a> {
    /// Takes, gives or is about.
    pub role: LineRole,
    /// Product code.
    pub sku: &'a str,
    /// Lot code.
    pub lot: &'a str,
    /// Place code.
    pub place: &'a str,
    /// Base units: mg, µl or pieces.
    pub amount: i64,
}

/// What is told of a step.
#[derive(Debug, Clone)]
pub struct ToldStep<'a> {
    /// Whose step.
    pub organisation: &'a OrganisationCode,
    /// The stage's code.
    pub stage: &'a str,
    /// When.
    pub day: Date,
    /// Hour and minute, where they are known.
    pub time: Option<Time>,
    /// Place code.
    pub place: &'a str,
    /// Place code of where it comes from; empty without one.
    pub origin: &'a str,
    /// Code of the other party; empty without one. Not told where there is an origin.
    pub party: &'a str,
    /// Told fields as they are kept (`Stages::checked_fields`).
    pub told: &'a Map<String, Value>,
    /// In any order.
    pub lines: &'a [ToldLine<'a>],
    /// 1, 2 … among equal rows of a ledger; device:count where typed.
    pub mark: &'a str,
}

/// The lines as they are told, in the order in which they are told and kept: sorted as bytes.
///
/// # Errors
/// As [`told_text`].
pub fn told_lines(lines: &[ToldLine<'_>]) -> Result<Vec<String>> {
    let mut told = Vec::with_capacity(lines.len());
    for line in lines {
        let (role, amount) = (line.role.as_str(), line.amount);
        let [sku, lot, place] = [
            plain_part("product", line.sku)?,
            plain_part("lot", line.lot)?,
            code_part("place", line.place)?,
        ];
        told.push(format!("{role}\t{sku}\t{lot}\t{place}\t{amount}"));
    }
    told.sort_unstable();
    Ok(told)
}

/// The text that a step's id is the hash of.
///
/// # Errors
/// `stage_field_invalid` (args `field`) for a code with a control character, which would let two steps have one text.
pub fn told_text(step: &ToldStep<'_>) -> Result<String> {
    let day = match step.time {
        Some(time) => format!("{}T{:02}:{:02}", step.day, time.hour(), time.minute()),
        None => step.day.to_string(),
    };
    let party = if step.origin.is_empty() {
        step.party
    } else {
        ""
    };
    let mut parts = vec![
        "nuong/step/1".to_owned(),
        step.organisation.to_string(),
        plain_part("stage", step.stage)?,
        day,
        code_part("place", step.place)?,
        code_part("origin", step.origin)?,
        code_part("party", party)?,
        composed(&sorted_json(step.told)?),
    ];
    parts.extend(told_lines(step.lines)?);
    parts.push(plain_part("mark", step.mark)?);
    Ok(parts.join("\n"))
}

/// The id of a step.
///
/// # Errors
/// As [`told_text`].
pub fn step_id(step: &ToldStep<'_>) -> Result<Uuid> {
    Ok(content_id(&told_text(step)?))
}

/// Whether a text reads like the id of a step: a UUID of version 8. Prints have ids of another version.
pub fn is_step_id(text: &str) -> bool {
    Uuid::parse_str(text.trim()).is_ok_and(|id| id.get_version_num() == 8)
}

/// The id of the event that a step bears under this name.
pub fn event_id(step: Uuid, name: &str) -> Uuid {
    content_id(&composed(&format!("nuong/event/1\n{step}\n{name}")))
}

/// The id of a lot: of its product and its code, for two products may have lots of one code.
///
/// # Errors
/// `stage_field_invalid` (args `field`) for a code with a control character.
pub fn lot_id(organisation: &OrganisationCode, sku: &str, code: &str) -> Result<Uuid> {
    record_id("lot", organisation, &[("product", sku), ("lot", code)])
}

/// The id of a household, buyer, supplier or any other party.
///
/// # Errors
/// As [`lot_id`].
pub fn party_id(organisation: &OrganisationCode, code: &str) -> Result<Uuid> {
    record_id("party", organisation, &[("party", code)])
}

/// The id of a plot, store, stall or any other place.
///
/// # Errors
/// As [`lot_id`].
pub fn place_id(organisation: &OrganisationCode, code: &str) -> Result<Uuid> {
    record_id("place", organisation, &[("place", code)])
}

/// The id of a product.
///
/// # Errors
/// As [`lot_id`].
pub fn product_id(organisation: &OrganisationCode, sku: &str) -> Result<Uuid> {
    record_id("product", organisation, &[("product", sku)])
}

/// The id of a spray: of the ledger's row, which every computer takes once.
pub fn spray_id(organisation: &OrganisationCode, row: &str) -> Uuid {
    content_id(&composed(&format!("nuong/spray/1\n{organisation}\n{row}")))
}

/// The code of a household that the ledger gives none: from its name with its tones and its commune, so that it is the same on every
/// computer. Capitals and spaces make no difference.
pub fn household_code(name: &str, commune_code: &str) -> String {
    let name = clean(&clean(name).to_lowercase());
    let hash = Sha256::digest(format!("{name}\n{}", clean(commune_code)));
    format!("N-{}", base32_head(&hash, HOUSEHOLD_LETTERS))
}

fn record_id(kind: &str, organisation: &OrganisationCode, codes: &[(&str, &str)]) -> Result<Uuid> {
    let mut parts = vec![format!("nuong/{kind}/1"), organisation.to_string()];
    for (field, code) in codes {
        parts.push(plain_part(field, code)?);
    }
    Ok(content_id(&parts.join("\n")))
}

/// The first 16 bytes of the hash, with version 8 and variant 10 set.
fn content_id(text: &str) -> Uuid {
    let hash = Sha256::digest(text);
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash) {
        *byte = hashed;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// A code as it is told: composed, and without what parts the text.
fn plain_part(field: &str, code: &str) -> Result<String> {
    if code.chars().any(char::is_control) {
        let refused = AppError::new(Code::StageFieldInvalid, "a control character");
        return Err(refused
            .with("field", field)
            .with("label", format!("core.told.{field}"))
            .with("why", "core.stage_value.plain"));
    }
    Ok(composed(code))
}

/// The code of a place or party, which is one however it is spelt: two computers may have spelt it differently.
fn code_part(field: &str, code: &str) -> Result<String> {
    plain_part(field, &code.to_uppercase())
}

/// NFC: two spellings of one letter are one.
fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The told fields as JSON without spaces, names in the order of their bytes at every depth.
fn sorted_json(told: &Map<String, Value>) -> Result<String> {
    let sorted = sorted_value(&Value::Object(told.clone()));
    serde_json::to_string(&sorted).map_err(|e| AppError::of(Code::Internal, e))
}

/// serde_json's maps are sorted unless some crate of the build asks it to keep the order of insertion: ids may not depend on that.
fn sorted_value(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            let sorted = names.into_iter().flat_map(|name| {
                let value = fields.get(name)?;
                Some((name.clone(), sorted_value(value)))
            });
            Value::Object(sorted.collect())
        }
        Value::Array(values) => values.iter().map(sorted_value).collect(),
        plain => plain.clone(),
    }
}

/// The first letters of the base32 (RFC 4648) of a hash.
fn base32_head(bytes: &[u8], letters: usize) -> String {
    let bit = |n: usize| bytes.get(n / 8).map_or(0, |byte| (byte >> (7 - n % 8)) & 1);
    let letter = |n: usize| {
        let five = (0..5).fold(0_usize, |value, i| value << 1 | usize::from(bit(5 * n + i)));
        BASE32.get(five).copied().map(char::from)
    };
    (0..letters).filter_map(letter).collect()
}
