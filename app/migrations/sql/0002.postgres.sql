CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$

CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER line_no_change BEFORE UPDATE OR DELETE ON line
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER line_no_truncate BEFORE TRUNCATE ON line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER seal_no_change BEFORE UPDATE OR DELETE ON seal
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER slip_no_change BEFORE UPDATE OR DELETE ON slip
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER slip_no_truncate BEFORE TRUNCATE ON slip
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE EXTENSION IF NOT EXISTS btree_gist

ALTER TABLE "grant" ADD CONSTRAINT grant_one_holder EXCLUDE USING gist
(unit WITH =, unit_id WITH =, kind WITH =, tstzrange(since, until) WITH &&)
WHERE (kind IN ('own', 'cover', 'leave'))
