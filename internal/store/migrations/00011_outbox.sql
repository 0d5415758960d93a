-- +goose Up
-- What has to be told to people, written in the same transaction as the change it tells of. It holds no name and no
-- address: they are looked up when it is sent.
CREATE TABLE outbox_messages (
    id           TEXT PRIMARY KEY,
    unique_key   TEXT NOT NULL UNIQUE, -- what makes two the same telling
    kind         TEXT NOT NULL,
    series_id    TEXT NOT NULL REFERENCES workshop_series (id) ON DELETE CASCADE,
    enrolment_id TEXT NOT NULL REFERENCES workshop_enrolments (id) ON DELETE CASCADE,
    session_id   TEXT NOT NULL, -- empty: of the whole series
    was_day      TEXT NOT NULL,
    was_start    TEXT NOT NULL,
    was_end      TEXT NOT NULL,
    reason       TEXT NOT NULL,
    state        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    due_at       BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL, -- 0: never
    done_at      BIGINT NOT NULL,
    done_by      TEXT NOT NULL
);

CREATE INDEX outbox_messages_by_state ON outbox_messages (state, due_at);
CREATE INDEX outbox_messages_by_person ON outbox_messages (enrolment_id, created_at);
CREATE INDEX outbox_messages_by_session ON outbox_messages (session_id, enrolment_id);
CREATE INDEX outbox_messages_by_series ON outbox_messages (series_id, state);
