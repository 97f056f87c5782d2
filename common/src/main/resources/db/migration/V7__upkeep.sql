-- Parked events are counted at each pass of the gauges: never by reading the outbox.
CREATE INDEX outbox_parked ON outbox (id) WHERE parked_reason IS NOT NULL;

-- Makes the partitions of the orders' history up to that of the given order. Each takes 10,000,000 orders. A new one
-- needs a short lock on its table: it is made long before it is needed, and gives way (lock_timeout) rather than queue writers.
CREATE FUNCTION make_history_partitions(upto bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    size CONSTANT bigint := 10000000;
    parent text;
    name text;
    made int := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(1330860360) THEN -- another replica is at it
        RETURN 0;
    END IF;
    PERFORM set_config('lock_timeout', '2s', true);
    FOREACH parent IN ARRAY ARRAY['attempts', 'lookups', 'audit'] LOOP
        FOR i IN 0..upto / size LOOP
            name := parent || '_p' || i;
            IF to_regclass(name) IS NULL THEN
                EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', name, parent, i * size, (i + 1) * size);
                made := made + 1;
            END IF;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;
