"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Panel } from "#components/ui/panel.tsx";

const example = `import { Webhook } from "standardwebhooks";

// body: the exact text that arrived, before it is parsed
const message = new Webhook(secret).verify(body, headers);`;

/** Shown once, with what the receiver has to do with it. */
export function SigningSecret({ secret, onTaken }: { secret: string; onTaken: () => void }) {
  return (
    <Panel title="Signing secret" tone="warn" className="max-w-3xl">
      <div className="grid gap-3">
        <p>
          It is shown only now. With it the receiver proves that a message came from here and was not changed.
        </p>
        <CopyText text={secret} label="the signing secret" />
        <div>
          <h3 className="mb-1 font-[550]">How to verify</h3>
          <ul className="ml-4 grid list-disc gap-1 text-ink-2">
            <li>
              Headers <code className="id">webhook-id</code>, <code className="id">webhook-timestamp</code>{" "}
              and <code className="id">webhook-signature</code>, as Standard Webhooks says: HMAC-SHA-256 over{" "}
              <code className="id">id.timestamp.body</code>.
            </li>
            <li>Refuse a timestamp that is more than five minutes away.</li>
            <li>
              The same <code className="id">webhook-id</code> again is the same message: a retry.
            </li>
            <li>Answer with 2xx within seconds; anything else is tried again.</li>
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0} className="id mt-2 overflow-x-auto rounded-md bg-bg p-2.5">
            {example}
          </pre>
        </div>
        <div>
          <Button tone="primary" onClick={onTaken}>
            I have it, open the channel
          </Button>
        </div>
      </div>
    </Panel>
  );
}
