import { useMemo } from "react";
import { nearestRestorable } from "#components/timeline/nearest-restorable.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import type { RecoveryAnswer } from "#lib/recovery/schema.ts";

const mostShown = 50;

/** The last restorable moment before something that is known to have happened. */
export function JustBefore(props: {
  recovery: RecoveryAnswer;
  zone: string;
  onChoose: (micros: bigint) => void;
}) {
  const recoverable = useMemo(() => recoverability(props.recovery.windows), [props.recovery.windows]);
  const markers = [...props.recovery.markers]
    .sort((a, b) => (BigInt(a.atMicros) > BigInt(b.atMicros) ? -1 : 1))
    .slice(0, mostShown);
  if (markers.length === 0) return null;
  return (
    <Field label="Or just before something that happened" isOptional className="max-w-lg">
      {(control) => (
        <Select
          {...control}
          value=""
          onChange={(event) => {
            const marker = markers[Number(event.target.value)];
            if (event.target.value === "" || marker === undefined) return;
            const micros = nearestRestorable(recoverable, BigInt(marker.atMicros) - 1n);
            if (micros !== null) props.onChoose(micros);
          }}
        >
          <option value="">Choose an event…</option>
          {markers.map((marker, index) => (
            <option key={`${marker.atMicros}-${marker.text}`} value={index}>
              {formatInstant(marker.atMicros, props.zone)} · {marker.text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
