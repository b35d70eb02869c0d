import type { BackupSetDto } from "#lib/backups/schema.ts";
import type { HoldDto, RetentionPreview, RetentionVerdict } from "#lib/retention/schema.ts";

type SetKey = Pick<BackupSetDto, "resourceId" | "repository" | "label">;

/** A set is known by its repository and label; the same label in another repository is another set. */
export function findVerdict(previews: RetentionPreview[], set: SetKey): RetentionVerdict | undefined {
  return previews
    .find((one) => one.resource.id === set.resourceId && one.repository.id === set.repository.id)
    ?.verdicts.find((verdict) => verdict.label === set.label);
}

export function holdsOn(holds: HoldDto[], set: SetKey): HoldDto[] {
  return holds.filter(
    (hold) =>
      hold.resource.id === set.resourceId &&
      hold.repository.id === set.repository.id &&
      hold.label === set.label,
  );
}
