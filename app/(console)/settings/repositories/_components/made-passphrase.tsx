"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isolate } from "#lib/format/isolate.ts";

interface MadePassphraseProps {
  passphrase: string;
  host: string;
  onTaken: () => void;
}

/** Shown once, with what becomes of it. */
export function MadePassphrase({ passphrase, host, onTaken }: MadePassphraseProps) {
  return (
    <Panel title="Passphrase of the repository" tone="warn" className="max-w-3xl">
      <div className="grid gap-3">
        <p>
          It is shown only now. Without it nothing in the repository can ever be read: keep a copy away from
          this installation and from the repository.
        </p>
        <CopyText text={passphrase} label="the passphrase" />
        <p className="text-ink-2">
          Holdfast keeps it sealed for its workers. Once a resource is archived into the repository, it is
          also in clear on {isolate(host)}, for the worker's account only:{" "}
          <code className="id">repo…-cipher-pass</code> in <code className="id">engine/*.conf</code> of the
          worker's folder.
        </p>
        <div>
          <Button tone="primary" onClick={onTaken}>
            I have it, open the repository
          </Button>
        </div>
      </div>
    </Panel>
  );
}
