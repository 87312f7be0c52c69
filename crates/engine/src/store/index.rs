//! The search index: without tones everything is found, with tones the search narrows to them. Documents are numbered by kind and, for
//! lots, by harvest day, so that "newest first" is the index's own order and a hundred thousand hits need no sorting.

use jiff::civil::{Date, date};
use nuong_domain::text::typed_begins;
use nuong_domain::{fold, has_marks};
use rusqlite::params;

use super::reader::Reader;
use super::tx::Tx;
use crate::Result;

/// A kind of documents: its number is the top of the document's number. Each noun has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doc(pub i64);

const KIND: i64 = 1 << 56;

const DAY: i64 = 1 << 32;

/// Words of a query beyond these are ignored.
const MOST_WORDS: usize = 12;

/// Spellings tried for a word typed with tones.
const MOST_SPELLINGS: usize = 200;

/// Records indexed in one go that leave so many pieces that gathering them is worth its time.
const WORTH_GATHERING: usize = 20_000;

impl Doc {
    fn bucket(self, day: Option<Date>) -> i64 {
        let since = day.map_or(0, |day| i64::from((day - date(2000, 1, 1)).get_days()));
        self.0 * KIND + since.clamp(0, DAY / 512) * DAY
    }

    /// First and last number of this kind.
    pub fn range(self) -> (i64, i64) {
        (self.0 * KIND, (self.0 + 1) * KIND - 1)
    }
}

/// Words of a text: runs of letters and digits, lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

impl Tx<'_> {
    /// Indexes a record, replacing what was indexed before.
    pub(crate) fn index(
        &mut self,
        doc: Doc,
        record: &str,
        day: Option<Date>,
        text: &str,
    ) -> Result<()> {
        let (toned, bucket) = (words(&nuong_domain::clean(text)), doc.bucket(day));
        let plain: Vec<String> = toned.iter().map(|w| fold(w)).collect();
        let old: Option<i64> = self.reader().one(
            "SELECT n FROM search_doc WHERE record = ?1",
            [record],
            |r| r.get(0),
        )?;
        let n = match old {
            // Still of the same kind and day: it keeps its number, and with it its place among the newest.
            Some(n) if n - n % DAY == bucket => n,
            _ => self.reader().last_in(bucket)? + 1,
        };
        if old.is_some() {
            self.unindex(record)?;
        }
        self.run(
            "INSERT INTO search_doc (n, record) VALUES (?1, ?2)",
            params![n, record],
        )?;
        self.run(
            "INSERT INTO search_text (rowid, plain, toned) VALUES (?1, ?2, ?3)",
            params![n, plain.join(" "), toned.join(" ")],
        )?;
        for (toned, plain) in toned.iter().zip(&plain).filter(|(t, _)| has_marks(t)) {
            self.learn(toned, plain)?;
        }
        Ok(())
    }

    /// Brings together what a long write left in many pieces, each of which every search reads: so many records were indexed.
    pub(crate) fn gather_index(&mut self, indexed: usize) -> Result<()> {
        if indexed >= WORTH_GATHERING {
            let pages = i64::try_from(indexed).unwrap_or(i64::MAX);
            self.run(
                "INSERT INTO search_text (search_text, rank) VALUES ('merge', ?1)",
                [-pages],
            )?;
        }
        Ok(())
    }

    fn learn(&mut self, toned: &str, plain: &str) -> Result<()> {
        if self.known_words.insert(toned.to_owned()) {
            self.run(
                "INSERT OR IGNORE INTO search_word (plain, toned) VALUES (?1, ?2)",
                params![plain, toned],
            )?;
        }
        Ok(())
    }

    /// Forgets every record, before all of them are indexed anew.
    pub(crate) fn empty_index(&mut self) -> Result<()> {
        // The texts first: which of them are ours, only the table of numbers knows.
        self.run(
            "DELETE FROM search_text WHERE rowid IN (SELECT n FROM search_doc)",
            [],
        )?;
        self.run("DELETE FROM search_doc", [])?;
        self.run("DELETE FROM search_word", [])?;
        self.known_words.clear();
        Ok(())
    }

    /// Forgets a record.
    pub(crate) fn unindex(&mut self, record: &str) -> Result<()> {
        self.run(
            "DELETE FROM search_text WHERE rowid = (SELECT n FROM search_doc WHERE record = ?1)",
            [record],
        )?;
        self.run("DELETE FROM search_doc WHERE record = ?1", [record])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The highest number given out in a bucket.
    fn last_in(&self, bucket: i64) -> Result<i64> {
        // Not `max(n)`: going backwards from the end of the bucket, the index gives the answer at its first step.
        let last = self.one(
            "SELECT n FROM search_doc WHERE n >= ?1 AND n < ?1 + ?2 ORDER BY n DESC LIMIT 1",
            [bucket, DAY],
            |r| r.get(0),
        )?;
        Ok(last.unwrap_or(bucket))
    }

    /// The FTS5 expression for what a person typed; none when there is no word in it.
    pub(crate) fn match_expression(&self, typed: &str) -> Result<Option<String>> {
        let mut terms = Vec::new();
        for word in words(&nuong_domain::clean(typed)).iter().take(MOST_WORDS) {
            terms.push(if has_marks(word) {
                self.spellings(word)?
            } else {
                format!("plain : \"{word}\" *")
            });
        }
        Ok((!terms.is_empty()).then(|| terms.join(" AND ")))
    }

    /// The words that begin as typed, tone by tone: "đuong" finds "đường" and not "dương".
    fn spellings(&self, typed: &str) -> Result<String> {
        let plain = fold(typed);
        // Behind every word that begins so: a range, which the index answers, where LIKE would read every word there is.
        let end = format!("{plain}\u{10ffff}");
        let known = self.all(
            "SELECT toned FROM search_word WHERE plain >= ?1 AND plain < ?2",
            [&plain, &end],
            |r| r.get::<String>(0),
        )?;
        let fitting: Vec<String> = known
            .iter()
            .filter(|w| typed_begins(w, typed))
            .take(MOST_SPELLINGS)
            .map(|w| format!("\"{w}\""))
            .collect();
        // A word nobody ever wrote matches nothing; FTS5 has no empty set, so ask for the word itself.
        let any = if fitting.is_empty() {
            format!("\"{typed}\"")
        } else {
            fitting.join(" OR ")
        };
        Ok(format!("(toned : ({any}))"))
    }

    /// Ids of matching records of a kind, best first, and how many there are in all.
    pub(crate) fn find(&self, doc: Doc, typed: &str, limit: u32) -> Result<Vec<String>> {
        let Some(expression) = self.match_expression(typed)? else {
            return Ok(Vec::new());
        };
        // The number says kind and day: BETWEEN keeps to the kind, and the order of numbers is "newest first".
        let (first, last) = doc.range();
        self.all(
            "SELECT d.record FROM search_text s JOIN search_doc d ON d.n = s.rowid WHERE s.search_text MATCH ?1 AND s.rowid BETWEEN ?2 AND ?3 ORDER BY s.rowid DESC LIMIT ?4",
            params![expression, first, last, limit],
            |r| r.get(0),
        )
    }
}
