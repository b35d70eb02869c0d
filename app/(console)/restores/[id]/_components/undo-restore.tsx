"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** Opens a pre-filled request back to just before this restore; it needs its own approval. */
export function UndoRestore({ restore }: { restore: RestoreDto }) {
  const { can } = useSession();
  const router = useRouter();
  const undo = useMutation({
    mutationFn: () => postJson(`/restores/${restore.id}/undo`, {}, ({ operationDto }) => operationDto),
    onSuccess: (preview) =>
      router.push(`/restores/new?resource=${restore.resource.id}&undo=${restore.id}&preview=${preview.id}`),
  });
  if (!restore.canUndo || !can("restore.request")) return null;
  return (
    <div className="grid gap-2">
      <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
        Go back to just before…
      </Button>
      {undo.isError && <Problem title="The undo could not be prepared" problem={asProblem(undo.error)} />}
    </div>
  );
}
