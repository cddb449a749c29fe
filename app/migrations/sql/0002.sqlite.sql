CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER line_no_update BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER line_no_delete BEFORE DELETE ON line
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER line_no_replace BEFORE INSERT ON line
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM line WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM seal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER slip_no_update BEFORE UPDATE ON slip
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER slip_no_delete BEFORE DELETE ON slip
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER slip_no_replace BEFORE INSERT ON slip
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM slip WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER entry_no_replace_1 BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq AND station_id = NEW.station_id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER slip_no_replace_1 BEFORE INSERT ON slip
WHEN EXISTS (SELECT 1 FROM slip WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER slip_no_replace_2 BEFORE INSERT ON slip
WHEN EXISTS (SELECT 1 FROM slip WHERE entry_id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER seal_no_replace_1 BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE entry_id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER grant_one_holder_insert BEFORE INSERT ON "grant"
WHEN NEW.kind IN ('own', 'cover', 'leave') AND EXISTS (
  SELECT 1 FROM "grant" AS other WHERE other.id <> COALESCE(NEW.id, -1)
  AND other.unit = NEW.unit AND other.unit_id = NEW.unit_id AND other.kind = NEW.kind
  AND (other.until IS NULL OR other.until > NEW.since)
  AND (NEW.until IS NULL OR NEW.until > other.since)
  AND (other.until IS NULL OR other.until > other.since)
  AND (NEW.until IS NULL OR NEW.until > NEW.since))
BEGIN SELECT RAISE(ABORT, 'two holders of one unit at one time'); END

CREATE TRIGGER grant_one_holder_update BEFORE UPDATE ON "grant"
WHEN NEW.kind IN ('own', 'cover', 'leave') AND EXISTS (
  SELECT 1 FROM "grant" AS other WHERE other.id <> COALESCE(NEW.id, -1)
  AND other.unit = NEW.unit AND other.unit_id = NEW.unit_id AND other.kind = NEW.kind
  AND (other.until IS NULL OR other.until > NEW.since)
  AND (NEW.until IS NULL OR NEW.until > other.since)
  AND (other.until IS NULL OR other.until > other.since)
  AND (NEW.until IS NULL OR NEW.until > NEW.since))
BEGIN SELECT RAISE(ABORT, 'two holders of one unit at one time'); END
