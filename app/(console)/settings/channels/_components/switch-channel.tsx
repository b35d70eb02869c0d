"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";
import { unchanged } from "./unchanged.ts";

export function SwitchChannel({ channel }: { channel: ChannelDto }) {
  const client = useQueryClient();
  const flip = useMutation({
    mutationFn: () => {
      const { id, ...rest } = unchanged(channel);
      return postJson(
        `/channels/${id}`,
        { ...rest, isEnabled: !channel.isEnabled },
        ({ channelDto }) => channelDto,
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["channel"] }),
  });
  return (
    <>
      <Button
        tone={channel.isEnabled ? "danger" : "primary"}
        isBusy={flip.isPending}
        onClick={() => flip.mutate()}
      >
        {channel.isEnabled ? "Switch it off" : "Switch it on"}
      </Button>
      {flip.error && <Problem title="Nothing was changed" problem={asProblem(flip.error)} />}
    </>
  );
}
