-- Label papers whose geometry a person typed. Prints name them, so they are taken out of sight, never removed.
CREATE TABLE paper (
  id         TEXT PRIMARY KEY,                          -- the sheet's id, as in prints: own-…
  sheet      TEXT NOT NULL,                             -- JSON in the form of assets/sheets
  deleted_at TEXT
) STRICT;
