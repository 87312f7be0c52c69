-- First schema of the registry. Nothing has been released with an earlier one; from its release on it is added to, never edited.
CREATE TABLE organisation (
    id                INTEGER PRIMARY KEY,
    -- Its tax code in digits; ten letters A–Z where that has 12 and is a person's identity number.
    organisation_code TEXT NOT NULL UNIQUE CHECK (length(organisation_code) IN (10, 13)),
    name              TEXT NOT NULL,
    created_at        INTEGER NOT NULL -- all times: microseconds since 1970, UTC
) STRICT;

-- One-time codes; only their SHA-256 is kept, so a copied database enrols nobody.
CREATE TABLE enrolment_code (
    hash         BLOB PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisation(id),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash         BLOB PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisation(id),
    device       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT, WITHOUT ROWID;

-- A capture job. It is written in the transaction that stores its events, always finished.
CREATE TABLE capture (
    id           INTEGER PRIMARY KEY,
    day          TEXT NOT NULL,      -- yymmdd in Viet Nam
    number       INTEGER NOT NULL,   -- 1.. within the day
    organisation INTEGER NOT NULL REFERENCES organisation(id),
    created_at   INTEGER NOT NULL,
    finished_at  INTEGER NOT NULL,
    behaviour    TEXT NOT NULL CHECK (behaviour IN ('rollback', 'proceed')),
    success      INTEGER NOT NULL CHECK (success IN (0, 1)),
    stored       INTEGER NOT NULL,
    duplicates   INTEGER NOT NULL,
    errors       TEXT NOT NULL,      -- JSON array of problem details
    UNIQUE (day, number)
) STRICT;

-- @context of the documents, shared by the events that came under it.
CREATE TABLE context (
    id   INTEGER PRIMARY KEY,
    body TEXT NOT NULL UNIQUE
) STRICT;

-- Events as they came, less recordTime and @context: names in their order, numbers in their digits. Never updated, never deleted.
-- All records of one event_id are one organisation's and say the same (content); they differ in what is declared.
CREATE TABLE event (
    id                INTEGER PRIMARY KEY,  -- order of recording
    organisation      INTEGER NOT NULL REFERENCES organisation(id),
    context           INTEGER NOT NULL REFERENCES context(id),
    event_id          TEXT NOT NULL,
    declared_at       INTEGER NOT NULL DEFAULT -9223372036854775808, -- of the error declaration; the default: there is none
    content           BLOB NOT NULL,        -- SHA-256 of what the event says
    declaration       BLOB,                 -- SHA-256 of its error declaration, where it has one
    given             INTEGER NOT NULL CHECK (given IN (0, 1)), -- 1: it came without an eventID and was given this one
    record_time       INTEGER NOT NULL,
    event_time        INTEGER NOT NULL,
    event_type        TEXT NOT NULL,
    action            TEXT,
    biz_step          TEXT,                 -- bare CBV word or the caller's own URI
    disposition       TEXT,
    recalled          INTEGER CHECK (recalled IN (0, 1)), -- persistentDisposition: 1 sets 'recalled', 0 unsets it
    read_point        TEXT,
    biz_location      TEXT,
    transformation_id TEXT,
    error_reason      TEXT,
    body              TEXT NOT NULL,
    UNIQUE (event_id, declared_at)
) STRICT;
CREATE INDEX event_by_organisation ON event (organisation, id);
CREATE INDEX event_by_event_time ON event (organisation, event_time, id);
CREATE INDEX event_by_content ON event (content) WHERE given = 1;
CREATE INDEX event_by_biz_location ON event (biz_location) WHERE biz_location IS NOT NULL;
CREATE INDEX event_by_read_point ON event (read_point) WHERE read_point IS NOT NULL;

-- What an event is about, in canonical form.
CREATE TABLE event_thing (
    thing TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event(id),
    role  TEXT NOT NULL CHECK (role IN ('epc', 'parent', 'input', 'output')),
    class INTEGER NOT NULL CHECK (class IN (0, 1)), -- 1: an EPC class (with a quantity), 0: an instance
    PRIMARY KEY (thing, event, role, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_correction (
    event_id TEXT NOT NULL,          -- the corrective event
    event    INTEGER NOT NULL REFERENCES event(id),
    PRIMARY KEY (event_id, event)
) STRICT, WITHOUT ROWID;

-- Master data: the latest element each organisation sent.
CREATE TABLE vocabulary (
    organisation INTEGER NOT NULL REFERENCES organisation(id),
    kind         TEXT NOT NULL,      -- vtype, e.g. urn:epcglobal:epcis:vtype:EPCClass
    element      TEXT NOT NULL,
    attributes   TEXT NOT NULL,      -- JSON object: local attribute name → value
    first_at     INTEGER NOT NULL,   -- when it was first described
    recorded_at  INTEGER NOT NULL,   -- when it was last described
    PRIMARY KEY (organisation, kind, element)
) STRICT, WITHOUT ROWID;
CREATE INDEX vocabulary_by_element ON vocabulary (element);

-- Short codes of lots, so that a person who cannot scan finds one. Several lots may share a code.
CREATE TABLE short_code (
    code  TEXT NOT NULL,             -- eight characters, without hyphen
    thing TEXT NOT NULL,             -- the lot, in canonical form
    PRIMARY KEY (code, thing)
) STRICT, WITHOUT ROWID;
