-- +goose Up
ALTER TABLE helps ADD COLUMN seen_by TEXT NOT NULL DEFAULT '';
ALTER TABLE helps ADD COLUMN doubt BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE helps ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- Who has a third seat in a help, while it lasts.
CREATE TABLE help_guests (
    help_id      TEXT NOT NULL REFERENCES helps (id) ON DELETE CASCADE,
    role         TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    first_name   TEXT NOT NULL,
    organization TEXT NOT NULL,
    phone        TEXT NOT NULL,
    town         TEXT NOT NULL,
    invitation   TEXT NOT NULL,
    ticket       TEXT NOT NULL,
    agreed       BOOLEAN NOT NULL,
    PRIMARY KEY (help_id, role)
);
