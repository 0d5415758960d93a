-- +goose Up
ALTER TABLE people ADD COLUMN deactivated_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX people_by_organization ON people (organization_id, name);

CREATE TABLE password_links (
    person_id  TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    digest     TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
