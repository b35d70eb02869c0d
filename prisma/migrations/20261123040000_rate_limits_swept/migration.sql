-- Anybody makes counters by asking, before it is known who asks: workers delete those that no longer count.
CREATE INDEX "rate_limits_window_start_idx" ON "rate_limits"("window_start");
GRANT DELETE ON "rate_limits" TO holdfast_worker;
