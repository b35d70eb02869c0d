"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { PostgresSettings } from "#lib/resources/schema.ts";

interface SettingsFieldsProps {
  settings?: PostgresSettings;
  errorOf: (path: string) => string | undefined;
}

/** How the worker on the cluster's host reaches it. */
export function SettingsFields({ settings, errorOf }: SettingsFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Data directory"
        className="sm:col-span-2"
        hint="On the worker's host, as PostgreSQL says with SHOW data_directory."
        error={errorOf("settings.dataDirectory")}
      >
        {(control) => (
          <Input
            {...control}
            name="settings.dataDirectory"
            defaultValue={settings?.dataDirectory}
            placeholder="/var/lib/postgresql/15/main"
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label="Socket directory"
        className="sm:col-span-2"
        hint="SHOW unix_socket_directories."
        error={errorOf("settings.socketDirectory")}
      >
        {(control) => (
          <Input
            {...control}
            name="settings.socketDirectory"
            defaultValue={settings?.socketDirectory ?? "/var/run/postgresql"}
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Port" error={errorOf("settings.port")}>
        {(control) => (
          <Input
            {...control}
            name="settings.port"
            type="number"
            inputMode="numeric"
            min={1}
            max={65535}
            defaultValue={settings?.port ?? 5432}
          />
        )}
      </Field>
      <Field
        label="Database user"
        hint="A superuser, reached over the socket."
        error={errorOf("settings.user")}
      >
        {(control) => (
          <Input
            {...control}
            name="settings.user"
            defaultValue={settings?.user ?? "postgres"}
            spellCheck={false}
          />
        )}
      </Field>
    </div>
  );
}
