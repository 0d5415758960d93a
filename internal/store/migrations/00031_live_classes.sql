-- +goose Up
-- What a class has to find again after a restart; only the class itself reads its state.
CREATE TABLE live_classes (
    id    TEXT PRIMARY KEY,
    until BIGINT NOT NULL,
    state BLOB NOT NULL
);
