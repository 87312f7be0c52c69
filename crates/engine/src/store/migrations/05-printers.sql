-- Printers that were taught: what a person read off the ruler page, by printer and paper.
CREATE TABLE printer_fit (
  printer TEXT NOT NULL,                  -- as people call it
  sheet   TEXT NOT NULL,                  -- sheet id
  marks   TEXT NOT NULL,                  -- JSON {left, top, width, height} in micrometres, as read
  at      TEXT NOT NULL,
  PRIMARY KEY (printer, sheet)
) STRICT;
