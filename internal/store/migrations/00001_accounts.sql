-- +goose Up
CREATE TABLE organizations (
    id       TEXT PRIMARY KEY,
    name_key TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    phone    TEXT NOT NULL,
    town     TEXT NOT NULL
);

CREATE TABLE people (
    id              TEXT PRIMARY KEY,
    email           TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    role            TEXT NOT NULL CHECK (role IN ('mediator', 'coordinator', 'admin')),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    password_hash   TEXT NOT NULL,
    created_at      BIGINT NOT NULL
);

CREATE TABLE sessions (
    digest       TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);

CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE first_run (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    digest   TEXT NOT NULL
);
