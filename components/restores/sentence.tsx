"use client";

import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { restoreSentence } from "#lib/restores/rules.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

type SentencePlan = Pick<RestorePlan, "resource" | "target" | "destination" | "undoOfId">;

const date = /(\d{4}-\d{2}-\d{2})/;

/** A restore as one sentence, its moment in the zone chosen here; a date is never broken over two lines. */
export function Sentence({ plan }: { plan: SentencePlan }) {
  const { zone } = useZone();
  const text = restoreSentence(plan, (target, frozenAt) => describeTarget(target, zone, frozenAt));
  return (
    <span className="num">
      {text.split(date).map((part, index) =>
        date.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <span key={index} className="whitespace-nowrap">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}
