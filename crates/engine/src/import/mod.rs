//! Import of a ledger as staff keep it.
mod address;
mod cell;
mod container;
mod date;
mod field;
mod header;
mod number;
mod problem;
mod record;
mod rules;
mod table;
mod text;
mod workbook;
