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
