-- Bulk actions: what a person asked for, and what became of each order. Kept for a month after they end.

CREATE TABLE jobs (
    id          text PRIMARY KEY,
    action      text NOT NULL CONSTRAINT jobs_action_valid CHECK (action IN ('retry', 'link', 'resync', 'cancel')),
    reason      text,
    -- Who pressed, with the rights and the scope of that moment: each order's audit names this person.
    actor_kind  text NOT NULL,
    actor       text NOT NULL,
    role        text NOT NULL,
    stores      text[],                           -- null: all
    state       text NOT NULL DEFAULT 'running' CONSTRAINT jobs_state_valid CHECK (state IN ('running', 'done', 'stopped')),
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    served_at   timestamptz NOT NULL,             -- the one that waits longest is served first
    worker      text,                             -- holder of the lease: fences off one that was frozen
    lease_until timestamptz
);
CREATE INDEX jobs_running ON jobs (served_at) WHERE state = 'running';
CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE job_orders (
    job_id   text NOT NULL REFERENCES jobs ON DELETE CASCADE,
    place    int NOT NULL,
    order_id bigint,                              -- null: no order of this id that the person may see
    ext_id   text NOT NULL,
    source   text,
    state    text NOT NULL DEFAULT 'waiting' CONSTRAINT job_orders_state_valid CHECK (state IN ('waiting', 'done', 'refused')),
    code     text,
    detail   text,
    PRIMARY KEY (job_id, place)
);
CREATE INDEX job_orders_waiting ON job_orders (job_id, place) WHERE state = 'waiting';
