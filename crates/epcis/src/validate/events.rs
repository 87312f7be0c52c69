//! Tables of EPCIS 2.0.1 events: which fields each kind of event has, and what each field is.

use super::format::{is_hex, is_unit, is_zone_offset};
use super::shape::{Kind, Shape};
use crate::cbv::words;

const ACTION: Kind = Kind::Word(&["ADD", "DELETE", "OBSERVE"]);
const BIZ_STEP: Kind = Kind::CbvTerm(words::BIZ_STEPS);
const DISPOSITION: Kind = Kind::CbvTerm(words::DISPOSITIONS);
const PLACE: Kind = Kind::Object(&Shape::loose(&[("id", Kind::Uri)], &["id"]));
const QUANTITIES: Kind = Kind::List(&Kind::Object(&QUANTITY));
const TRANSACTIONS: Kind = Kind::List(&Kind::Object(&TRANSACTION));
const SOURCES: Kind = Kind::List(&Kind::Object(&SOURCE));
const DESTINATIONS: Kind = Kind::List(&Kind::Object(&DESTINATION));
const SENSORS: Kind = Kind::List(&Kind::Object(&SENSOR_ELEMENT));
const EPCS: Kind = Kind::List(&Kind::Uri);
const EPC_SET: Kind = Kind::Set(&Kind::Uri);
const PERSISTENT: Kind = Kind::Object(&PERSISTENT_DISPOSITION);
const ILMD: Kind = Kind::Object(&Shape::open(&[], &[]));

/// The shape of an event by its `type`; types that are not of the standard have the common fields alone.
pub(super) fn event_shape(kind: &str) -> &'static Shape {
    match kind {
        "ObjectEvent" => &OBJECT,
        "AggregationEvent" => &AGGREGATION,
        "AssociationEvent" => &ASSOCIATION,
        "TransactionEvent" => &TRANSACTION_EVENT,
        "TransformationEvent" => &TRANSFORMATION,
        _ => &EXTENDED,
    }
}

const COMMON: Shape = Shape::open(
    &[
        ("@context", Kind::Context),
        ("type", Kind::Text),
        ("eventTime", Kind::Time),
        ("recordTime", Kind::Time),
        (
            "eventTimeZoneOffset",
            Kind::Form("zone_offset", is_zone_offset),
        ),
        ("eventID", Kind::Uri),
        ("certificationInfo", Kind::OneOrMany(&Kind::Uri)),
        ("errorDeclaration", Kind::Object(&ERROR_DECLARATION)),
    ],
    &["eventTime", "eventTimeZoneOffset"],
);

const EXTENDED: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::loose(&[("type", Kind::Uri)], &["type"])
};

const OBJECT: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::open(
        &[
            ("epcList", EPC_SET),
            ("quantityList", QUANTITIES),
            ("action", ACTION),
            ("bizStep", BIZ_STEP),
            ("disposition", DISPOSITION),
            ("persistentDisposition", PERSISTENT),
            ("readPoint", PLACE),
            ("bizLocation", PLACE),
            ("bizTransactionList", TRANSACTIONS),
            ("sourceList", SOURCES),
            ("destinationList", DESTINATIONS),
            ("sensorElementList", SENSORS),
            ("ilmd", ILMD),
        ],
        &["type", "action"],
    )
};

const AGGREGATION: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::open(CONTAINMENT, &["type", "action"])
};

const ASSOCIATION: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::open(CONTAINMENT, &["type", "action", "parentID"])
};

const CONTAINMENT: &[(&str, Kind)] = &[
    ("parentID", Kind::Uri),
    ("childEPCs", EPCS),
    ("childQuantityList", QUANTITIES),
    ("action", ACTION),
    ("bizStep", BIZ_STEP),
    ("disposition", DISPOSITION),
    // Named by the schema here, and left untyped.
    ("persistentDisposition", Kind::Any),
    ("readPoint", PLACE),
    ("bizLocation", PLACE),
    ("bizTransactionList", TRANSACTIONS),
    ("sourceList", SOURCES),
    ("destinationList", DESTINATIONS),
    ("sensorElementList", SENSORS),
];

const TRANSACTION_EVENT: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::open(
        &[
            (
                "bizTransactionList",
                Kind::Filled(&Kind::Object(&TRANSACTION)),
            ),
            ("parentID", Kind::Uri),
            ("epcList", EPCS),
            ("quantityList", QUANTITIES),
            ("action", ACTION),
            ("bizStep", BIZ_STEP),
            ("disposition", DISPOSITION),
            ("persistentDisposition", Kind::Any),
            ("readPoint", PLACE),
            ("bizLocation", PLACE),
            ("sourceList", SOURCES),
            ("destinationList", DESTINATIONS),
            ("sensorElementList", SENSORS),
        ],
        &["type", "bizTransactionList", "action"],
    )
};

const TRANSFORMATION: Shape = Shape {
    base: Some(&COMMON),
    ..Shape::open(
        &[
            ("inputEPCList", EPC_SET),
            ("inputQuantityList", QUANTITIES),
            ("outputEPCList", EPC_SET),
            ("outputQuantityList", QUANTITIES),
            ("transformationID", Kind::Uri),
            ("bizStep", BIZ_STEP),
            ("disposition", DISPOSITION),
            ("persistentDisposition", PERSISTENT),
            ("readPoint", PLACE),
            ("bizLocation", PLACE),
            ("bizTransactionList", TRANSACTIONS),
            ("sourceList", SOURCES),
            ("destinationList", DESTINATIONS),
            ("sensorElementList", SENSORS),
            ("ilmd", ILMD),
        ],
        &["type"],
    )
};

const QUANTITY: Shape = Shape::closed(
    &[
        ("epcClass", Kind::Uri),
        ("quantity", Kind::Number),
        ("uom", Kind::Form("unit", is_unit)),
    ],
    &["epcClass"],
);

const TRANSACTION: Shape = Shape::closed(
    &[
        ("type", Kind::CbvTerm(words::BIZ_TRANSACTION_TYPES)),
        ("bizTransaction", Kind::Uri),
    ],
    &["bizTransaction"],
);

const SOURCE: Shape = Shape::closed(
    &[
        ("type", Kind::CbvTerm(words::SOURCE_DESTINATION_TYPES)),
        ("source", Kind::Uri),
    ],
    &["type", "source"],
);

const DESTINATION: Shape = Shape::closed(
    &[
        ("type", Kind::CbvTerm(words::SOURCE_DESTINATION_TYPES)),
        ("destination", Kind::Uri),
    ],
    &["type", "destination"],
);

const PERSISTENT_DISPOSITION: Shape = Shape {
    one_of: &["set", "unset"],
    ..Shape::closed(
        &[
            ("set", Kind::FilledSet(&DISPOSITION)),
            ("unset", Kind::FilledSet(&DISPOSITION)),
        ],
        &[],
    )
};

const ERROR_DECLARATION: Shape = Shape::open(
    &[
        ("declarationTime", Kind::Time),
        ("reason", Kind::CbvTerm(words::ERROR_REASONS)),
        ("correctiveEventIDs", EPCS),
    ],
    &["declarationTime"],
);

const SENSOR_ELEMENT: Shape = Shape::open(
    &[
        ("sensorMetadata", Kind::Object(&SENSOR_METADATA)),
        ("sensorReport", Kind::Filled(&Kind::Object(&SENSOR_REPORT))),
    ],
    &["sensorReport"],
);

const SENSOR_METADATA: Shape = Shape::open(
    &[
        ("time", Kind::Time),
        ("startTime", Kind::Time),
        ("endTime", Kind::Time),
        ("deviceID", Kind::Uri),
        ("deviceMetadata", Kind::Uri),
        ("rawData", Kind::Uri),
        ("dataProcessingMethod", Kind::Uri),
        ("bizRules", Kind::Uri),
    ],
    &[],
);

const SENSOR_REPORT: Shape = Shape::open(
    &[
        ("type", Kind::WebTerm(words::MEASUREMENT_TYPES)),
        ("exception", Kind::WebTerm(words::SENSOR_ALERTS)),
        ("deviceID", Kind::Uri),
        ("deviceMetadata", Kind::Uri),
        ("rawData", Kind::Uri),
        ("dataProcessingMethod", Kind::Uri),
        ("bizRules", Kind::Uri),
        ("time", Kind::Time),
        ("microorganism", Kind::Uri),
        ("chemicalSubstance", Kind::Uri),
        ("coordinateReferenceSystem", Kind::Uri),
        ("value", Kind::Number),
        ("component", Kind::CbvTerm(words::COMPONENTS)),
        ("stringValue", Kind::Text),
        ("booleanValue", Kind::Boolean),
        ("hexBinaryValue", Kind::Form("hex", is_hex)),
        ("uriValue", Kind::Uri),
        ("minValue", Kind::Number),
        ("maxValue", Kind::Number),
        ("meanValue", Kind::Number),
        ("sDev", Kind::Number),
        ("percRank", Kind::Number),
        ("percValue", Kind::Number),
        ("uom", Kind::Text),
    ],
    &["type"],
);
