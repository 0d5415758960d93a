-- +goose Up
CREATE TABLE audit (
    id              TEXT PRIMARY KEY,
    at              BIGINT NOT NULL,
    what            TEXT NOT NULL,
    by_id           TEXT NOT NULL,
    about_id        TEXT NOT NULL,
    organization_id TEXT NOT NULL,
    help            TEXT NOT NULL,
    detail          TEXT NOT NULL,
    lasted          BIGINT NOT NULL,
    place           TEXT NOT NULL
);

CREATE INDEX audit_by_time ON audit (at, id);

-- Entries are only added. One goes a year after it came (in nanoseconds), not sooner.
-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
WHEN OLD.at > (unixepoch() - 365 * 86400) * 1000000000
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd
