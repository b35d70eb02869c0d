-- Column privileges say which columns a role may change; these triggers say from what to what.

-- The web process asks for work and may take back what nobody has started. It never reports anything done.
CREATE FUNCTION holdfast_guard_operation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."status" = 'queued' AND NEW."attempt" = 0 AND NEW."result" IS NULL AND NEW."worker_id" IS NULL
      AND NEW."started_at" IS NULL AND NEW."finished_at" IS NULL THEN RETURN NEW; END IF;
  ELSIF OLD."status" = 'queued' AND NEW."status" = 'cancelled' THEN RETURN NEW;
  ELSIF ROW(NEW."status", NEW."finished_at", NEW."error_code", NEW."error_reason", NEW."error_message", NEW."error_hint")
    IS NOT DISTINCT FROM
    ROW(OLD."status", OLD."finished_at", OLD."error_code", OLD."error_reason", OLD."error_message", OLD."error_hint")
    THEN RETURN NEW;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'the web process cannot report an outcome';
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON "operations" FOR EACH ROW
  WHEN (current_user = 'holdfast_web') EXECUTE FUNCTION holdfast_guard_operation();

-- A decision is made once, and an approval is spent once (T8, T10).
CREATE FUNCTION holdfast_guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."decision" <> 'requested' AND ROW(NEW."decision", NEW."decided_at", NEW."approval_expires_at")
    IS DISTINCT FROM ROW(OLD."decision", OLD."decided_at", OLD."approval_expires_at")
    OR OLD."spent_by_id" IS NOT NULL AND ROW(NEW."spent_by_id", NEW."spent_at") IS DISTINCT FROM ROW(OLD."spent_by_id", OLD."spent_at")
    OR NEW."decision" = 'approved' AND OLD."decision" <> 'approved' AND current_user = 'holdfast_worker'
  THEN RAISE insufficient_privilege USING MESSAGE = 'a decision is made once, by those who may'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON "change_requests" FOR EACH ROW
  WHEN (current_user IN ('holdfast_web', 'holdfast_worker')) EXECUTE FUNCTION holdfast_guard_decision();
