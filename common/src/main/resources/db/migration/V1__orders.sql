-- The order's life. Times always come from the application's clock, never from now().

-- One link of an order's audit chain. The fields go through one fixed text, so that no session setting changes the hash.
CREATE FUNCTION audit_hash(head bytea, order_id bigint, seq int, at timestamptz, actor_kind text, actor text, action text,
                           from_status text, to_status text, reason text, attempt int, generation int, ruleset text,
                           policy_version int)
RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(head || convert_to(json_build_array(order_id, seq, extract(epoch FROM at)::numeric(20, 6), actor_kind,
        actor, action, from_status, to_status, reason, attempt, generation, ruleset, policy_version)::text, 'UTF8'))
$$;

CREATE TABLE stores (
    id             int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key            text NOT NULL CONSTRAINT stores_key_unique UNIQUE CONSTRAINT stores_key_valid CHECK (key ~ '^[a-z0-9-]{1,64}$'),
    shard          smallint NOT NULL CONSTRAINT stores_shard_valid CHECK (shard BETWEEN 0 AND 255),
    platform       text NOT NULL,
    base_url       text NOT NULL,
    credentials    bytea NOT NULL,               -- AES-GCM over JSON; the key is in the applications' environment
    alert_emails   text[] NOT NULL,
    policy         jsonb NOT NULL,
    policy_version int NOT NULL DEFAULT 1,       -- named by every decision
    version        int NOT NULL DEFAULT 1,
    -- Three causes for not posting; they may hold at once, and the public state is the first that does.
    hold           text,                         -- code, such as unverified, unauthorized, wrong-shop
    hold_detail    text,
    paused         boolean NOT NULL DEFAULT false,
    pause_detail   text,
    probing        boolean NOT NULL DEFAULT false,
    probe_at       timestamptz,                  -- when the next harmless read (or a held store's verify) is due
    state_since    timestamptz NOT NULL,
    last_verified  timestamptz,
    shop_id        text,
    capabilities   jsonb NOT NULL DEFAULT '{}',
    measured_lag_ms bigint,
    clock_skew_ms  bigint,                       -- the shop's clock minus ours
    created_at     timestamptz NOT NULL
);

-- When a store could not post by its own or a person's doing: such time does not count towards giveUpAfter.
CREATE TABLE store_stops (
    store_id   int NOT NULL REFERENCES stores,
    stopped_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (store_id, stopped_at)
);

-- No foreign keys from here on: they nearly double the CPU of an order.
CREATE TABLE orders (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id           int NOT NULL,
    source             text NOT NULL,
    ext_id             text NOT NULL,
    url                text,
    status             text NOT NULL,
    reason             text,                      -- one sentence for people
    generation         int NOT NULL DEFAULT 1,
    attempt            int NOT NULL DEFAULT 0,    -- number of the last claim; fences off late writers
    version            int NOT NULL DEFAULT 1,
    idem_key           text NOT NULL,
    content_hash       bytea NOT NULL,            -- of the content as first handed over: tells a repeat from a conflict
    received_at        timestamptz NOT NULL,
    due_at             timestamptz,               -- when anyone must look next; the claim leaves it (HOT); null: settled
    queued_since       timestamptz,               -- when this waiting began; set while queued or resyncing
    attempt_started_at timestamptz,
    lease_until        timestamptz,
    doubted            boolean NOT NULL DEFAULT false,  -- some attempt may have reached the shop: posting needs a proof of absence
    doubt_since        timestamptz,
    settles_at         timestamptz,               -- frozen when the doubt begins
    decide_by          timestamptz,               -- frozen when the doubt begins
    decided_at         timestamptz,
    overdue            boolean NOT NULL DEFAULT false,
    proof_at           timestamptz,               -- when the lookup that proved absence started
    permit             boolean NOT NULL DEFAULT false,  -- a forced retry: replaces the proof until bytes may have left
    no_id              boolean NOT NULL DEFAULT false,  -- the shop said that it took this generation: never sent again by itself
    cancel_requested   boolean NOT NULL DEFAULT false,
    dismissed          boolean NOT NULL DEFAULT false,  -- a person said "not our order": no match then means failed
    gave_up            boolean NOT NULL DEFAULT false,  -- waited for giveUpAfter: no match now means failed
    retry_pressed      boolean NOT NULL DEFAULT false,  -- a person's Retry since: its failure mails at once
    extra_attempts     int NOT NULL DEFAULT 0,    -- bought by a person's Retry, beyond maxAttempts
    unknown_attempts   int NOT NULL DEFAULT 0,    -- what uses up maxAttempts
    failures           int NOT NULL DEFAULT 0,    -- in a row: unknown, not_sent, accepted_no_id
    delays             int NOT NULL DEFAULT 0,    -- in a row: not_sent, throttled, held: the back-off
    lookups            int NOT NULL DEFAULT 0,    -- all so far: the number of the last lookup
    doubt_lookups      int NOT NULL DEFAULT 0,    -- in this doubt
    none_since         timestamptz,               -- when the first complete lookup of this doubt that saw nothing started
    evidence_version   int NOT NULL DEFAULT 0,    -- grows with every lookup and late answer; a verdict names the one it judged
    late_evidence      boolean NOT NULL DEFAULT false,  -- came while posting: judged when the attempt ends
    platform_order_id  text,
    platform_order_url text,
    audit_seq          int NOT NULL DEFAULT 0,
    audit_head         bytea NOT NULL DEFAULT '',
    needs_person       boolean GENERATED ALWAYS AS (status IN ('broken', 'rejected', 'failed') OR overdue) STORED,
    CONSTRAINT orders_identity_unique UNIQUE (source, ext_id),
    CONSTRAINT orders_status_valid CHECK (status IN
        ('queued', 'posting', 'synced', 'in_doubt', 'broken', 'rejected', 'failed', 'resyncing', 'cancelled')),
    CONSTRAINT orders_lease_while_posting CHECK ((status = 'posting') = (lease_until IS NOT NULL)),
    CONSTRAINT orders_due_while_unsettled CHECK ((status IN ('queued', 'posting', 'in_doubt', 'resyncing')) = (due_at IS NOT NULL)),
    CONSTRAINT orders_deadline_in_doubt CHECK (status <> 'in_doubt' OR (settles_at IS NOT NULL AND decide_by IS NOT NULL)),
    CONSTRAINT orders_synced_is_linked CHECK (status <> 'synced' OR platform_order_id IS NOT NULL)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);

-- The one index behind every sweep. By store, so that one store's backlog never hides another's due orders.
CREATE INDEX orders_due ON orders (store_id, due_at) WHERE due_at IS NOT NULL;
-- Lists and gauges of what waits for a person; the claim changes none of these columns.
CREATE INDEX orders_needs_person ON orders (store_id, received_at) WHERE needs_person;
CREATE INDEX orders_received ON orders (received_at, id);

CREATE TABLE order_content (
    order_id   bigint NOT NULL,
    generation int NOT NULL,
    body       text NOT NULL,                     -- as handed over; each attempt of the generation sends these bytes
    PRIMARY KEY (order_id, generation)
);

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE order_search (
    order_id bigint PRIMARY KEY,
    store_id int NOT NULL,
    customer text NOT NULL,
    total    numeric NOT NULL,
    currency text NOT NULL,
    placed_at timestamptz NOT NULL,
    haystack text NOT NULL                        -- id, customer, e-mail, SKUs in lower case, one a line
);
CREATE INDEX order_search_haystack ON order_search USING gin (haystack gin_trgm_ops);

-- History is insert-only and partitioned by order, so that it is dropped whole after retention.
CREATE TABLE attempts (
    order_id    bigint NOT NULL,
    number      int NOT NULL,
    generation  int NOT NULL,
    idem_key    text NOT NULL,
    shop_id     text,                             -- the shop that the store stood for
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz NOT NULL,
    outcome     text NOT NULL,
    http_status int,
    detail      text NOT NULL,
    PRIMARY KEY (order_id, number),
    CONSTRAINT attempts_outcome_valid CHECK (outcome IN
        ('accepted', 'accepted_no_id', 'not_sent', 'rejected', 'throttled', 'held', 'unknown'))
) PARTITION BY RANGE (order_id);

CREATE TABLE lookups (
    order_id   bigint NOT NULL,
    number     int NOT NULL,
    started_at timestamptz NOT NULL,
    at         timestamptz NOT NULL,
    result     text NOT NULL,
    fresh      boolean NOT NULL,
    complete   boolean NOT NULL,
    detail     text,
    candidates jsonb NOT NULL DEFAULT '[]',
    ruleset    text NOT NULL,
    found_by   text NOT NULL,                     -- lookup, webhook, watch, late-answer, person
    PRIMARY KEY (order_id, number),
    CONSTRAINT lookups_result_valid CHECK (result IN ('exact', 'candidates', 'none', 'inconclusive'))
) PARTITION BY RANGE (order_id);

CREATE TABLE audit (
    order_id       bigint NOT NULL,
    seq            int NOT NULL,
    at             timestamptz NOT NULL,
    actor_kind     text NOT NULL,
    actor          text NOT NULL,
    action         text NOT NULL,
    from_status    text,
    to_status      text NOT NULL,
    reason         text,
    attempt        int NOT NULL,
    generation     int NOT NULL,
    ruleset        text,
    policy_version int,
    hash           bytea NOT NULL,
    PRIMARY KEY (order_id, seq)
) PARTITION BY RANGE (order_id);

CREATE TABLE attempts_p0 PARTITION OF attempts FOR VALUES FROM (0) TO (10000000);
CREATE TABLE lookups_p0 PARTITION OF lookups FOR VALUES FROM (0) TO (10000000);
CREATE TABLE audit_p0 PARTITION OF audit FOR VALUES FROM (0) TO (10000000);
-- A safety net: an order past the last partition made ahead is still recorded.
CREATE TABLE attempts_rest PARTITION OF attempts DEFAULT;
CREATE TABLE lookups_rest PARTITION OF lookups DEFAULT;
CREATE TABLE audit_rest PARTITION OF audit DEFAULT;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are never changed or removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text NOT NULL,
    shard       smallint NOT NULL,
    key         text NOT NULL,
    type        text NOT NULL,
    order_id    bigint NOT NULL,
    traceparent text,
    at          timestamptz NOT NULL,
    payload     text NOT NULL,
    parked_reason text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, vacuum_truncate = off);

-- A copy belongs to at most one order. It is reserved here before it is linked or voided.
CREATE TABLE links (
    shop_id           text NOT NULL,
    platform_order_id text NOT NULL,
    order_id          bigint NOT NULL,
    purpose           text NOT NULL DEFAULT 'link' CONSTRAINT links_purpose_valid CHECK (purpose IN ('link', 'void')),
    at                timestamptz NOT NULL,
    CONSTRAINT links_copy_unique PRIMARY KEY (shop_id, platform_order_id)
);
CREATE INDEX links_order ON links (order_id);

CREATE TABLE dismissals (
    order_id          bigint NOT NULL,
    platform_order_id text NOT NULL,
    at                timestamptz NOT NULL,
    actor             text NOT NULL,
    reason            text NOT NULL,
    PRIMARY KEY (order_id, platform_order_id)
);

-- After a retry: when to look for a late copy of an earlier attempt.
CREATE TABLE twin_watch (
    order_id bigint PRIMARY KEY,
    store_id int NOT NULL,
    due_at   timestamptz NOT NULL,
    step     int NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL
);
CREATE INDEX twin_watch_due ON twin_watch (store_id, due_at);

CREATE TABLE twins (
    order_id          bigint NOT NULL,
    platform_order_id text NOT NULL,
    url               text,
    found_at          timestamptz NOT NULL,
    found_by          text NOT NULL CONSTRAINT twins_found_by_valid CHECK (found_by IN ('webhook', 'watch', 'lookup', 'late-answer')),
    state             text NOT NULL DEFAULT 'open' CONSTRAINT twins_state_valid CHECK (state IN ('open', 'voided', 'kept')),
    PRIMARY KEY (order_id, platform_order_id)
);
