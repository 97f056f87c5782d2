-- What shops tell us. A message never decides: it is remembered, and causes a read of the copy that it names.

-- Each message once, so that a repeated one changes nothing. Kept for a day.
CREATE TABLE webhook_deliveries (
    store_id    int NOT NULL,
    delivery_id text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (store_id, delivery_id)
);
CREATE INDEX webhook_deliveries_received ON webhook_deliveries (received_at);

-- Copies to be read. One row per copy, however often the shop tells of it.
CREATE TABLE webhook_reads (
    store_id          int NOT NULL,
    platform_order_id text NOT NULL,
    delivery_id       text NOT NULL,             -- the newest message: one that comes during a read makes it be read again
    reference         text,                      -- as the message had it: all that is left of a copy that is gone
    tries             int NOT NULL DEFAULT 0,
    due_at            timestamptz NOT NULL,
    PRIMARY KEY (store_id, platform_order_id)
);
CREATE INDEX webhook_reads_due ON webhook_reads (store_id, due_at);

-- Finds an order by the part that the keys of all its generations share. The claim changes none of it.
CREATE INDEX orders_key ON orders (substr(idem_key, 4, 32));
