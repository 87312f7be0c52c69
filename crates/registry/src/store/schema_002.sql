-- Short codes of lots, so that a person who cannot scan finds one. Several lots may share a code.
CREATE TABLE short_code (
    code  TEXT NOT NULL,             -- eight characters, without hyphen
    thing TEXT NOT NULL,             -- the lot, in canonical form
    PRIMARY KEY (code, thing)
) STRICT, WITHOUT ROWID;
