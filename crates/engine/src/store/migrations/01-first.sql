-- The first schema. Once 0.1.0 is tagged a shipped migration is never edited: add a new file.
-- Dates are ISO days; times RFC 3339 with offset; quantities whole base units (mg, µl, piece). `n` is this data file's own number of a
-- record, by which other tables name it; its `id` is what leaves the file.

PRAGMA application_id = 0x4E756F6E;    -- "Nuon": what `file` and SQLite's own tools know the file by

CREATE TABLE picture (                 -- logo and certificate marks; never changed, never removed: prints name them
  hash  TEXT PRIMARY KEY,              -- SHA-256 of the bytes, hexadecimal
  kind  TEXT NOT NULL CHECK (kind IN ('png', 'jpeg')),
  bytes BLOB NOT NULL                  -- the file as it was handed in
) STRICT;

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;               -- device, settings.*: this laptop's own, never synced

CREATE TABLE cooperative (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  name           TEXT NOT NULL,
  tax_code       TEXT NOT NULL,
  organisation   TEXT NOT NULL,        -- in ids, names of things and links: the tax code, or letters where that names a person
  address_detail TEXT NOT NULL,
  commune_code   TEXT NOT NULL,
  representative TEXT NOT NULL,
  phone          TEXT NOT NULL,
  email          TEXT NOT NULL,
  gcp            TEXT,
  gln            TEXT,
  link_base      TEXT,
  sample         INTEGER NOT NULL,
  logo           TEXT REFERENCES picture (hash)
) STRICT;

CREATE TABLE party (                   -- who is not the cooperative itself; kept by code, one record whatever it is to us
  n               INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  code            TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind            TEXT NOT NULL CHECK (kind IN ('household', 'buyer', 'supplier', 'laboratory', 'carrier', 'authority')),
  name            TEXT NOT NULL,
  phone           TEXT NOT NULL,
  address_detail  TEXT NOT NULL,
  commune_code    TEXT NOT NULL,       -- today's commune, '' when unknown
  address_written TEXT NOT NULL,       -- as in the ledger, with its district
  joined_on       TEXT,
  tax_code        TEXT NOT NULL,
  display         TEXT NOT NULL CHECK (display IN ('full', 'masked', 'hidden')),  -- how the name may be shown
  note            TEXT NOT NULL
) STRICT;
CREATE INDEX party_kind ON party (kind, code);

CREATE TABLE payment (                 -- fact: money that moved; whole đồng
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  party      INTEGER REFERENCES party (n),  -- none: takings
  day        TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('advance', 'paid', 'refund', 'takings')),
  amount     INTEGER NOT NULL CHECK (amount <> 0),
  method     TEXT NOT NULL CHECK (method IN ('cash', 'bank', 'offset')),
  doc        TEXT NOT NULL,
  note       TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  CHECK (party IS NOT NULL OR kind = 'takings')
) STRICT;
CREATE INDEX payment_party ON payment (party, day);

CREATE TABLE place (                   -- where things grow, lie, are made and sold
  n                 INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  code              TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind              TEXT NOT NULL CHECK (kind IN ('plot', 'pond', 'barn', 'apiary', 'workshop', 'store', 'stall', 'outlet', 'vehicle', 'pallet')),
  name              TEXT NOT NULL,
  party             INTEGER REFERENCES party (n),  -- a plot's household, an outlet's buyer
  crop              TEXT NOT NULL,
  area_m2           INTEGER,
  planted_year      INTEGER,
  latitude          REAL,
  longitude         REAL,
  growing_area_code TEXT NOT NULL,
  commune_code      TEXT NOT NULL      -- '' means: its party's
) STRICT;
CREATE INDEX place_party ON place (party);
CREATE INDEX place_kind ON place (kind, code);

CREATE TABLE product (
  id                TEXT PRIMARY KEY,
  sku               TEXT NOT NULL UNIQUE,
  name              TEXT NOT NULL,
  kind              TEXT NOT NULL CHECK (kind IN ('goods', 'by_product', 'input', 'packaging')),
  goods_group       TEXT NOT NULL,
  sector            TEXT NOT NULL,     -- of assets/rules/stages.json, which asks its lots for stages; '' for none
  gtin              TEXT UNIQUE,        -- 14 digits
  gtin_rejected     TEXT,               -- as written, when its check digit failed
  net_quantity      INTEGER,
  unit              TEXT NOT NULL,
  shelf_life_months INTEGER,
  shelf_life_days   INTEGER,
  standard_moisture INTEGER,           -- ‰
  ingredients       TEXT NOT NULL,
  storage           TEXT NOT NULL,
  usage             TEXT NOT NULL,
  standards         TEXT NOT NULL,
  deleted_at        TEXT,                -- out of sight; never removed
  label             TEXT NOT NULL        -- JSON of views::ProductLabel
) STRICT;

CREATE TABLE spray (                    -- fact
  id            TEXT PRIMARY KEY,
  plot_id       TEXT NOT NULL REFERENCES place (id),
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

CREATE TABLE step (                     -- fact: something that happened, at a place, perhaps with another party; its lines say with which lots
  n          INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE,      -- UUIDv8 of what is told (step/identity.rs)
  stage      TEXT NOT NULL,             -- of assets/rules/stages.json or the cooperative's own; told, as all down to `mark`
  day        TEXT NOT NULL,
  time       TEXT,                      -- HH:MM where known
  place      INTEGER NOT NULL REFERENCES place (n),
  origin     INTEGER REFERENCES place (n),
  party      INTEGER REFERENCES party (n),
  told       TEXT NOT NULL,             -- JSON: fields that are part of the id
  mark       TEXT NOT NULL,             -- 1, 2 … among equal rows of a ledger; the tick where typed
  rest       TEXT NOT NULL,             -- JSON: all other fields
  action     INTEGER NOT NULL,          -- what was saved together: the first tick's count
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  clock      TEXT NOT NULL UNIQUE       -- the tick: when by the logical clock, and on which computer
) STRICT;
CREATE INDEX step_action ON step (action);
CREATE INDEX step_place ON step (place, day);
CREATE INDEX step_origin ON step (origin, day) WHERE origin IS NOT NULL;
CREATE INDEX step_party ON step (party, day) WHERE party IS NOT NULL;
CREATE INDEX step_day ON step (day, stage);

CREATE TABLE lot (                      -- identity is fact; quantity, dates, phi are projections of steps and sprays
  n               INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  code            TEXT NOT NULL,
  product_id      TEXT NOT NULL REFERENCES product (id),
  sku             TEXT NOT NULL,        -- as they were when the lot arose: its name on labels and in
  gtin            TEXT,                 -- events never changes, whatever becomes of the product
  unit            TEXT NOT NULL,        -- its dimension is the lot's, fixed at birth
  net             INTEGER,              -- of a lot of packs: what one holds, in base units of net_unit
  net_unit        TEXT,
  tracked         INTEGER NOT NULL CHECK (tracked IN (0, 1)),  -- 0: an input of unknown lot, which may go below nothing
  status          TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  quantity        INTEGER NOT NULL,
  first_on        TEXT,
  last_on         TEXT,
  phi             INTEGER NOT NULL,      -- 0 none, 1 conflict, 2 overridden by a named person
  short_code      TEXT NOT NULL,        -- projection of its names
  review          TEXT NOT NULL,        -- projection: JSON list of codes, why a person has to look at it
  UNIQUE (code, sku)
) STRICT;
CREATE INDEX lot_product ON lot (product_id);
CREATE INDEX lot_newest ON lot (first_on DESC, code);
CREATE INDEX lot_latest ON lot (created_at DESC, first_on DESC, code);
CREATE INDEX lot_phi ON lot (phi);
CREATE INDEX lot_sku ON lot (sku);      -- whose lots carry a code or a GTIN: asked at each product saved, so that neither
CREATE INDEX lot_gtin ON lot (gtin) WHERE gtin IS NOT NULL;  -- is given to another product
CREATE INDEX lot_short_code ON lot (short_code);

CREATE TABLE step_line (                -- fact: what a step does to a lot
  step   INTEGER NOT NULL REFERENCES step (n),
  i      INTEGER NOT NULL,              -- place among the sorted told lines
  role   TEXT NOT NULL CHECK (role IN ('in', 'out', 'on')),
  lot    INTEGER NOT NULL REFERENCES lot (n),
  place  INTEGER NOT NULL REFERENCES place (n),
  amount INTEGER NOT NULL CHECK (amount > 0 OR role = 'on'),  -- base units of the lot's dimension
  price  INTEGER,                       -- đồng for one 'per'
  per    TEXT,                          -- unit code
  value  INTEGER,                       -- đồng, as agreed
  rest   TEXT NOT NULL,                 -- JSON: gross, tare, grade, moisture …
  PRIMARY KEY (step, i)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_line_lot ON step_line (lot);

CREATE TABLE supersede (                -- fact: another step stands in the place of one, or nothing does; new = old: it stands after all
  old    BLOB NOT NULL,                 -- ids, not numbers: the step may not have come yet
  new    BLOB,
  kind   TEXT NOT NULL CHECK (kind IN ('wrong', 'undone', 'twice')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  person TEXT NOT NULL,
  at     TEXT NOT NULL,
  action INTEGER NOT NULL,              -- as a step's
  clock  TEXT NOT NULL UNIQUE,
  PRIMARY KEY (old, clock)
) STRICT, WITHOUT ROWID;
CREATE INDEX supersede_new ON supersede (new) WHERE new IS NOT NULL;
CREATE INDEX supersede_action ON supersede (action);

CREATE TABLE own_stage (                -- a cooperative's own stage as its first step was told by it: further computers and years know it
  code       TEXT PRIMARY KEY,
  definition TEXT NOT NULL              -- JSON in the form of assets/rules/stages.json
) STRICT;

CREATE TABLE dead (                     -- projection: steps that do not stand
  step INTEGER PRIMARY KEY REFERENCES step (n)
) STRICT;

CREATE TABLE contested (                -- projection: steps about which computers said what contradicts, and how
  step INTEGER NOT NULL REFERENCES step (n),
  kind TEXT NOT NULL,
  PRIMARY KEY (step, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (                    -- projection: what there is of a lot at a place, in base units
  lot    INTEGER NOT NULL REFERENCES lot (n),
  place  INTEGER NOT NULL REFERENCES place (n),
  amount INTEGER NOT NULL,
  PRIMARY KEY (lot, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_place ON stock (place, lot);

CREATE TABLE eaten (                    -- projection: which lots a turn took from
  lot  INTEGER NOT NULL REFERENCES lot (n),
  step INTEGER NOT NULL REFERENCES step (n),
  PRIMARY KEY (lot, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX eaten_step ON eaten (step, lot);

CREATE TABLE made (                     -- projection: which lots a turn made
  step INTEGER NOT NULL REFERENCES step (n),
  lot  INTEGER NOT NULL REFERENCES lot (n),
  PRIMARY KEY (step, lot)
) STRICT, WITHOUT ROWID;
CREATE INDEX made_lot ON made (lot, step);

CREATE TABLE harvest_mass (             -- projection: mg harvested on each day
  day    TEXT PRIMARY KEY,
  amount INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE trace_event (              -- fact: frozen as it will be sent
  n        INTEGER PRIMARY KEY,         -- order of birth on this laptop
  event_id TEXT NOT NULL,               -- the EPCIS eventID
  declares TEXT NOT NULL,               -- declarationTime of an error declaration, which has its event's id; '' for the event itself
  step     INTEGER NOT NULL REFERENCES step (n),  -- which it tells of
  name     TEXT NOT NULL,               -- which of the stage's events it is
  happened TEXT NOT NULL,               -- RFC 3339 with offset
  json     TEXT NOT NULL,
  hash     TEXT NOT NULL,               -- CBV 2.0 event hash, ni:///sha-256;…
  UNIQUE (event_id, declares)
) STRICT;
CREATE INDEX trace_event_step ON trace_event (step);

CREATE TABLE adopted_event (            -- fact: an event as a destination had it before, in other words; they count
  event INTEGER PRIMARY KEY REFERENCES trace_event (n),
  json  TEXT NOT NULL,
  hash  TEXT NOT NULL,
  at    TEXT NOT NULL
) STRICT;

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
  event          INTEGER NOT NULL REFERENCES trace_event (n),  -- in the order of sending
  destination_id TEXT NOT NULL REFERENCES destination (id),
  state          TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'accepted', 'refused', 'withdrawn', 'needs_person')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  next_try_at    TEXT,
  capture_url    TEXT,                  -- the job to ask, while sent
  receipt        TEXT,
  reason         TEXT,                  -- JSON of {key, args}
  detail         TEXT NOT NULL DEFAULT '',
  field          TEXT NOT NULL DEFAULT '',
  changed_at     TEXT NOT NULL,
  UNIQUE (destination_id, event),
  CHECK (state <> 'accepted' OR receipt IS NOT NULL)
) STRICT;
CREATE INDEX delivery_due ON delivery (destination_id, state, event);
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_changed ON delivery (state, changed_at);

-- Label papers whose geometry a person typed. Prints name them, so they are taken out of sight, never removed.
CREATE TABLE paper (
  id         TEXT PRIMARY KEY,                          -- the sheet's id, as in prints: own-…
  sheet      TEXT NOT NULL,                             -- JSON in the form of assets/sheets
  deleted_at TEXT
) STRICT;

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

-- Printers that labels are sent to.
CREATE TABLE printer (
  name     TEXT PRIMARY KEY,                                          -- as people call it; printer_fit.printer is the same name
  reach    TEXT NOT NULL CHECK (reach IN ('system', 'network', 'device')),
  address  TEXT NOT NULL,                                             -- queue, host:port, or path
  language TEXT NOT NULL CHECK (language IN ('pdf', 'zpl', 'tspl')),
  dpi      INTEGER NOT NULL CHECK (dpi >= 0),                         -- 0: the paper's
  asks     INTEGER NOT NULL CHECK (asks IN (0, 1)),                   -- asked how it is before labels are sent
  at       TEXT NOT NULL
) STRICT;
-- Printers that were taught: what a person read off the ruler page, by printer and paper.
CREATE TABLE printer_fit (
  printer TEXT NOT NULL,                  -- as people call it
  sheet   TEXT NOT NULL,                  -- sheet id
  marks   TEXT NOT NULL,                  -- JSON {left, top, width, height} in micrometres, as read
  at      TEXT NOT NULL,
  PRIMARY KEY (printer, sheet)
) STRICT;

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
  at       TEXT NOT NULL,
  said          TEXT NOT NULL,          -- JSON of every value on the label
  reprint_of    TEXT REFERENCES label_print (id),
  reason        TEXT NOT NULL,          -- of a reprint
  template_hash TEXT REFERENCES template_printed (hash),
  first_serial  TEXT,                   -- of the first and the last label; none: one code per lot
  last_serial   TEXT,
  first_sscc    TEXT,                   -- of the first and the last pallet
  last_sscc     TEXT
) STRICT;
CREATE INDEX label_print_lot ON label_print (lot_id);
CREATE INDEX label_print_payload ON label_print (payload);
CREATE INDEX label_print_serial ON label_print (substr(first_serial, 1, 10)) WHERE first_serial IS NOT NULL;

CREATE TABLE label_loss (               -- fact: labels of a print that are on no pack
  id       TEXT PRIMARY KEY,
  print_id TEXT NOT NULL REFERENCES label_print (id),
  kind     TEXT NOT NULL CHECK (kind IN ('void', 'spoilt')),  -- withdrawn, or unusable as they came out and printed again
  labels   INTEGER NOT NULL CHECK (labels > 0),
  reason   TEXT NOT NULL CHECK (reason <> ''),
  person   TEXT NOT NULL,
  at       TEXT NOT NULL,
  first    INTEGER,                      -- which labels of the print, from 1; none: only how many is known
  last     INTEGER
) STRICT;
CREATE INDEX label_loss_print ON label_loss (print_id);

CREATE TABLE serial_block (             -- fact: serial numbers set aside, used or not
  id     TEXT PRIMARY KEY,              -- what its serial numbers begin with
  lot_id TEXT NOT NULL REFERENCES lot (id),
  labels INTEGER NOT NULL CHECK (labels > 0),
  device TEXT NOT NULL,
  person TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sscc_block (               -- fact: numbers of pallets set aside, used or not
  gcp     TEXT NOT NULL,
  digit   INTEGER NOT NULL CHECK (digit BETWEEN 0 AND 9),
  first   INTEGER NOT NULL,             -- counted without end; the number printed is its remainder
  labels  INTEGER NOT NULL CHECK (labels > 0),
  lot_id  TEXT NOT NULL REFERENCES lot (id),
  cartons INTEGER,                      -- on each pallet
  device  TEXT NOT NULL,
  person  TEXT NOT NULL,
  at      TEXT NOT NULL,
  PRIMARY KEY (gcp, digit, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE label_move (               -- fact: labels that went to a market, or came back
  n        INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  lot_id   TEXT NOT NULL REFERENCES lot (id),
  place    TEXT NOT NULL CHECK (place <> ''),
  labels   INTEGER NOT NULL CHECK (labels <> 0),  -- negative: came back
  print_id TEXT REFERENCES label_print (id),      -- which ones, where that is known
  first    INTEGER,
  last     INTEGER,
  on_day   TEXT NOT NULL,
  carrier  TEXT NOT NULL,               -- who took them
  note     TEXT NOT NULL,
  person   TEXT NOT NULL,               -- who wrote it down
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX label_move_lot ON label_move (lot_id, place);

CREATE TABLE import_key (               -- a ledger row is taken once: kind and natural key
  kind   TEXT NOT NULL,
  key    TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_log (               -- fact: who, when, which device, before and after
  n        INTEGER PRIMARY KEY,
  clock    TEXT NOT NULL UNIQUE,        -- logical clock: sorts as text; 12 hex digits of count, 16 of the computer
  at       TEXT NOT NULL,
  device   TEXT NOT NULL,
  actor    TEXT NOT NULL,
  noun     TEXT NOT NULL,
  record   TEXT NOT NULL,
  lot_id   TEXT,                        -- the lot whose history shows it
  verb     TEXT NOT NULL,
  fields   TEXT NOT NULL                -- was, is
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
CREATE TRIGGER payment_is_a_fact_u BEFORE UPDATE ON payment BEGIN SELECT RAISE (ABORT, 'payment is a fact'); END;
CREATE TRIGGER payment_is_a_fact_d BEFORE DELETE ON payment BEGIN SELECT RAISE (ABORT, 'payment is a fact'); END;
CREATE TRIGGER spray_is_a_fact_u BEFORE UPDATE ON spray BEGIN SELECT RAISE (ABORT, 'spray is a fact'); END;
CREATE TRIGGER spray_is_a_fact_d BEFORE DELETE ON spray BEGIN SELECT RAISE (ABORT, 'spray is a fact'); END;
CREATE TRIGGER step_keeps_what_is_told BEFORE UPDATE OF n, id, stage, day, time, place, origin, party, told, mark, action, entered_at, entered_by, clock ON step BEGIN SELECT RAISE (ABORT, 'a step keeps what is told'); END;
CREATE TRIGGER step_is_never_removed BEFORE DELETE ON step BEGIN SELECT RAISE (ABORT, 'step is a fact'); END;
CREATE TRIGGER step_line_keeps_what_is_told BEFORE UPDATE OF step, i, role, lot, place, amount ON step_line BEGIN SELECT RAISE (ABORT, 'a step keeps what is told'); END;
CREATE TRIGGER step_line_is_never_removed BEFORE DELETE ON step_line BEGIN SELECT RAISE (ABORT, 'step_line is a fact'); END;
CREATE TRIGGER supersede_is_a_fact_u BEFORE UPDATE ON supersede BEGIN SELECT RAISE (ABORT, 'supersede is a fact'); END;
CREATE TRIGGER supersede_is_a_fact_d BEFORE DELETE ON supersede BEGIN SELECT RAISE (ABORT, 'supersede is a fact'); END;
CREATE TRIGGER own_stage_is_a_fact_u BEFORE UPDATE ON own_stage BEGIN SELECT RAISE (ABORT, 'own_stage is a fact'); END;
CREATE TRIGGER own_stage_is_a_fact_d BEFORE DELETE ON own_stage BEGIN SELECT RAISE (ABORT, 'own_stage is a fact'); END;
CREATE TRIGGER trace_event_is_a_fact_u BEFORE UPDATE ON trace_event BEGIN SELECT RAISE (ABORT, 'trace_event is a fact'); END;
CREATE TRIGGER trace_event_is_a_fact_d BEFORE DELETE ON trace_event BEGIN SELECT RAISE (ABORT, 'trace_event is a fact'); END;
CREATE TRIGGER adopted_event_is_a_fact_u BEFORE UPDATE ON adopted_event BEGIN SELECT RAISE (ABORT, 'adopted_event is a fact'); END;
CREATE TRIGGER adopted_event_is_a_fact_d BEFORE DELETE ON adopted_event BEGIN SELECT RAISE (ABORT, 'adopted_event is a fact'); END;
CREATE TRIGGER label_print_is_a_fact_u BEFORE UPDATE ON label_print BEGIN SELECT RAISE (ABORT, 'label_print is a fact'); END;
CREATE TRIGGER label_print_is_a_fact_d BEFORE DELETE ON label_print BEGIN SELECT RAISE (ABORT, 'label_print is a fact'); END;
CREATE TRIGGER change_log_is_a_fact_u BEFORE UPDATE ON change_log BEGIN SELECT RAISE (ABORT, 'change_log is a fact'); END;
CREATE TRIGGER change_log_is_a_fact_d BEFORE DELETE ON change_log BEGIN SELECT RAISE (ABORT, 'change_log is a fact'); END;
CREATE TRIGGER label_loss_is_a_fact_u BEFORE UPDATE ON label_loss BEGIN SELECT RAISE (ABORT, 'label_loss is a fact'); END;
CREATE TRIGGER label_loss_is_a_fact_d BEFORE DELETE ON label_loss BEGIN SELECT RAISE (ABORT, 'label_loss is a fact'); END;
CREATE TRIGGER picture_is_a_fact_u BEFORE UPDATE ON picture BEGIN SELECT RAISE (ABORT, 'picture is a fact'); END;
CREATE TRIGGER picture_is_a_fact_d BEFORE DELETE ON picture BEGIN SELECT RAISE (ABORT, 'picture is a fact'); END;
CREATE TRIGGER template_printed_is_a_fact_u BEFORE UPDATE ON template_printed BEGIN SELECT RAISE (ABORT, 'template_printed is a fact'); END;
CREATE TRIGGER template_printed_is_a_fact_d BEFORE DELETE ON template_printed BEGIN SELECT RAISE (ABORT, 'template_printed is a fact'); END;
CREATE TRIGGER serial_block_is_a_fact_u BEFORE UPDATE ON serial_block BEGIN SELECT RAISE (ABORT, 'serial_block is a fact'); END;
CREATE TRIGGER serial_block_is_a_fact_d BEFORE DELETE ON serial_block BEGIN SELECT RAISE (ABORT, 'serial_block is a fact'); END;
CREATE TRIGGER sscc_block_is_a_fact_u BEFORE UPDATE ON sscc_block BEGIN SELECT RAISE (ABORT, 'sscc_block is a fact'); END;
CREATE TRIGGER sscc_block_is_a_fact_d BEFORE DELETE ON sscc_block BEGIN SELECT RAISE (ABORT, 'sscc_block is a fact'); END;
CREATE TRIGGER label_move_is_a_fact_u BEFORE UPDATE ON label_move BEGIN SELECT RAISE (ABORT, 'label_move is a fact'); END;
CREATE TRIGGER label_move_is_a_fact_d BEFORE DELETE ON label_move BEGIN SELECT RAISE (ABORT, 'label_move is a fact'); END;
CREATE TRIGGER lot_is_never_removed BEFORE DELETE ON lot BEGIN SELECT RAISE (ABORT, 'lot is a fact'); END;
CREATE TRIGGER lot_keeps_its_name BEFORE UPDATE OF n, id, code, product_id, sku, gtin, unit, net, net_unit, tracked, created_at ON lot BEGIN SELECT RAISE (ABORT, 'a lot keeps its name'); END;
