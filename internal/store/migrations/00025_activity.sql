-- +goose Up
-- Lists and counts are JSON: they are read with their report, never searched.
CREATE TABLE reports (
    id              TEXT PRIMARY KEY,
    person_id       TEXT NOT NULL REFERENCES people (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    help            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('individuel', 'collectif')),
    day             TEXT NOT NULL,
    minutes         INTEGER NOT NULL,
    measured        INTEGER NOT NULL,
    place_kind      TEXT NOT NULL,
    structure_id    TEXT NOT NULL,
    postal_code     TEXT NOT NULL,
    town            TEXT NOT NULL,
    insee           TEXT NOT NULL,
    equipment       TEXT NOT NULL,
    autonomy        TEXT NOT NULL,
    referred        INTEGER NOT NULL,
    structure       TEXT NOT NULL,
    themes          TEXT NOT NULL,
    errands         TEXT NOT NULL,
    tags            TEXT NOT NULL,
    errand_details  TEXT NOT NULL,
    notes           TEXT NOT NULL,
    title           TEXT NOT NULL,
    level           TEXT NOT NULL,
    total           INTEGER NOT NULL,
    genders         TEXT NOT NULL,
    ages            TEXT NOT NULL,
    statuses        TEXT NOT NULL,
    done            BIGINT NOT NULL,
    deleted_at      BIGINT NOT NULL
);

CREATE UNIQUE INDEX reports_by_help ON reports (person_id, help) WHERE help <> '';
CREATE INDEX reports_by_person ON reports (person_id, day);
CREATE INDEX reports_by_organization ON reports (organization_id, day);
CREATE INDEX reports_by_deletion ON reports (deleted_at) WHERE deleted_at <> 0;
