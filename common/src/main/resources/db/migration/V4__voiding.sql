-- Copies that are being taken out of a shop: of a broken order, before a fresh post or for good, or a twin. A row lives
-- from the press until the copy is proven gone or the void is given up; the copy's reservation stands in links.
CREATE TABLE voidings (
    order_id          bigint NOT NULL,
    platform_order_id text NOT NULL,
    store_id          int NOT NULL,
    shop_id           text NOT NULL,               -- the copy is touched in no other shop
    purpose           text NOT NULL CONSTRAINT voidings_purpose_valid CHECK (purpose IN ('resync', 'void', 'twin')),
    or_cancel         boolean NOT NULL,            -- cancel it where the shop does not delete it
    cancelling        boolean NOT NULL DEFAULT false,  -- the shop refused to delete it
    forced            boolean NOT NULL,            -- an admin voids it although it was worked on
    was_linked        boolean NOT NULL,            -- what the reservation goes back to when the void is given up
    unclear           boolean NOT NULL DEFAULT false,  -- an answer was unclear: people have been told
    tries             int NOT NULL DEFAULT 0,
    deadline          timestamptz NOT NULL,
    due_at            timestamptz NOT NULL,        -- while somebody works on it: the end of that one's lease
    PRIMARY KEY (order_id, platform_order_id)
);
CREATE INDEX voidings_due ON voidings (store_id, due_at);
