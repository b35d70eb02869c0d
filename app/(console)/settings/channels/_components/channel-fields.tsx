"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { severities } from "#lib/alerts/words.ts";
import type { ChannelDto, ChannelKind } from "#lib/channels/schema.ts";
import { thresholdWords } from "./channel-words.ts";
import { EmailFields } from "./email-fields.tsx";

interface ChannelFieldsProps {
  kind: ChannelKind;
  /** The channel as it is, when it is being changed. */
  channel?: ChannelDto;
  errorOf: (path: string) => string | undefined;
}

export function ChannelFields({ kind, channel, errorOf }: ChannelFieldsProps) {
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="Who or what is behind it." error={errorOf("name")}>
          {(control) => <Input {...control} name="name" defaultValue={channel?.name} />}
        </Field>
        <Field label="Told about" error={errorOf("minimumSeverity")}>
          {(control) => (
            <Select {...control} name="minimumSeverity" defaultValue={channel?.minimumSeverity ?? "warning"}>
              {severities.map((severity) => (
                <option key={severity} value={severity}>
                  {thresholdWords[severity]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {kind === "email" && <EmailFields channel={channel} errorOf={errorOf} />}
      {kind !== "email" && (
        <Field
          label={kind === "slack" ? "Webhook address from Slack" : "Address"}
          isOptional={channel !== undefined}
          hint={addressHint(kind, channel)}
          error={errorOf("target.url")}
        >
          {(control) => (
            <Input
              {...control}
              name="target.url"
              type="url"
              spellCheck={false}
              placeholder={kind === "slack" ? "https://hooks.slack.com/services/…" : "https://"}
            />
          )}
        </Field>
      )}
      {kind === "webhook" && (
        <Field
          label="Signing secret"
          isOptional
          hint={
            channel
              ? "Left empty: stays what it was."
              : "Standard Webhooks, “whsec_…”. Left empty: one is made and shown once."
          }
          error={errorOf("target.signingSecret")}
        >
          {(control) => (
            <Input {...control} name="target.signingSecret" type="password" autoComplete="new-password" />
          )}
        </Field>
      )}
      <Checkbox
        name="allowPrivate"
        defaultChecked={channel?.settings.allowPrivate ?? false}
        label="It is a server inside our own network"
        hint={
          kind === "email"
            ? "Otherwise addresses of private networks are refused, and the connection has to be encrypted."
            : "Otherwise addresses of private networks are refused, and only https is allowed."
        }
      />
    </div>
  );
}

function addressHint(kind: ChannelKind, channel: ChannelDto | undefined): string {
  const secret =
    kind === "slack"
      ? "Whoever has it can post in your channel: it is sealed and never shown again."
      : "Sealed and never shown again; redirects are not followed.";
  return channel ? `Now at ${channel.target}. Left empty: stays what it was.` : secret;
}
