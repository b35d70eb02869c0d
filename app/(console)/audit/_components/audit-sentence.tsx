"use client";

import { Fragment } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { splitInstants } from "./split-instants.ts";

/** An entry as a sentence, its instants in the zone of the page like the times beside it. */
export function AuditSentence({ sentence }: { sentence: string }) {
  return splitInstants(sentence).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>
      {typeof part === "string" ? part : <TimeText at={part.micros} show="full" precision={part.precision} />}
    </Fragment>
  ));
}
