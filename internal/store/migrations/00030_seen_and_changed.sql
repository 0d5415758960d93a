-- +goose Up
-- What else was seen in a help: by the camera, and the pictures sent.
ALTER TABLE helps ADD COLUMN filmed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE helps ADD COLUMN photographs INTEGER NOT NULL DEFAULT 0;

-- When calendars must take it anew.
ALTER TABLE workshop_series ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE workshop_sessions ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE workshop_series SET changed_at = created_at;
UPDATE workshop_sessions SET changed_at = (SELECT created_at FROM workshop_series s WHERE s.id = series_id);
