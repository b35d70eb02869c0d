"use client";

import { useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { readChannelForm } from "./read-channel-form.ts";

export function EditChannel({ channel }: { channel: ChannelDto }) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ updateChannelInput }) => updateChannelInput,
    read: (data) => ({
      id: channel.id,
      isEnabled: channel.isEnabled,
      ...readChannelForm(channel.kind, data),
    }),
    send: ({ id, ...rest }) => postJson(`/channels/${id}`, rest, ({ channelDto }) => channelDto),
    onDone: (_, element) => {
      client.invalidateQueries({ queryKey: ["channel"] });
      for (const secret of element.querySelectorAll<HTMLInputElement>(
        "input[type=password],input[type=url]",
      )) {
        secret.value = "";
      }
      confirmDone("The channel is changed. Test it.");
    },
  });
  return (
    <Panel title="Change it">
      <form {...form} className="grid gap-4">
        {error && <Problem title="The channel was not changed" problem={asProblem(error)} />}
        <ChannelFields kind={channel.kind} channel={channel} errorOf={errorOf} />
        <div>
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Save the changes
          </Button>
        </div>
      </form>
    </Panel>
  );
}
