CREATE TABLE operators (
    language TEXT NOT NULL,
    operator TEXT NOT NULL,
    tried INTEGER NOT NULL,
    plausible INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (language, operator)
) WITHOUT ROWID;

CREATE TABLE fixes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    language TEXT NOT NULL,
    exception TEXT NOT NULL,
    -- Distinct words in order, one space between.
    words TEXT NOT NULL,
    operator TEXT NOT NULL,
    node_kind TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
