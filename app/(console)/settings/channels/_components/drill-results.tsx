import { TimeText } from "#components/data/time-text.tsx";
import { cn } from "#components/ui/cn.ts";
import { ToneShape } from "#components/ui/pill.tsx";
import type { AlertDrillDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

const colors = { good: "text-good", bad: "text-bad", unknown: "text-idle" };

/** Each channel's own result: what was not heard of is not called accepted. */
export function DrillResults({ drill }: { drill: AlertDrillDto }) {
  return (
    <ul className="grid gap-0.5 text-sm">
      {drill.channels.map((channel) => {
        const tone = channel.error ? "bad" : channel.sentAt ? "good" : "unknown";
        return (
          <li key={channel.name} className="flex items-baseline gap-1.5">
            <ToneShape tone={tone} className={cn("translate-y-px", colors[tone])} />
            <span className="min-w-0 text-ink-2 wrap-anywhere">
              <span className="text-ink">{isolate(channel.name)}</span>{" "}
              {channel.error ??
                (channel.sentAt ? (
                  <>
                    accepted it <TimeText at={channel.sentAt} />
                  </>
                ) : drill.finishedAt ? (
                  "did not accept it in time"
                ) : (
                  "is being tried"
                ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
