-- The ledger of labels: what a label said, frozen; which print replaces which; and labels that came to nothing.
ALTER TABLE label_print ADD COLUMN said TEXT NOT NULL DEFAULT '';       -- JSON of every value on the label; '' on prints before this step
ALTER TABLE label_print ADD COLUMN reprint_of TEXT REFERENCES label_print (id);
ALTER TABLE label_print ADD COLUMN reason TEXT NOT NULL DEFAULT '';     -- of a reprint

CREATE TABLE label_loss (               -- fact: labels of a print that are on no pack
  id       TEXT PRIMARY KEY,
  print_id TEXT NOT NULL REFERENCES label_print (id),
  kind     TEXT NOT NULL CHECK (kind IN ('void', 'spoilt')),  -- withdrawn, or unusable as they came out and printed again
  labels   INTEGER NOT NULL CHECK (labels > 0),
  reason   TEXT NOT NULL CHECK (reason <> ''),
  person   TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX label_loss_print ON label_loss (print_id);
CREATE TRIGGER label_loss_is_a_fact_u BEFORE UPDATE ON label_loss BEGIN SELECT RAISE (ABORT, 'label_loss is a fact'); END;
CREATE TRIGGER label_loss_is_a_fact_d BEFORE DELETE ON label_loss BEGIN SELECT RAISE (ABORT, 'label_loss is a fact'); END;
