-- The tree that a cycle began on was written and never read; what counts is the one it settled.
ALTER TABLE watch_cycles DROP COLUMN tree;
