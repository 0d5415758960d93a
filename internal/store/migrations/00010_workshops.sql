-- +goose Up
-- What is taught: each edit adds a version; equipment, themes, prepare, steps and modules are JSON.
CREATE TABLE workshop_modules (
    id              TEXT NOT NULL,
    version         INTEGER NOT NULL,
    organization_id TEXT NOT NULL,
    title           TEXT NOT NULL,
    level           TEXT NOT NULL,
    goal            TEXT NOT NULL,
    equipment       TEXT NOT NULL,
    themes          TEXT NOT NULL,
    minutes         INTEGER NOT NULL,
    prepare         TEXT NOT NULL,
    steps           TEXT NOT NULL,
    archived        INTEGER NOT NULL,
    made_at         BIGINT NOT NULL,
    made_by         TEXT NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE INDEX workshop_modules_by_organization ON workshop_modules (organization_id, id);

CREATE TABLE workshop_paths (
    id              TEXT NOT NULL,
    version         INTEGER NOT NULL,
    organization_id TEXT NOT NULL,
    title           TEXT NOT NULL,
    goal            TEXT NOT NULL,
    modules         TEXT NOT NULL,
    archived        INTEGER NOT NULL,
    made_at         BIGINT NOT NULL,
    made_by         TEXT NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE INDEX workshop_paths_by_organization ON workshop_paths (organization_id, id);

CREATE TABLE workshop_pictures (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL,
    type            TEXT NOT NULL,
    data            BLOB NOT NULL
);

-- Only the school years that were corrected; the others' table ships with the program.
CREATE TABLE school_holidays (
    zone      TEXT NOT NULL,
    name      TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    PRIMARY KEY (zone, first_day)
);

CREATE TABLE workshop_series (
    id              TEXT PRIMARY KEY,
    revision        INTEGER NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    path_id         TEXT NOT NULL,
    path_version    INTEGER NOT NULL,
    title           TEXT NOT NULL,
    level           TEXT NOT NULL,
    venue_name      TEXT NOT NULL,
    address         TEXT NOT NULL,
    postcode        TEXT NOT NULL,
    town            TEXT NOT NULL,
    insee           TEXT NOT NULL,
    plan            TEXT NOT NULL, -- JSON, as mediators is
    mediators       TEXT NOT NULL DEFAULT '[]',
    on_site         INTEGER NOT NULL,
    remote          INTEGER NOT NULL,
    phone           TEXT NOT NULL,
    public          INTEGER NOT NULL,
    keep_months     INTEGER NOT NULL,
    created_at      BIGINT NOT NULL,
    first_day       TEXT NOT NULL DEFAULT '',   -- of the sessions that are not cancelled; empty: none is left
    last_day        TEXT NOT NULL DEFAULT '',
    ends_at         BIGINT NOT NULL, -- of the last of them
    erased_at       BIGINT NOT NULL
);

CREATE INDEX workshop_series_by_organization ON workshop_series (organization_id, ends_at);
CREATE INDEX workshop_series_by_end ON workshop_series (ends_at);
CREATE INDEX workshop_series_by_town ON workshop_series (public, town, ends_at);

-- Whose calendar a series is in: the mediators that have an account.
CREATE TABLE workshop_runs (
    person_id TEXT NOT NULL,
    series_id TEXT NOT NULL REFERENCES workshop_series (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, series_id)
);

CREATE INDEX workshop_runs_by_series ON workshop_runs (series_id);

CREATE TABLE workshop_sessions (
    id             TEXT PRIMARY KEY,
    series_id      TEXT NOT NULL REFERENCES workshop_series (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    revision       INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('planned', 'cancelled')),
    day            TEXT NOT NULL, -- with the clock and the zone, what stays
    start_clock    TEXT NOT NULL,
    end_clock      TEXT NOT NULL,
    zone           TEXT NOT NULL,
    starts_at      BIGINT NOT NULL,
    ends_at        BIGINT NOT NULL,
    was_day        TEXT NOT NULL,
    was_start      TEXT NOT NULL,
    was_end        TEXT NOT NULL,
    reason         TEXT NOT NULL,
    module_id      TEXT NOT NULL,
    module_version INTEGER NOT NULL, -- 0: the newest
    UNIQUE (series_id, number)
);

CREATE INDEX workshop_sessions_by_series ON workshop_sessions (series_id, state, starts_at, ends_at);
CREATE INDEX workshop_sessions_by_time ON workshop_sessions (starts_at);
CREATE INDEX workshop_sessions_by_module ON workshop_sessions (module_id, module_version);

CREATE TABLE workshop_partners (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    token           TEXT NOT NULL UNIQUE, -- its hash
    name            TEXT NOT NULL,
    until_day       TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    created_by      TEXT NOT NULL,
    revoked_at      BIGINT NOT NULL
);

CREATE INDEX workshop_partners_by_organization ON workshop_partners (organization_id);

-- rank orders places and waiting; asked and withdrawn people have none (0).
CREATE TABLE workshop_enrolments (
    id           TEXT PRIMARY KEY,
    series_id    TEXT NOT NULL REFERENCES workshop_series (id) ON DELETE CASCADE,
    request_key  TEXT NOT NULL UNIQUE, -- its hash
    code         TEXT UNIQUE,          -- its keyed hash
    drawing      INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('asked', 'enrolled', 'waiting', 'withdrawn', 'erased')),
    mode         TEXT NOT NULL CHECK (mode IN ('on-site', 'remote')),
    rank         BIGINT NOT NULL,
    name         TEXT NOT NULL,
    companion    TEXT NOT NULL,
    phone        TEXT NOT NULL,
    email        TEXT NOT NULL,
    address      TEXT NOT NULL,
    device       TEXT NOT NULL,
    arrangements TEXT NOT NULL, -- JSON
    remark       TEXT NOT NULL,
    sent_by      TEXT NOT NULL,
    origin       TEXT NOT NULL,
    partner_id   TEXT NOT NULL,
    agreed_at    BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL
);

CREATE INDEX workshop_enrolments_by_place ON workshop_enrolments (series_id, state, mode, rank);
CREATE INDEX workshop_enrolments_by_rank ON workshop_enrolments (series_id, rank);
CREATE INDEX workshop_enrolments_by_partner ON workshop_enrolments (partner_id, created_at);

CREATE TABLE workshop_attendance (
    session_id   TEXT NOT NULL REFERENCES workshop_sessions (id) ON DELETE CASCADE,
    enrolment_id TEXT NOT NULL REFERENCES workshop_enrolments (id) ON DELETE CASCADE,
    came         TEXT NOT NULL CHECK (came IN ('present', 'excused', 'absent')),
    mode         TEXT NOT NULL,
    companion    INTEGER NOT NULL,
    joined       INTEGER NOT NULL,
    ticked_by    TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (session_id, enrolment_id)
);

CREATE INDEX workshop_attendance_by_person ON workshop_attendance (enrolment_id);

CREATE TABLE workshop_reports (
    session_id TEXT PRIMARY KEY REFERENCES workshop_sessions (id) ON DELETE CASCADE,
    body       TEXT NOT NULL -- JSON
);
