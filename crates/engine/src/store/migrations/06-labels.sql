-- What labels say beyond the first schema: price, second language, OCOP, certificates, pictures; and templates of a cooperative's own.
CREATE TABLE picture (                    -- logo and certificate marks; never changed, never removed: prints name them
  hash  TEXT PRIMARY KEY,                 -- SHA-256 of the bytes, hexadecimal
  kind  TEXT NOT NULL CHECK (kind IN ('png', 'jpeg')),
  bytes BLOB NOT NULL                     -- the file as it was handed in
) STRICT;
ALTER TABLE cooperative ADD COLUMN logo TEXT REFERENCES picture (hash);
ALTER TABLE product ADD COLUMN label TEXT NOT NULL DEFAULT '{}';  -- JSON of views::ProductLabel

-- Taken out of sight, never removed: labels carry what they say.
CREATE TABLE certificate (
  id          TEXT PRIMARY KEY,
  certificate TEXT NOT NULL,              -- JSON of views::Certificate
  deleted_at  TEXT
) STRICT;
CREATE TABLE template_own (
  id         TEXT PRIMARY KEY,            -- own-…
  template   TEXT NOT NULL,               -- JSON in the form of assets/templates
  deleted_at TEXT
) STRICT;

CREATE TABLE template_printed (           -- fact: templates as labels were drawn with them
  hash     TEXT PRIMARY KEY,              -- SHA-256 of the JSON, hexadecimal
  template TEXT NOT NULL
) STRICT;
ALTER TABLE label_print ADD COLUMN template_hash TEXT REFERENCES template_printed (hash);  -- NULL on prints before this step
CREATE TRIGGER picture_is_a_fact_u BEFORE UPDATE ON picture BEGIN SELECT RAISE (ABORT, 'picture is a fact'); END;
CREATE TRIGGER picture_is_a_fact_d BEFORE DELETE ON picture BEGIN SELECT RAISE (ABORT, 'picture is a fact'); END;
CREATE TRIGGER template_printed_is_a_fact_u BEFORE UPDATE ON template_printed BEGIN SELECT RAISE (ABORT, 'template_printed is a fact'); END;
CREATE TRIGGER template_printed_is_a_fact_d BEFORE DELETE ON template_printed BEGIN SELECT RAISE (ABORT, 'template_printed is a fact'); END;
