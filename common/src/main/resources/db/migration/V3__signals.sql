-- What people may have to be told, written in the statement that made it so and consumed by the incidents' step.
-- Usually a few rows; an outage leaves one per failed attempt until the next pass.
CREATE TABLE signals (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id int NOT NULL,
    order_id bigint,                             -- null: about the store itself
    kind     text NOT NULL CONSTRAINT signals_kind_valid CHECK (kind IN ('timeout', 'failure', 'failed', 'broken-sync', 'rejected',
        'overdue', 'twin', 'unexpected-answer', 'store-down', 'credentials', 'wrong-shop', 'mail-undeliverable')),
    failures int NOT NULL DEFAULT 0,             -- of the order, in a row
    pressed  boolean NOT NULL DEFAULT false,     -- after a person's Retry
    at       timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

ALTER TABLE incidents ADD told_at timestamptz;   -- the latest opening mail or digest: the next digest keeps its distance
ALTER TABLE mails ADD order_ids bigint[] NOT NULL DEFAULT '{}';  -- the orders that the mail names

CREATE INDEX incidents_store ON incidents (store_id, opened_at);
CREATE INDEX incident_orders_unsettled ON incident_orders (incident_id, order_id) WHERE NOT settled;
CREATE INDEX incident_orders_untold ON incident_orders (incident_id, order_id) WHERE NOT told;
CREATE INDEX mails_incident ON mails (incident_id, id);
