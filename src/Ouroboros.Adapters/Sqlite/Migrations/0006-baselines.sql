CREATE TABLE baselines (
    -- Tree, way of testing, and what runs the tests.
    key TEXT PRIMARY KEY,
    kept_at TEXT NOT NULL,
    measure BLOB NOT NULL
) WITHOUT ROWID;
