CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    capability TEXT NOT NULL,
    description TEXT NOT NULL,
    workspace TEXT NOT NULL,
    seed INTEGER NOT NULL,
    options TEXT NOT NULL,
    wall_ms INTEGER,
    candidates INTEGER,
    fuel INTEGER,
    started_at TEXT NOT NULL,
    -- The process that works on it: number, start and boot. It is alive only while all three hold.
    process TEXT NOT NULL,
    ended_at TEXT,
    result INTEGER,
    reason TEXT,
    files_modified INTEGER
) WITHOUT ROWID;

CREATE INDEX runs_by_start ON runs (started_at);

CREATE TABLE events (
    run TEXT NOT NULL REFERENCES runs (id),
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (run, sequence)
) WITHOUT ROWID;

CREATE TABLE screenings (
    run TEXT NOT NULL REFERENCES runs (id),
    patch TEXT NOT NULL,
    outcome TEXT NOT NULL,
    decided_by TEXT,
    turned TEXT NOT NULL,
    fuel INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    PRIMARY KEY (run, patch)
) WITHOUT ROWID;
