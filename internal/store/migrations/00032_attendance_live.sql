-- +goose Up
-- What a live class told: how many steps were done, and how the session was.
ALTER TABLE workshop_attendance ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workshop_attendance ADD COLUMN mood TEXT NOT NULL DEFAULT '';
