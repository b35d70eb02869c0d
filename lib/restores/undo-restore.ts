import { writeVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { loadRestore } from "#lib/restores/load-restore.ts";
import { queuePreview } from "#lib/restores/preview-restore.ts";
import { type RestoreDto, restoreIdInput } from "#lib/restores/schema.ts";

/** A pre-filled preview of "go back to just before": the named restore point, on the timeline it was made on. */
export const undoRestore = writeVerb("restore.preview", restoreIdInput, async (ctx, tx, { id }) => {
  const restore = await loadRestore(ctx, tx, id);
  if (!restore.canUndo || restore.wayBack?.kind !== "backup") {
    throw new AppError("PRECONDITION", "There is no restore point to go back to.", {
      hint: hintFor(restore),
      reason: "no-way-back",
    });
  }
  return queuePreview(ctx, tx, {
    resourceId: restore.resource.id,
    repositoryId: restore.wayBack.repositoryId,
    target: { kind: "name", name: restore.wayBack.restorePoint, timeline: restore.wayBack.timeline },
    destination: { kind: "in-place" },
    undoOfId: restore.id,
  });
});

function hintFor({ wayBack, safetyBackup }: RestoreDto): string {
  if (wayBack?.kind === "set-aside") return `The data directory as it was before is kept at ${wayBack.path}.`;
  if (wayBack?.kind !== "backup" || safetyBackup === null)
    return "This restore changed nothing in place, or nothing could be saved before it.";
  if (!safetyBackup.isStored) return `Its safety backup ${wayBack.label} is no longer in the repository.`;
  return safetyBackup.isHeld
    ? "The restore has not ended yet."
    : `Its safety backup is no longer held. While it lasts, ask for the restore point ${wayBack.restorePoint} on timeline ${wayBack.timeline}.`;
}
