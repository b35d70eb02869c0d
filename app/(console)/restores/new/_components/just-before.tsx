import { useMemo, useState } from "react";
import { justBefore } from "#components/timeline/just-before.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import type { RecoveryAnswer, TimelineMarker } from "#lib/recovery/schema.ts";

const mostShown = 50;

interface JustBeforeProps {
  recovery: RecoveryAnswer;
  zone: string;
  chosenMicros: bigint | null;
  onChoose: (micros: bigint) => void;
}

/** The last restorable moment before something that is known to have happened. */
export function JustBefore({ recovery, zone, chosenMicros, onChoose }: JustBeforeProps) {
  const recoverable = useMemo(() => recoverability(recovery.windows), [recovery.windows]);
  // Said for as long as the choice is the one it was said of.
  const [notice, setNotice] = useState<{ text: string; chosenMicros: bigint | null } | null>(null);
  const markers = [...recovery.markers]
    .sort((a, b) => (BigInt(a.atMicros) > BigInt(b.atMicros) ? -1 : 1))
    .slice(0, mostShown);
  if (markers.length === 0) return null;
  const choose = (marker: TimelineMarker) => {
    const { micros, cause } = justBefore(recoverable, BigInt(marker.atMicros));
    const event = `${marker.text}, ${formatInstant(marker.atMicros, zone)}`;
    if (micros === null) {
      const text = `Nothing was chosen: no moment before “${event}” can be restored. ${cause}`;
      return setNotice({ text, chosenMicros });
    }
    const last = formatInstant(micros, zone, "micros");
    const text = `The moments just before “${event}” cannot be restored: ${cause} Chosen instead: the last before them, ${last}.`;
    setNotice(cause === null ? null : { text, chosenMicros: micros });
    onChoose(micros);
  };
  return (
    <div className="grid max-w-lg gap-1.5">
      <Field label="Or just before something that happened" isOptional>
        {(control) => (
          <Select
            {...control}
            value=""
            onChange={(event) => {
              const marker = markers[Number(event.target.value)];
              if (event.target.value !== "" && marker !== undefined) choose(marker);
            }}
          >
            <option value="">Choose an event…</option>
            {markers.map((marker, index) => (
              <option key={`${marker.atMicros}-${marker.text}`} value={index}>
                {formatInstant(marker.atMicros, zone)} · {marker.text}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div aria-live="polite" className="text-sm text-warn">
        {notice?.chosenMicros === chosenMicros && notice.text}
      </div>
    </div>
  );
}
