-- The same candidate is judged by one panel of failing tests for each cause; the whole of them is the panel without a name.
CREATE TABLE panel_screenings (
    run TEXT NOT NULL REFERENCES runs (id),
    panel TEXT NOT NULL,
    patch TEXT NOT NULL,
    outcome TEXT NOT NULL,
    decided_by TEXT,
    turned TEXT NOT NULL,
    fuel INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    PRIMARY KEY (run, panel, patch)
) WITHOUT ROWID;

INSERT INTO panel_screenings (run, panel, patch, outcome, decided_by, turned, fuel, duration_us)
    SELECT run, '', patch, outcome, decided_by, turned, fuel, duration_us FROM screenings;

DROP TABLE screenings;

ALTER TABLE panel_screenings RENAME TO screenings;
