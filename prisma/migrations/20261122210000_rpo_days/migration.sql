-- A month of samples, one a minute, is too much to read for every resource each time somebody looks: what a day of
-- them says is written down with them, by the database itself, whoever writes.

-- CreateTable
CREATE TABLE "rpo_days" (
    "resource_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "samples" INTEGER NOT NULL DEFAULT 0,
    "worst_ms" BIGINT NOT NULL DEFAULT 0,
    "first_micros" BIGINT NOT NULL DEFAULT 0,
    "last_micros" BIGINT NOT NULL DEFAULT 0,
    "begins_hourly" BOOLEAN NOT NULL DEFAULT false,
    "unseen_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rpo_days_pkey" PRIMARY KEY ("resource_id","day")
);

-- AddForeignKey
ALTER TABLE "rpo_days" ADD CONSTRAINT "rpo_days_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The samples of a span in one row; of an empty one in a row of zero samples. A pause counts as unseen when it is
-- longer than lib/objectives/rules.ts says: five minutes, two hours before a sample that stands for its hour.
CREATE FUNCTION holdfast_sum_up_rpo(of_resource UUID, from_micros BIGINT, before_micros BIGINT)
RETURNS TABLE (samples INTEGER, worst_ms BIGINT, first_micros BIGINT, last_micros BIGINT, begins_hourly BOOLEAN, unseen_micros BIGINT)
LANGUAGE sql STABLE AS $$
  SELECT COALESCE(sum(stands_for), 0)::int, COALESCE(max(value_ms), 0), COALESCE(min(at_micros), 0), COALESCE(max(at_micros), 0),
    COALESCE(bool_or(is_hourly AND pause IS NULL), false),
    COALESCE(sum(pause) FILTER (WHERE pause > CASE WHEN is_hourly THEN 7200000000 ELSE 300000000 END), 0)::bigint
  FROM (
    SELECT at_micros, value_ms, COALESCE((details->>'samples')::int, 1) AS stands_for, COALESCE(details ? 'samples', false) AS is_hourly,
      at_micros - lag(at_micros) OVER (ORDER BY at_micros) AS pause
    FROM measurements
    WHERE resource_id = of_resource AND kind = 'rpo' AND at_micros >= from_micros AND at_micros < before_micros
  ) AS seen
$$;

-- With the rights of its owner: nobody else writes these rows.
CREATE FUNCTION holdfast_sum_up_rpo_day(of_resource UUID, of_day INTEGER) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- It locks the day: whoever comes second reads the samples of whoever came first.
  INSERT INTO rpo_days (resource_id, day) VALUES (of_resource, of_day)
    ON CONFLICT (resource_id, day) DO UPDATE SET day = EXCLUDED.day;
  UPDATE rpo_days SET (samples, worst_ms, first_micros, last_micros, begins_hourly, unseen_micros) =
    (SELECT * FROM holdfast_sum_up_rpo(of_resource, of_day * 86400000000, (of_day + 1) * 86400000000))
    WHERE resource_id = of_resource AND day = of_day;
  DELETE FROM rpo_days WHERE resource_id = of_resource AND day = of_day AND samples = 0;
END $$;
REVOKE EXECUTE ON FUNCTION holdfast_sum_up_rpo_day FROM PUBLIC;

CREATE FUNCTION holdfast_sum_up_changed_rpo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM holdfast_sum_up_rpo_day(resource_id, day) FROM (
    SELECT DISTINCT resource_id, (at_micros / 86400000000)::int AS day FROM changed WHERE kind = 'rpo' ORDER BY 1, 2
  ) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER sum_up_inserted AFTER INSERT ON "measurements" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast_sum_up_changed_rpo();
CREATE TRIGGER sum_up_deleted AFTER DELETE ON "measurements" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast_sum_up_changed_rpo();
CREATE TRIGGER sum_up_replaced AFTER UPDATE ON "measurements" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast_sum_up_changed_rpo();
CREATE TRIGGER sum_up_replacing AFTER UPDATE ON "measurements" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast_sum_up_changed_rpo();
SELECT count(holdfast_sum_up_rpo_day(resource_id, day)) FROM (
  SELECT DISTINCT resource_id, (at_micros / 86400000000)::int AS day FROM measurements WHERE kind = 'rpo'
) AS had;

-- The few that were over an objective, whatever it is.
CREATE INDEX "measurements_rpo_by_loss" ON "measurements" ("resource_id", "value_ms", "at_micros") WHERE "kind" = 'rpo';

GRANT SELECT ON "rpo_days" TO holdfast_web, holdfast_worker;
