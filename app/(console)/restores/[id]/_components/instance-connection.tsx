import type { ReactNode } from "react";
import type { z } from "zod";
import { TimeText } from "#components/data/time-text.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { instanceDto } from "#lib/restores/schema.ts";

interface InstanceConnectionProps {
  instance: z.infer<typeof instanceDto>;
  discardedAt: string | null;
  children: ReactNode;
}

/** How to reach the server that a restore created; it listens on its own host only. */
export function InstanceConnection({ instance, discardedAt, children }: InstanceConnectionProps) {
  if (discardedAt !== null)
    return (
      <Panel title="The new instance">
        <p>
          Discarded <TimeText at={discardedAt} />. Only what this restore had created was removed.
        </p>
      </Panel>
    );
  return (
    <Panel title="The new instance" tone="accent">
      <p className="mb-2">
        It runs on {instance.host} and can be reached from there only. It does not archive. Connect with:
      </p>
      <div className="grid gap-2">
        <CopyText
          label="the command over the socket"
          text={`psql -h ${instance.socketDirectory} -p ${instance.port} -U ${instance.user}`}
        />
        <CopyText
          label="the command over loopback"
          text={`psql -h 127.0.0.1 -p ${instance.port} -U ${instance.user}`}
        />
      </div>
      <p className="mt-3 mb-2">
        Take one table out of it: write the names in place of the capitals. Where the table exists already,
        this stops and changes nothing.
      </p>
      <CopyText
        label="the command that copies a table"
        text={`pg_dump -h ${instance.socketDirectory} -p ${instance.port} -U ${instance.user} -t TABLE DATABASE | psql -v ON_ERROR_STOP=1 -1 -f - -d DESTINATION`}
      />
      <p className="mt-2 text-sm text-ink-3">
        Data directory <span className="id">{instance.dataDirectory}</span>
      </p>
      {children}
    </Panel>
  );
}
