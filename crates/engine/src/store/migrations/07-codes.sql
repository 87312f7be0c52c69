-- Codes of single labels, lots held back, and where labels went.
ALTER TABLE lot ADD COLUMN short_code TEXT NOT NULL DEFAULT '';         -- projection of its names; '' until it is made
CREATE INDEX lot_short_code ON lot (short_code);

CREATE TABLE lot_decision (             -- fact: a lot held, called back, closed or released; the last one is the lot's status
  n      INTEGER PRIMARY KEY,           -- order of birth: a laptop's clock may go back
  id     TEXT NOT NULL UNIQUE,
  lot_id TEXT NOT NULL REFERENCES lot (id),
  status TEXT NOT NULL CHECK (status IN ('on_hold', 'recalled', 'closed', 'released')),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  at     TEXT NOT NULL
) STRICT;
CREATE INDEX lot_decision_lot ON lot_decision (lot_id);
CREATE TRIGGER lot_decision_is_a_fact_u BEFORE UPDATE ON lot_decision BEGIN SELECT RAISE (ABORT, 'lot_decision is a fact'); END;
CREATE TRIGGER lot_decision_is_a_fact_d BEFORE DELETE ON lot_decision BEGIN SELECT RAISE (ABORT, 'lot_decision is a fact'); END;

CREATE TABLE serial_block (             -- fact: serial numbers set aside, used or not
  id     TEXT PRIMARY KEY,              -- what its serial numbers begin with
  lot_id TEXT NOT NULL REFERENCES lot (id),
  labels INTEGER NOT NULL CHECK (labels > 0),
  device TEXT NOT NULL,
  person TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER serial_block_is_a_fact_u BEFORE UPDATE ON serial_block BEGIN SELECT RAISE (ABORT, 'serial_block is a fact'); END;
CREATE TRIGGER serial_block_is_a_fact_d BEFORE DELETE ON serial_block BEGIN SELECT RAISE (ABORT, 'serial_block is a fact'); END;

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
CREATE TRIGGER sscc_block_is_a_fact_u BEFORE UPDATE ON sscc_block BEGIN SELECT RAISE (ABORT, 'sscc_block is a fact'); END;
CREATE TRIGGER sscc_block_is_a_fact_d BEFORE DELETE ON sscc_block BEGIN SELECT RAISE (ABORT, 'sscc_block is a fact'); END;

ALTER TABLE label_print ADD COLUMN first_serial TEXT;                   -- of the first and the last label; none: one code per lot
ALTER TABLE label_print ADD COLUMN last_serial TEXT;
ALTER TABLE label_print ADD COLUMN first_sscc TEXT;                     -- of the first and the last pallet
ALTER TABLE label_print ADD COLUMN last_sscc TEXT;
CREATE INDEX label_print_serial ON label_print (substr(first_serial, 1, 10)) WHERE first_serial IS NOT NULL;

ALTER TABLE label_loss ADD COLUMN first INTEGER;                        -- which labels of the print, from 1; none: only how many is known
ALTER TABLE label_loss ADD COLUMN last INTEGER;

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
CREATE TRIGGER label_move_is_a_fact_u BEFORE UPDATE ON label_move BEGIN SELECT RAISE (ABORT, 'label_move is a fact'); END;
CREATE TRIGGER label_move_is_a_fact_d BEFORE DELETE ON label_move BEGIN SELECT RAISE (ABORT, 'label_move is a fact'); END;
