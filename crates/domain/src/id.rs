//! Record ids as newtypes, so that a plot's id is never taken for a lot's: UUIDv8 of a record's codes where two computers must give the
//! same (parties, places, products, lots), else UUIDv7, minted by the engine from the host's clock and randomness.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

id! {
    /// A member household.
    PartyId,
    /// A plot.
    PlaceId,
    /// A product.
    ProductId,
    /// A payment.
    PaymentId,
    /// A spray record.
    SprayId,
    /// A step: something that happened.
    StepId,
    /// A lot.
    LotId,
    /// A trace event; also its EPCIS eventID.
    EventId,
    /// A destination of events.
    DestinationId,
    /// One event on its way to one destination.
    DeliveryId,
}
