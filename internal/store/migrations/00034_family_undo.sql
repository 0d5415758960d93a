-- +goose Up
-- How somebody of a family stood before their card was made anew or they were taken out: the last time alone, and for a day.
CREATE TABLE family_undo (
    family_id TEXT PRIMARY KEY REFERENCES families (id) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    position  BIGINT NOT NULL,
    name      TEXT NOT NULL,
    code      TEXT NOT NULL,
    drawing   BIGINT NOT NULL,
    made_at   BIGINT NOT NULL
);
