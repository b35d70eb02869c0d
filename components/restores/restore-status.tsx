import { restoreLook } from "#components/restores/restore-words.ts";
import { Pill } from "#components/ui/pill.tsx";
import type { RestoreDto } from "#lib/restores/schema.ts";

export function RestoreStatusPill({ status }: { status: RestoreDto["status"] }) {
  const look = restoreLook[status];
  return <Pill tone={look.tone}>{look.words}</Pill>;
}
