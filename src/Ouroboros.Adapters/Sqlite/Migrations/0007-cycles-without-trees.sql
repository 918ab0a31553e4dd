-- The tree that a cycle began on was written and never read; what counts is the one it settled.
CREATE TABLE told_cycles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cause TEXT NOT NULL,
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

INSERT INTO told_cycles (number, cause, options, begun_at, run, ended_at, result, reason, settled, passed, failing, test_seconds, files_modified)
    SELECT number, cause, options, begun_at, run, ended_at, result, reason, settled, passed, failing, test_seconds, files_modified FROM watch_cycles;

DROP TABLE watch_cycles;

ALTER TABLE told_cycles RENAME TO watch_cycles;
