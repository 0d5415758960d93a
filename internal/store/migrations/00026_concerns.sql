-- +goose Up
-- Who helped and when is copied from the help, which is forgotten a month after its end.
CREATE TABLE concerns (
    id              TEXT PRIMARY KEY,
    help            TEXT NOT NULL,
    organization_id TEXT NOT NULL,
    began           BIGINT NOT NULL,
    ended           BIGINT NOT NULL,
    reported_at     BIGINT NOT NULL,
    whats           TEXT NOT NULL,
    text            TEXT NOT NULL,
    phone           TEXT NOT NULL,
    dealt_at        BIGINT NOT NULL,
    dealt_by        TEXT NOT NULL,
    note            TEXT NOT NULL
);

CREATE INDEX concerns_by_time ON concerns (reported_at);
CREATE INDEX concerns_by_help ON concerns (help);

CREATE TABLE concern_helpers (
    concern_id TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE,
    person_id  TEXT NOT NULL,
    PRIMARY KEY (concern_id, person_id)
);

CREATE INDEX helps_by_reference ON helps (reference);
CREATE INDEX audit_by_help ON audit (help) WHERE help <> '';
