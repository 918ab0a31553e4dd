CREATE TABLE watch_cycles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cause TEXT NOT NULL,
    tree TEXT NOT NULL,
    -- How the watch tests: what another way of testing settled is not settled for this one.
    options TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    run TEXT,
    ended_at TEXT,
    -- Null with an end: trouble kept it from a result.
    result INTEGER,
    reason TEXT,
    settled TEXT,
    passed INTEGER,
    failing INTEGER,
    test_seconds REAL,
    files_modified INTEGER
);

-- The process that watches, and what it waits for.
CREATE TABLE watches (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    process TEXT NOT NULL,
    waits_for TEXT,
    until TEXT
);
