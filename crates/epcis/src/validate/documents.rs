//! Tables of EPCIS 2.0.1 documents: envelopes, headers, master data.

use super::format::is_version;
use super::shape::{Kind, Shape};

const URI_LIST: Kind = Kind::List(&Kind::Uri);
const VERSION: Kind = Kind::Form("version", is_version);
const EVENT_LIST: Kind = Kind::List(&Kind::Event);

/// `EPCISDocument`.
pub(super) const DOCUMENT: Shape = Shape::open(
    &[
        ("@context", Kind::Context),
        ("id", Kind::Uri),
        ("type", Kind::Text),
        ("schemaVersion", VERSION),
        ("creationDate", Kind::Time),
        ("instanceIdentifier", Kind::Text),
        ("sender", Kind::Text),
        ("receiver", Kind::Text),
        ("epcisHeader", Kind::Object(&HEADER)),
        (
            "epcisBody",
            Kind::Object(&Shape::loose(&[("eventList", EVENT_LIST)], &["eventList"])),
        ),
    ],
    &[
        "@context",
        "type",
        "schemaVersion",
        "creationDate",
        "epcisBody",
    ],
);

/// `EPCISQueryDocument`.
pub(super) const QUERY_DOCUMENT: Shape = Shape::open(
    &[
        ("@context", Kind::Context),
        ("id", Kind::Uri),
        ("type", Kind::Text),
        ("schemaVersion", VERSION),
        ("creationDate", Kind::Time),
        ("epcisBody", Kind::Object(&QUERY_BODY)),
    ],
    &["@context", "type", "epcisBody"],
);

const QUERY_BODY: Shape = Shape::open(
    &[("queryResults", Kind::Object(&QUERY_RESULTS))],
    &["queryResults"],
);

const QUERY_RESULTS: Shape = Shape::open(
    &[
        ("queryName", Kind::Text),
        ("subscriptionID", Kind::Text),
        ("resultsBody", Kind::Object(&RESULTS_BODY)),
    ],
    &["queryName", "resultsBody"],
);

const RESULTS_BODY: Shape = Shape::open(
    &[
        ("eventList", EVENT_LIST),
        ("vocabularyList", VOCABULARY_LIST),
    ],
    &["eventList"],
);

const HEADER: Shape = Shape::open(
    &[(
        "epcisMasterData",
        Kind::Object(&Shape::loose(&[("vocabularyList", VOCABULARY_LIST)], &[])),
    )],
    &[],
);

const VOCABULARY_LIST: Kind = Kind::List(&Kind::Object(&Shape::loose(
    &[
        ("type", Kind::Uri),
        (
            "vocabularyElementList",
            Kind::List(&Kind::Object(&VOCABULARY_ELEMENT)),
        ),
    ],
    &["type"],
)));

const VOCABULARY_ELEMENT: Shape = Shape::loose(
    &[
        ("id", Kind::Uri),
        ("attributes", Kind::List(&Kind::Object(&ATTRIBUTE))),
        ("children", URI_LIST),
    ],
    &["id"],
);

const ATTRIBUTE: Shape = Shape::loose(
    &[("id", Kind::Uri), ("attribute", Kind::Attribute)],
    &["id"],
);
