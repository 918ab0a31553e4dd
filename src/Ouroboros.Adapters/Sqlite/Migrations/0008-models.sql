-- Every attempt to call a model: written before it is sent, settled after it.
CREATE TABLE calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Null where no run asked, such as of a person who tries a model.
    run TEXT,
    source TEXT NOT NULL,
    role INTEGER NOT NULL,
    model TEXT NOT NULL,
    at TEXT NOT NULL,
    state INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    output INTEGER NOT NULL,
    -- US dollars as a decimal number, exact; null where the model has no price.
    money TEXT,
    trouble TEXT
);

CREATE INDEX calls_by_run ON calls (run);

-- What models answered, by the hash of the request.
CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    kept_at TEXT NOT NULL,
    answer TEXT NOT NULL
) WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN steps INTEGER;
ALTER TABLE runs ADD COLUMN tokens INTEGER;
ALTER TABLE runs ADD COLUMN money TEXT;
