mod bad;
mod deeds;
mod dump;
mod kit;
mod laws;
mod meet;
