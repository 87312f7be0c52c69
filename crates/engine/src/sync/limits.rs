//! What a capture interface takes in one call, as it says itself (`OPTIONS /capture`) or as cautious defaults.

use super::wire::Reply;

/// Most events we ever send in one document.
const MOST_EVENTS: usize = 100;

/// Most bytes we ever send in one document.
const MOST_BYTES: usize = 90_000;

/// Bounds for one document, already on the safe side of the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Events.
    pub events: usize,
    /// Bytes we aim for; a single event may be larger up to `refused_above`.
    pub bytes: usize,
    /// Bytes the server is known to refuse, when it said so.
    pub refused_above: Option<usize>,
    /// `rollback`, or `proceed` where the server offers nothing else.
    pub behaviour: &'static str,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            events: MOST_EVENTS,
            bytes: MOST_BYTES,
            refused_above: None,
            behaviour: "rollback",
        }
    }
}

impl Limits {
    /// Narrowed by an answer's headers. One event fewer than announced, because FasTnT already refuses at its own number.
    #[must_use]
    pub fn narrowed_by(mut self, reply: &Reply) -> Self {
        if let Some(events) = reply.number("GS1-EPCIS-Capture-Limit") {
            self.events = self.events.min(at_least_one(events.saturating_sub(1)));
        }
        if let Some(bytes) = reply.number("GS1-EPCIS-Capture-File-Size-Limit") {
            let bytes = at_least_one(bytes);
            self.bytes = self.bytes.min(bytes);
            self.refused_above = Some(self.refused_above.map_or(bytes, |b| b.min(bytes)));
        }
        if reply
            .header("GS1-Capture-Error-Behaviour")
            .is_some_and(only_proceed)
        {
            self.behaviour = "proceed";
        }
        self
    }

    /// After a 413 for `events` events: what the answer says, or half when it says nothing new.
    #[must_use]
    pub fn after_too_large(self, reply: &Reply, events: usize) -> Self {
        let told = self.narrowed_by(reply);
        if told.events < events || told.bytes < self.bytes {
            return told;
        }
        Self {
            events: (events / 2).max(1),
            ..told
        }
    }
}

fn at_least_one(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX).max(1)
}

/// `proceed` alone; anything with `rollback` or `all` lets us keep a document whole or out.
fn only_proceed(offer: &str) -> bool {
    offer
        .split([',', ' ', '|'])
        .filter(|word| !word.is_empty())
        .all(|word| word.eq_ignore_ascii_case("proceed"))
        && !offer.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderMap;
    use reqwest::header::HeaderName;
    use reqwest::header::HeaderValue;

    fn reply(headers: &[(&'static str, &'static str)]) -> Reply {
        let pairs = headers.iter().map(|(k, v)| {
            (
                HeaderName::try_from(*k).unwrap(),
                HeaderValue::from_static(v),
            )
        });
        let headers: HeaderMap = pairs.collect();
        Reply {
            status: 204,
            headers,
            body: Vec::new(),
            url: "http://localhost/".parse().unwrap(),
        }
    }

    #[test]
    fn one_event_fewer_than_announced_and_never_more_than_ours() {
        assert_eq!(
            Limits::default()
                .narrowed_by(&reply(&[("gs1-epcis-capture-limit", "20")]))
                .events,
            19
        );
        assert_eq!(
            Limits::default()
                .narrowed_by(&reply(&[("gs1-epcis-capture-limit", "5000")]))
                .events,
            100
        );
        assert_eq!(
            Limits::default()
                .narrowed_by(&reply(&[("gs1-epcis-capture-limit", "0")]))
                .events,
            1
        );
        assert_eq!(
            Limits::default()
                .narrowed_by(&reply(&[("gs1-epcis-capture-limit", "many")]))
                .events,
            100
        );
    }

    #[test]
    fn proceed_is_used_only_where_nothing_else_is_offered() {
        for (offer, used) in [
            ("rollback", "rollback"),
            ("all", "rollback"),
            ("rollback, proceed", "rollback"),
            ("proceed", "proceed"),
            ("", "rollback"),
        ] {
            assert_eq!(
                Limits::default()
                    .narrowed_by(&reply(&[("gs1-capture-error-behaviour", offer)]))
                    .behaviour,
                used,
                "{offer}"
            );
        }
    }

    #[test]
    fn a_413_without_numbers_halves_the_batch() {
        assert_eq!(Limits::default().after_too_large(&reply(&[]), 7).events, 3);
        let told =
            Limits::default().after_too_large(&reply(&[("gs1-epcis-capture-limit", "3")]), 7);
        assert_eq!(told.events, 2);
        let bytes = Limits::default()
            .after_too_large(&reply(&[("gs1-epcis-capture-file-size-limit", "400")]), 7);
        assert_eq!(
            (bytes.events, bytes.bytes, bytes.refused_above),
            (100, 400, Some(400))
        );
    }
}
