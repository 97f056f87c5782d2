-- Who may do what, and what people are told.

CREATE TABLE users (
    name          text PRIMARY KEY CONSTRAINT users_name_valid CHECK (length(name) BETWEEN 1 AND 100),
    password_hash text NOT NULL,
    role          text NOT NULL CONSTRAINT users_role_valid CHECK (role IN ('viewer', 'operator', 'admin')),
    stores        text[],                          -- null: all
    email         text,
    created_at    timestamptz NOT NULL
);

CREATE TABLE tokens (
    id          text PRIMARY KEY,
    name        text NOT NULL CONSTRAINT tokens_name_valid CHECK (length(name) BETWEEN 1 AND 100),
    secret_hash bytea NOT NULL CONSTRAINT tokens_secret_unique UNIQUE,  -- SHA-256 of a random token
    role        text NOT NULL CONSTRAINT tokens_role_valid CHECK (role IN ('viewer', 'operator', 'admin', 'intake')),
    stores      text[],                            -- null: all
    created_at  timestamptz NOT NULL
);

CREATE TABLE incidents (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text NOT NULL CONSTRAINT incidents_kind_valid CHECK (kind IN ('timeout', 'repeated-failure', 'broken-sync',
        'rejected', 'twin', 'overdue', 'store-down', 'unexpected-answer', 'credentials', 'wrong-shop', 'mail-undeliverable')),
    store_id        int NOT NULL REFERENCES stores,
    state           text NOT NULL DEFAULT 'open' CONSTRAINT incidents_state_valid CHECK (state IN ('open', 'closed')),
    opened_at       timestamptz NOT NULL,
    closed_at       timestamptz,
    quiet_since     timestamptz,                   -- when its last order was settled; open again with the next one
    digest_at       timestamptz,                   -- when the next digest is due; null: nothing new to tell
    count           int NOT NULL DEFAULT 0,
    acknowledged_by text,
    snoozed_until   timestamptz,
    assignee        text
);
-- One open situation of a kind per store.
CREATE UNIQUE INDEX incidents_open_unique ON incidents (store_id, kind) WHERE state = 'open';

CREATE TABLE incident_orders (
    incident_id bigint NOT NULL REFERENCES incidents,
    order_id    bigint NOT NULL,
    joined_at   timestamptz NOT NULL,
    settled     boolean NOT NULL DEFAULT false,
    told        boolean NOT NULL DEFAULT false,    -- whether a mail has named it
    PRIMARY KEY (incident_id, order_id)
);
CREATE INDEX incident_orders_order ON incident_orders (order_id);

CREATE TABLE mails (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_id bigint NOT NULL REFERENCES incidents,
    message_id  text NOT NULL CONSTRAINT mails_message_unique UNIQUE,  -- stable: a repeat after a crash is told as one
    in_reply_to text,
    recipient   text NOT NULL,
    subject     text NOT NULL,
    body        text NOT NULL,
    created_at  timestamptz NOT NULL,
    due_at      timestamptz,                       -- null: done
    claimed_until timestamptz,
    tries       int NOT NULL DEFAULT 0,
    sent_at     timestamptz,
    result      text NOT NULL DEFAULT 'waiting' CONSTRAINT mails_result_valid CHECK (result IN ('waiting', 'sent', 'failed'))
);
CREATE INDEX mails_due ON mails (due_at) WHERE due_at IS NOT NULL;

-- Sign-ins of the console, shared among replicas (Spring Session).
CREATE TABLE spring_session (
    primary_id            char(36) NOT NULL CONSTRAINT spring_session_pk PRIMARY KEY,
    session_id            char(36) NOT NULL,
    creation_time         bigint NOT NULL,
    last_access_time      bigint NOT NULL,
    max_inactive_interval int NOT NULL,
    expiry_time           bigint NOT NULL,
    principal_name        varchar(100)
);
CREATE UNIQUE INDEX spring_session_ix1 ON spring_session (session_id);
CREATE INDEX spring_session_ix2 ON spring_session (expiry_time);
CREATE INDEX spring_session_ix3 ON spring_session (principal_name);
CREATE TABLE spring_session_attributes (
    session_primary_id char(36) NOT NULL,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea NOT NULL,
    CONSTRAINT spring_session_attributes_pk PRIMARY KEY (session_primary_id, attribute_name),
    CONSTRAINT spring_session_attributes_fk FOREIGN KEY (session_primary_id) REFERENCES spring_session (primary_id) ON DELETE CASCADE
);
