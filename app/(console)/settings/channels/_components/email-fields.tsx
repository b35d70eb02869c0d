"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";

const securities = {
  starttls: { words: "STARTTLS, required", port: "587" },
  tls: { words: "TLS from the first byte", port: "465" },
  none: { words: "None: local relay", port: "25" },
} as const;
type Security = keyof typeof securities;

interface EmailFieldsProps {
  channel: ChannelDto | undefined;
  errorOf: (path: string) => string | undefined;
}

export function EmailFields({ channel, errorOf }: EmailFieldsProps) {
  const before = channel && "port" in channel.settings ? channel.settings : null;
  const [security, setSecurity] = useState<Security>(before?.security ?? "starttls");
  const [port, setPort] = useState(before ? String(before.port) : securities.starttls.port);
  const chooseSecurity = (value: string) => {
    const next = value === "tls" || value === "none" ? value : "starttls";
    // A port that was chosen by hand stays.
    if (port === securities[security].port) setPort(securities[next].port);
    setSecurity(next);
  };
  return (
    <>
      <Field
        label="To"
        hint="One address per line."
        error={errorOf("target.settings.to") ?? addressError(errorOf)}
      >
        {(control) => (
          <Textarea
            {...control}
            name="target.settings.to"
            rows={2}
            spellCheck={false}
            defaultValue={before?.to.join("\n")}
          />
        )}
      </Field>
      <Field label="From" error={errorOf("target.settings.from")}>
        {(control) => (
          <Input
            {...control}
            name="target.settings.from"
            type="email"
            placeholder="holdfast@example.com"
            defaultValue={before?.from}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-[2fr_1.4fr_6rem]">
        <Field label="Mail server" error={errorOf("target.settings.host")}>
          {(control) => (
            <Input
              {...control}
              name="target.settings.host"
              placeholder="smtp.example.com"
              spellCheck={false}
              defaultValue={before?.host}
            />
          )}
        </Field>
        <Field label="Encryption" error={errorOf("target.settings.security")}>
          {(control) => (
            <Select
              {...control}
              name="target.settings.security"
              value={security}
              onChange={(event) => chooseSecurity(event.target.value)}
            >
              {Object.entries(securities).map(([value, { words }]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Port" error={errorOf("target.settings.port")}>
          {(control) => (
            <Input
              {...control}
              name="target.settings.port"
              type="number"
              inputMode="numeric"
              min={1}
              max={65_535}
              value={port}
              onChange={(event) => setPort(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="User name" isOptional error={errorOf("target.settings.user")}>
          {(control) => (
            <Input
              {...control}
              name="target.settings.user"
              spellCheck={false}
              defaultValue={before?.user ?? undefined}
            />
          )}
        </Field>
        <Field
          label="Password"
          isOptional
          hint={channel ? "Left empty: stays what it was." : "Sealed here; only a worker can open it."}
          error={errorOf("target.password")}
        >
          {(control) => (
            <Input {...control} name="target.password" type="password" autoComplete="new-password" />
          )}
        </Field>
      </div>
    </>
  );
}

/** Which of the addresses is refused is known by its place. */
function addressError(errorOf: (path: string) => string | undefined): string | undefined {
  for (let place = 0; place < 50; place += 1) {
    if (errorOf(`target.settings.to.${place}`)) return `Address ${place + 1} is not an e-mail address.`;
  }
  return undefined;
}
