-- +goose Up
-- How the delivery of each message stands. While it is claimed, next_at is when the claim lapses.
ALTER TABLE outbox_messages ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox_messages ADD COLUMN next_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox_messages ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox_messages ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox_messages ADD COLUMN failure TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox_messages ADD COLUMN failure_detail TEXT NOT NULL DEFAULT '';
