const counted = /^\((?:\d+ alerts?)?(?:, )?(?:\d+ to approve)?\) /;

/** "(2 alerts, 1 to approve) Overview": the counts in front, never twice. */
export function withCounts(
  title: string,
  { alerts, approvals }: { alerts: number; approvals: number },
): string {
  const bare = title.replace(counted, "");
  const parts = [
    alerts > 0 ? `${alerts} ${alerts === 1 ? "alert" : "alerts"}` : null,
    approvals > 0 ? `${approvals} to approve` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? bare : `(${parts.join(", ")}) ${bare}`;
}
