import Link from "next/link";
import { queryText } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";
import { targetText } from "#components/restores/target-text.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** To the form with the same choice; an undo is worked out from the restore that it would take back. */
export function AskAgain({ restore: { plan, undoOfId } }: { restore: RestoreDto }) {
  const { can } = useSession();
  if (!can("restore.request")) return null;
  if (undoOfId !== null)
    return (
      <Link href={`/restores/${undoOfId}`} className={buttonStyle()}>
        Ask again, from the earlier restore
      </Link>
    );
  const choice = {
    resource: plan.resource.id,
    where: plan.destination.kind,
    target: targetText(plan.target.chosen),
  };
  return (
    <Link href={`/restores/new${queryText(choice)}`} className={buttonStyle()}>
      Ask again with changes…
    </Link>
  );
}
