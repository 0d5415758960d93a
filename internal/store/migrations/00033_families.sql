-- +goose Up
CREATE TABLE families (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    hour            TEXT NOT NULL,
    phone           TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    made_by         TEXT NOT NULL,
    made_at         BIGINT NOT NULL,
    valid_until     BIGINT NOT NULL,
    closed_at       BIGINT NOT NULL
);

CREATE INDEX families_by_organization ON families (organization_id);

CREATE TABLE family_members (
    id        TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL,
    name      TEXT NOT NULL,
    code      TEXT NOT NULL UNIQUE, -- its keyed hash, under the key of workshops' codes
    drawing   BIGINT NOT NULL
);

CREATE INDEX family_members_by_family ON family_members (family_id, position);
