-- What was compared before a decision, so that other rules can be tried on it. It has the personal data that the candidates
-- beside it have, and goes with their partition.
ALTER TABLE lookups ADD COLUMN ruling jsonb;     -- null: nothing was decided, or it was decided before this was kept
CREATE INDEX lookups_ruled ON lookups (at) WHERE ruling IS NOT NULL;
