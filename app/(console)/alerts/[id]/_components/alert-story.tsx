"use client";

import { toldWords } from "#components/alerts/told-words.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ToneShape } from "#components/ui/pill.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { type Chapter, tellStory } from "./tell-story.ts";

/** What happened, in the order in which it happened; what has not happened yet is said as well. */
export function AlertStory({ alert }: { alert: AlertDto }) {
  return (
    <Panel title="Story">
      <ol className="grid gap-2.5">
        {tellStory(alert, toldWords(alert)).map((chapter) => (
          <li key={chapter.title} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-1.5">
            <ToneShape tone={chapter.tone} className={`mt-1 ${colors[chapter.tone]}`} />
            <div>
              <p>
                <span className="font-[560]">{chapter.title}</span>
                {chapter.at && (
                  <span className="text-ink-3">
                    {" "}
                    · <TimeText at={chapter.at} show="full" />, <TimeText at={chapter.at} />
                  </span>
                )}
              </p>
              {chapter.words && <p className="text-ink-2 wrap-anywhere">{chapter.words}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const colors: Record<Chapter["tone"], string> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  idle: "text-idle",
  unknown: "text-idle",
};
