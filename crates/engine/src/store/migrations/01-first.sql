-- The first schema. Shipped migrations are never edited; add a new file.
-- Ids are UUIDv7 text; dates ISO days; times RFC 3339 with offset; quantities whole base units (mg, µl, piece).

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;               -- device, clock, settings.*: this laptop's own, never synced

CREATE TABLE cooperative (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  name           TEXT NOT NULL,
  tax_code       TEXT NOT NULL,
  address_detail TEXT NOT NULL,
  commune_code   TEXT NOT NULL,
  representative TEXT NOT NULL,
  phone          TEXT NOT NULL,
  email          TEXT NOT NULL,
  gcp            TEXT,
  gln            TEXT,
  link_base      TEXT,
  sample         INTEGER NOT NULL
) STRICT;

CREATE TABLE household (
  id              TEXT PRIMARY KEY,
  code            TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  phone           TEXT NOT NULL,
  address_detail  TEXT NOT NULL,
  commune_code    TEXT NOT NULL,        -- today's commune, '' when unknown
  address_written TEXT NOT NULL,        -- as in the ledger, with its district
  joined_on       TEXT,
  display         TEXT NOT NULL         -- full, masked, hidden: how the name may be shown
) STRICT;

CREATE TABLE plot (
  id                TEXT PRIMARY KEY,
  code              TEXT NOT NULL UNIQUE,
  household_id      TEXT REFERENCES household (id),
  crop              TEXT NOT NULL,
  area_m2           INTEGER,
  planted_year      INTEGER,
  latitude          REAL,
  longitude         REAL,
  growing_area_code TEXT NOT NULL,
  commune_code      TEXT NOT NULL       -- '' means: its household's
) STRICT;
CREATE INDEX plot_household ON plot (household_id);

CREATE TABLE product (
  id                TEXT PRIMARY KEY,
  sku               TEXT NOT NULL UNIQUE,
  name              TEXT NOT NULL,
  goods_group       TEXT NOT NULL,
  gtin              TEXT UNIQUE,        -- 14 digits
  gtin_rejected     TEXT,               -- as written, when its check digit failed
  net_quantity      INTEGER,
  unit              TEXT NOT NULL,
  shelf_life_months INTEGER,
  ingredients       TEXT NOT NULL,
  storage           TEXT NOT NULL,
  usage             TEXT NOT NULL,
  standards         TEXT NOT NULL,
  deleted_at        TEXT                -- out of sight; never removed
) STRICT;

CREATE TABLE spray (                    -- fact
  id            TEXT PRIMARY KEY,
  plot_id       TEXT NOT NULL REFERENCES plot (id),
  sprayed_on    TEXT NOT NULL,
  pesticide     TEXT NOT NULL,
  ingredient    TEXT NOT NULL,
  dose          TEXT NOT NULL,
  pest          TEXT NOT NULL,
  interval_days INTEGER NOT NULL CHECK (interval_days BETWEEN 0 AND 365),
  person        TEXT NOT NULL,
  entered_at    TEXT NOT NULL
) STRICT;
CREATE INDEX spray_plot ON spray (plot_id, sprayed_on);

CREATE TABLE harvest (                  -- fact
  id                TEXT PRIMARY KEY,
  product_id        TEXT NOT NULL REFERENCES product (id),
  plot_id           TEXT REFERENCES plot (id),
  household_id      TEXT REFERENCES household (id),
  harvested_on      TEXT NOT NULL,
  quantity          INTEGER NOT NULL CHECK (quantity > 0),
  unit              TEXT NOT NULL,
  moisture_permille INTEGER,
  note              TEXT NOT NULL,
  entered_at        TEXT NOT NULL
) STRICT;
CREATE INDEX harvest_plot ON harvest (plot_id, harvested_on);
CREATE INDEX harvest_day ON harvest (harvested_on, unit, quantity);

CREATE TABLE lot (                      -- identity is fact; quantity, dates, phi are projections of lot_source and spray
  id              TEXT PRIMARY KEY,
  code            TEXT NOT NULL UNIQUE,
  product_id      TEXT NOT NULL REFERENCES product (id),
  sku             TEXT NOT NULL,        -- as they were when the lot arose: its name on labels and in
  gtin            TEXT,                 -- events never changes, whatever becomes of the product
  unit            TEXT NOT NULL,
  status          TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  quantity        INTEGER NOT NULL,
  first_on        TEXT,
  last_on         TEXT,
  phi             INTEGER NOT NULL      -- 0 none, 1 conflict, 2 overridden by a named person
) STRICT;
CREATE INDEX lot_product ON lot (product_id);
CREATE INDEX lot_newest ON lot (first_on DESC, code);
CREATE INDEX lot_latest ON lot (created_at DESC, first_on DESC, code);
CREATE INDEX lot_phi ON lot (phi);

CREATE TABLE lot_source (               -- fact: lineage, whose quantities add up to the lot's
  lot_id     TEXT NOT NULL REFERENCES lot (id),
  harvest_id TEXT NOT NULL REFERENCES harvest (id),
  quantity   INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (lot_id, harvest_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_source_harvest ON lot_source (harvest_id);

CREATE TABLE phi_override (             -- fact: which (harvest, spray) pairs a named person answered for
  id     TEXT PRIMARY KEY,
  lot_id TEXT NOT NULL REFERENCES lot (id),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  pairs  TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT;
CREATE INDEX phi_override_lot ON phi_override (lot_id);

CREATE TABLE trace_event (              -- fact: frozen as it will be sent
  n        INTEGER PRIMARY KEY,         -- order of birth on this laptop
  event_id TEXT NOT NULL UNIQUE,        -- UUIDv7, the EPCIS eventID
  kind     TEXT NOT NULL CHECK (kind IN ('harvest', 'lot')),
  lot_id   TEXT NOT NULL REFERENCES lot (id),
  plot_id  TEXT REFERENCES plot (id),
  happened TEXT NOT NULL,               -- RFC 3339 with offset
  json     TEXT NOT NULL,
  hash     TEXT NOT NULL                -- CBV 2.0 event hash, ni:///sha-256;…
) STRICT;
CREATE INDEX trace_event_lot ON trace_event (lot_id);

CREATE TABLE destination (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL,
  url          TEXT NOT NULL UNIQUE,
  capture_url  TEXT NOT NULL,
  organisation TEXT NOT NULL,
  public_base  TEXT NOT NULL,
  token_store  TEXT NOT NULL,
  needs_enrolment INTEGER NOT NULL,
  active       INTEGER NOT NULL,
  created_at   TEXT NOT NULL,
  last_run     TEXT                     -- JSON of the last run's summary
) STRICT;

CREATE TABLE delivery (                 -- the outbox
  id             TEXT PRIMARY KEY,
  n              INTEGER NOT NULL,      -- trace_event.n: the order of sending
  event_id       TEXT NOT NULL REFERENCES trace_event (event_id),
  lot_id         TEXT NOT NULL REFERENCES lot (id),
  destination_id TEXT NOT NULL REFERENCES destination (id),
  state          TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'accepted', 'refused')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  next_try_at    TEXT,
  capture_url    TEXT,                  -- the job to ask, while sent
  receipt        TEXT,
  reason         TEXT,                  -- JSON of {key, args}
  detail         TEXT NOT NULL DEFAULT '',
  field          TEXT NOT NULL DEFAULT '',
  changed_at     TEXT NOT NULL,
  UNIQUE (destination_id, event_id),
  CHECK (state <> 'accepted' OR receipt IS NOT NULL)
) STRICT;
CREATE INDEX delivery_due ON delivery (destination_id, state, n);
CREATE INDEX delivery_lot ON delivery (lot_id);
CREATE INDEX delivery_changed ON delivery (state, changed_at);

CREATE TABLE label_print (              -- fact: the ledger of what was printed, payload frozen
  id       TEXT PRIMARY KEY,
  lot_id   TEXT NOT NULL REFERENCES lot (id),
  payload  TEXT NOT NULL,
  template TEXT NOT NULL,
  template_version TEXT NOT NULL,
  sheet    TEXT NOT NULL,
  labels   INTEGER NOT NULL,
  skipped  INTEGER NOT NULL,
  pages    INTEGER NOT NULL,
  file     TEXT NOT NULL,
  person   TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX label_print_lot ON label_print (lot_id);
CREATE INDEX label_print_payload ON label_print (payload);

CREATE TABLE import_key (               -- a ledger row is taken once: kind and natural key
  kind   TEXT NOT NULL,
  key    TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_log (               -- fact: who, when, which device, before and after
  n        INTEGER PRIMARY KEY,
  clock    TEXT NOT NULL UNIQUE,        -- hybrid logical clock: sortable, 12 hex ms, 4 hex count, device
  at       TEXT NOT NULL,
  device   TEXT NOT NULL,
  actor    TEXT NOT NULL,
  noun     TEXT NOT NULL,
  record   TEXT NOT NULL,
  lot_id   TEXT,                        -- the lot whose history shows it
  verb     TEXT NOT NULL,
  fields   TEXT NOT NULL                -- {"field": [before, after]}
) STRICT;
CREATE INDEX change_log_record ON change_log (record);
CREATE INDEX change_log_lot ON change_log (lot_id) WHERE lot_id IS NOT NULL;

CREATE TABLE search_doc (               -- projection
  n      INTEGER PRIMARY KEY,           -- kind, then newest first: see store/search.rs
  record TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (plain, toned, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3', detail = column);
CREATE TABLE search_word (              -- projection: every word with marks, so that typed tones narrow
  plain TEXT NOT NULL,
  toned TEXT NOT NULL,
  PRIMARY KEY (plain, toned)
) STRICT, WITHOUT ROWID;

-- Facts are never edited nor deleted.
CREATE TRIGGER spray_is_a_fact_u BEFORE UPDATE ON spray BEGIN SELECT RAISE (ABORT, 'spray is a fact'); END;
CREATE TRIGGER spray_is_a_fact_d BEFORE DELETE ON spray BEGIN SELECT RAISE (ABORT, 'spray is a fact'); END;
CREATE TRIGGER harvest_is_a_fact_u BEFORE UPDATE ON harvest BEGIN SELECT RAISE (ABORT, 'harvest is a fact'); END;
CREATE TRIGGER harvest_is_a_fact_d BEFORE DELETE ON harvest BEGIN SELECT RAISE (ABORT, 'harvest is a fact'); END;
CREATE TRIGGER lot_source_is_a_fact_u BEFORE UPDATE ON lot_source BEGIN SELECT RAISE (ABORT, 'lot_source is a fact'); END;
CREATE TRIGGER lot_source_is_a_fact_d BEFORE DELETE ON lot_source BEGIN SELECT RAISE (ABORT, 'lot_source is a fact'); END;
CREATE TRIGGER phi_override_is_a_fact_u BEFORE UPDATE ON phi_override BEGIN SELECT RAISE (ABORT, 'phi_override is a fact'); END;
CREATE TRIGGER phi_override_is_a_fact_d BEFORE DELETE ON phi_override BEGIN SELECT RAISE (ABORT, 'phi_override is a fact'); END;
CREATE TRIGGER trace_event_is_a_fact_u BEFORE UPDATE ON trace_event BEGIN SELECT RAISE (ABORT, 'trace_event is a fact'); END;
CREATE TRIGGER trace_event_is_a_fact_d BEFORE DELETE ON trace_event BEGIN SELECT RAISE (ABORT, 'trace_event is a fact'); END;
CREATE TRIGGER label_print_is_a_fact_u BEFORE UPDATE ON label_print BEGIN SELECT RAISE (ABORT, 'label_print is a fact'); END;
CREATE TRIGGER label_print_is_a_fact_d BEFORE DELETE ON label_print BEGIN SELECT RAISE (ABORT, 'label_print is a fact'); END;
CREATE TRIGGER change_log_is_a_fact_u BEFORE UPDATE ON change_log BEGIN SELECT RAISE (ABORT, 'change_log is a fact'); END;
CREATE TRIGGER change_log_is_a_fact_d BEFORE DELETE ON change_log BEGIN SELECT RAISE (ABORT, 'change_log is a fact'); END;
CREATE TRIGGER lot_is_never_removed BEFORE DELETE ON lot BEGIN SELECT RAISE (ABORT, 'lot is a fact'); END;
CREATE TRIGGER lot_keeps_its_name BEFORE UPDATE OF id, code, product_id, sku, gtin, unit, created_at ON lot BEGIN SELECT RAISE (ABORT, 'a lot keeps its name'); END;
