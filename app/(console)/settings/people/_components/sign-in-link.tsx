"use client";

import type { z } from "zod";
import { TimeText } from "#components/data/time-text.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { signInLinkDto } from "#lib/users/schema.ts";

export function SignInLink({ link, name }: { link: z.infer<typeof signInLinkDto>; name: string }) {
  return (
    <div className="grid gap-2">
      <p>
        Give this link to {isolate(name)} yourself, over a channel that you trust. It is shown only now, works
        once and expires <TimeText at={link.expiresAt} />.
      </p>
      <CopyText text={link.url} label="the link" />
    </div>
  );
}
