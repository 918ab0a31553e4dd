CREATE TABLE transactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- No reference to runs: an intent must outlive whatever happens to them.
    run TEXT NOT NULL,
    purpose TEXT NOT NULL,
    patch TEXT,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_at TEXT,
    undone_by INTEGER
);

CREATE INDEX transactions_by_run ON transactions (run);

CREATE INDEX transactions_pending ON transactions (state) WHERE state = 'intended';

CREATE TABLE transaction_files (
    transaction_id INTEGER NOT NULL REFERENCES transactions (id),
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    temporary TEXT NOT NULL,
    before_hash TEXT,
    before_mode INTEGER,
    before_user INTEGER,
    before_group INTEGER,
    after_hash TEXT,
    after_mode INTEGER,
    after_user INTEGER,
    after_group INTEGER,
    lines_added INTEGER NOT NULL,
    lines_removed INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, ordinal)
) WITHOUT ROWID;

CREATE INDEX transaction_files_by_path ON transaction_files (path);

-- Directories that it makes (or, undoing, takes away again when they are empty).
CREATE TABLE transaction_directories (
    transaction_id INTEGER NOT NULL REFERENCES transactions (id),
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    made INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE transaction_undoes (
    transaction_id INTEGER NOT NULL REFERENCES transactions (id),
    undone INTEGER NOT NULL REFERENCES transactions (id),
    PRIMARY KEY (transaction_id, undone)
) WITHOUT ROWID;
