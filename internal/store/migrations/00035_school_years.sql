-- +goose Up
-- Each organization corrects its own; nothing could be written in the table before.
DROP TABLE school_holidays;

CREATE TABLE school_years (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    year            BIGINT NOT NULL,
    revision        BIGINT NOT NULL,
    holidays        TEXT NOT NULL, -- JSON, as replaced is
    replaced        TEXT NOT NULL,
    changed_at      BIGINT NOT NULL,
    PRIMARY KEY (organization_id, year)
);
