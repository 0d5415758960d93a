-- +goose Up
CREATE TABLE helps (
    id                    TEXT PRIMARY KEY,
    reference             TEXT NOT NULL,
    mediator_id           TEXT NOT NULL,
    mediator_first_name   TEXT NOT NULL,
    mediator_organization TEXT NOT NULL,
    mediator_phone        TEXT NOT NULL,
    mediator_town         TEXT NOT NULL,
    phase                 TEXT NOT NULL,
    opened                BIGINT NOT NULL,
    deadline              BIGINT NOT NULL,
    code                  TEXT NOT NULL,
    code_length           INTEGER NOT NULL,
    pictogram             TEXT NOT NULL,
    ticket                TEXT NOT NULL,
    callback              TEXT NOT NULL,
    admitted              BIGINT NOT NULL,
    ended                 BIGINT NOT NULL,
    end_reason            TEXT NOT NULL,
    shown                 BIGINT NOT NULL,
    others                INTEGER NOT NULL
);

CREATE INDEX helps_by_phase ON helps (phase, opened);

CREATE TABLE drawn_codes (
    code    TEXT NOT NULL,
    help_id TEXT NOT NULL,
    drawn   BIGINT NOT NULL,
    PRIMARY KEY (code, help_id)
);

CREATE INDEX drawn_codes_by_time ON drawn_codes (drawn);
