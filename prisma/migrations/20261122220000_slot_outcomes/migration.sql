-- How a run went is said by its operation. It is noted beside the run, too, because what failed among years of runs
-- that went well cannot be found by an index that knows only one of the two.

-- AlterTable
ALTER TABLE "slots" ADD COLUMN "outcome" "OperationStatus";

-- A run learns of its operation when it is linked to it, and again when that ends; nobody writes it by hand.
CREATE FUNCTION holdfast_outcome_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Locked, so that an operation that ends at this moment ends before or after, and not unnoticed.
  NEW."outcome" := (SELECT "status" FROM "operations" WHERE "id" = NEW."operation_id" FOR SHARE);
  IF NEW."outcome" IN ('queued', 'running') THEN NEW."outcome" := NULL; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION holdfast_outcome_of_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "slots" SET "outcome" = NEW."status" WHERE "operation_id" = NEW."id";
  RETURN NULL;
END $$;
ALTER TABLE "slots" DISABLE TRIGGER USER;
UPDATE "slots" SET "outcome" = "operations"."status" FROM "operations"
  WHERE "operations"."id" = "slots"."operation_id" AND "operations"."status" IN ('succeeded', 'failed', 'cancelled');
ALTER TABLE "slots" ENABLE TRIGGER USER;
CREATE TRIGGER outcome BEFORE INSERT OR UPDATE OF "operation_id" ON "slots" FOR EACH ROW EXECUTE FUNCTION holdfast_outcome_of_link();
CREATE TRIGGER outcome AFTER UPDATE OF "status" ON "operations" FOR EACH ROW
  WHEN (NEW."status" <> OLD."status" AND NEW."status" IN ('succeeded', 'failed', 'cancelled')) EXECUTE FUNCTION holdfast_outcome_of_end();

-- What somebody should look at, and what was ever missed: few among a great many.
CREATE INDEX "slots_open" ON "slots" ("due_at_micros" DESC, "id" DESC) INCLUDE ("resource_id")
  WHERE "acknowledged_at" IS NULL AND ("missed_at" IS NOT NULL OR "outcome" = 'failed');
CREATE INDEX "slots_ever_missed" ON "slots" ("due_at_micros" DESC, "id" DESC) INCLUDE ("resource_id") WHERE "missed_at" IS NOT NULL;
