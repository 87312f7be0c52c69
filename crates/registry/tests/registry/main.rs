//! The registry over real HTTP on a free port: the S scenarios of the EPCIS REST contract,
//! enrolment, restarts, racing clients, and the public page as a person reads it.

mod capture;
mod enrolment;
mod page;
mod query;
mod robustness;
mod world;
