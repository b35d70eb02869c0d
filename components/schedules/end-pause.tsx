"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import type { PauseDto } from "#lib/schedules/schema.ts";
import { refreshSchedule } from "./refresh-schedule.ts";

export function EndPause({ pause }: { pause: PauseDto }) {
  const { can } = useSession();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => postJson(`/pauses/${pause.id}/end`, {}, ({ pauseDto }) => pauseDto),
    onSuccess: () => refreshSchedule(client),
  });
  if (!can("pause.end")) return null;
  return (
    <>
      <Button size="small" isBusy={end.isPending} onClick={() => end.mutate()}>
        Resume<span className="sr-only"> the scheduled runs of {pause.resource.name}</span>
      </Button>
      {end.isError && (
        <p role="alert" className="w-full text-sm text-bad">
          Still paused: {asProblem(end.error).message}
        </p>
      )}
    </>
  );
}
