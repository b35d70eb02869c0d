"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Radio } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChannelKind, createdChannel } from "#lib/channels/schema.ts";
import { channelKinds } from "#lib/channels/words.ts";
import { isolate } from "#lib/format/isolate.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { kindWords } from "./channel-words.ts";
import { readChannelForm } from "./read-channel-form.ts";
import { SigningSecret } from "./signing-secret.tsx";

type Created = z.infer<typeof createdChannel>;

const kindHints: Record<ChannelKind, string> = {
  email: "Through your mail server.",
  webhook: "JSON to an address of yours, signed after Standard Webhooks.",
  slack: "An incoming webhook of Slack, or of what speaks like it.",
};

export function AddChannel() {
  const { can } = useSession();
  const router = useRouter();
  const [created, setCreated] = useState<Created | null>(null);
  const open = ({ channel }: Created) => router.push(`/settings/channels/${channel.id}`);
  if (created?.signingSecret) {
    return (
      <>
        <PageHead
          title={`${isolate(created.channel.name)} is added`}
          sub="One thing to take along before you go on."
        />
        <SigningSecret secret={created.signingSecret} onTaken={() => open(created)} />
      </>
    );
  }
  return (
    <>
      <PageHead title="Add a channel" sub="Nothing is sent by adding it; test it right after." />
      {can("channel.create") ? (
        <ChannelForm onCreated={(one) => (one.signingSecret ? setCreated(one) : open(one))} />
      ) : (
        <Panel>
          <EmptyState title="Adding a channel needs the role admin" />
        </Panel>
      )}
    </>
  );
}

function ChannelForm({ onCreated }: { onCreated: (created: Created) => void }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<ChannelKind>("email");
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createChannelInput }) => createChannelInput,
    read: (data) => readChannelForm(kind, data),
    send: (input) => postJson("/channels", input, ({ createdChannel }) => createdChannel),
    onDone: (created) => {
      client.invalidateQueries({ queryKey: ["channel"] });
      onCreated(created);
    },
  });
  return (
    <form {...form} className="grid max-w-3xl gap-3.5">
      {error && <Problem title="The channel was not added" problem={asProblem(error)} />}
      <Panel className="grid gap-4">
        <Fieldset legend="Kind">
          {channelKinds.map((one) => (
            <Radio
              key={one}
              name="kind"
              value={one}
              checked={kind === one}
              onChange={() => setKind(one)}
              label={kindWords[one]}
              hint={kindHints[one]}
            />
          ))}
        </Fieldset>
        <ChannelFields key={kind} kind={kind} errorOf={errorOf} />
      </Panel>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Add it
        </Button>
        <Link href="/settings/channels" className={buttonStyle()}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
