//! Search everywhere: typed words, or a code that a scanner typed (a scanner is a keyboard).

use nuong_domain::{clean, fold};
use nuong_gs1::{ShortCode, describe_code};
use serde::Serialize;
use ts_rs::TS;

use crate::lot::{LotQuery, LotRecord};
use crate::party::{PartyKind, shown_name};
use crate::place::{PlaceKind, PlaceRecord};
use crate::step::identity::OrganisationCode;
use crate::store::reader::Reader;
use crate::{App, Result};
use crate::{party, place, product};

/// Hits of each kind.
const MOST: u32 = 8;

/// Longest text looked at, in characters.
const LONGEST: usize = 500;

impl App {
    /// Lots, products, households and plots for what was typed or scanned; a scanned Digital Link, element string, plain label link, an
    /// exact lot code, a serial number or a lot's short code comes first.
    ///
    /// # Errors
    /// The store's own.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>> {
        let text: String = text.trim().chars().take(LONGEST).collect();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|r| {
            let mut hits = hits_for_code(r, &text)?;
            for hit in hits_for_words(r, &text)? {
                if hits.iter().all(|h| h.id != hit.id) {
                    hits.push(hit);
                }
            }
            Ok(hits)
        })
    }
}

/// Hits whose own name holds every typed word come before those that were found by what belongs to them.
fn best_first(mut hits: Vec<Hit>, text: &str) -> Vec<Hit> {
    let words = fold(text);
    let named = |hit: &Hit| {
        let title = fold(&hit.title);
        words.split_whitespace().all(|word| title.contains(word))
    };
    hits.sort_by_key(|hit| !named(hit));
    hits
}

fn hits_for_words(r: &Reader<'_>, text: &str) -> Result<Vec<Hit>> {
    let lots = r
        .lots_page(&LotQuery {
            text: text.to_owned(),
            limit: MOST,
            ..LotQuery::default()
        })?
        .rows;
    let mut hits: Vec<Hit> = lots
        .into_iter()
        .map(|row| Hit {
            kind: "lot".into(),
            subtitle: row.product,
            title: row.lot,
            id: row.id,
            date: row.harvested_on,
        })
        .collect();
    for id in r.find(product::DOC, text, MOST)? {
        hits.extend(product_hit(r, &id)?);
    }
    for id in r.find(party::DOC, text, MOST)? {
        let found = r.party_line(&id)?;
        hits.extend(found.map(|h| Hit {
            kind: match h.kind {
                PartyKind::Household => "household".into(),
                _ => "party".into(),
            },
            title: shown_name(&h.code, &h.name, &h.display),
            subtitle: h.place,
            id,
            date: None,
        }));
    }
    for id in r.find(place::DOC, text, MOST)? {
        let Ok(plot) = id.parse() else { continue };
        hits.extend(r.place(plot)?.map(|p| Hit {
            kind: match p.kind {
                PlaceKind::Plot => "plot".into(),
                _ => "place".into(),
            },
            subtitle: crate::base::address::commune_label(&p.commune_code),
            title: place_title(&p),
            id,
            date: None,
        }));
    }
    Ok(best_first(hits, text))
}

/// Its code with its name, or else with what grows there.
fn place_title(place: &PlaceRecord) -> String {
    let called = [&place.name, &place.crop]
        .into_iter()
        .find(|t| !t.is_empty());
    match called {
        Some(called) => format!("{} · {called}", place.code),
        None => place.code.clone(),
    }
}

fn product_hit(r: &Reader<'_>, id: &str) -> Result<Option<Hit>> {
    let Ok(key) = id.parse() else { return Ok(None) };
    Ok(r.product(key)?.map(|p| Hit {
        kind: "product".into(),
        id: id.to_owned(),
        title: p.name,
        subtitle: p.sku,
        date: None,
    }))
}

fn lot_hit(r: &Reader<'_>, lot: &LotRecord) -> Result<Hit> {
    let product = r.product(lot.product)?.map_or_else(String::new, |p| p.name);
    Ok(Hit {
        kind: "lot".into(),
        id: lot.id.to_string(),
        title: lot.code.clone(),
        subtitle: product,
        date: None,
    })
}

fn hits_for_code(r: &Reader<'_>, text: &str) -> Result<Vec<Hit>> {
    let code = describe_code(text);
    let value = |ai: &str| {
        code.elements
            .iter()
            .find(|(a, _)| a == ai)
            .map(|(_, v)| v.as_str())
    };
    let by_lot = match (value("10"), plain_link(text)) {
        (Some(lot), _) => r
            .lot_by_code(lot)?
            .filter(|l| l.gtin.as_deref() == value("01")),
        (None, Some((sku, lot))) => r.lot_by_code(&lot)?.filter(|l| l.sku == sku),
        (None, None) => r.lot_by_code(&clean(text))?,
    };
    if let Some(lot) = by_lot {
        return Ok(vec![lot_hit(r, &lot)?]);
    }
    if let Some(lot) = item_lot(r, text)? {
        return Ok(vec![lot_hit(r, &lot)?]);
    }
    if let Ok(code) = ShortCode::parse(text) {
        let lots = r.lots_by_short_code(code)?;
        if !lots.is_empty() {
            return lots.iter().map(|lot| lot_hit(r, lot)).collect();
        }
    }
    let by_gtin = match value("01") {
        Some(gtin) => r.product_by_gtin(gtin)?,
        None => None,
    };
    match by_gtin {
        Some(id) => Ok(product_hit(r, &id.to_string())?.into_iter().collect()),
        None => Ok(Vec::new()),
    }
}

/// The lot of a single pack: by its serial number, typed, or by its plain link `{base}/{organisation code}/{sku}/{lot}/{serial}`.
fn item_lot(r: &Reader<'_>, text: &str) -> Result<Option<LotRecord>> {
    if let Some((of_lot, _serial)) = text.rsplit_once('/')
        && let Some((sku, lot)) = plain_link(of_lot)
    {
        return Ok(r.lot_by_code(&lot)?.filter(|l| l.sku == sku));
    }
    match r.lot_of_serial(text)?.map(|id| id.parse()) {
        Some(Ok(id)) => r.lot(id),
        _ => Ok(None),
    }
}

/// Product code and lot code of a label's plain link `{base}/{organisation code}/{sku}/{lot}`.
fn plain_link(text: &str) -> Option<(String, String)> {
    let path = text.split_once("://")?.1.split(['?', '#']).next()?;
    let mut parts = path.rsplit('/').map(nuong_gs1::digital_link::unescape_path);
    let (Some(Ok(lot)), Some(Ok(sku)), Some(Ok(organisation))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    OrganisationCode::reads_like_one(&organisation).then_some((sku, lot))
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Hit {
    /// `lot`, `product`, `household`, `plot`.
    pub kind: String,
    /// Record id.
    pub id: String,
    /// First line.
    pub title: String,
    /// Second line.
    pub subtitle: String,
    /// A lot's first harvest date, ISO; the reader writes it their way.
    pub date: Option<String>,
}
