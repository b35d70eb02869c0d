"use client";

import { useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { zoneOffset } from "#lib/format/instant.ts";
import { useNow } from "./use-now.ts";
import { useZone } from "./use-zone.ts";

/** The zone in which this browser shows times, always by its IANA name. Never changes an instant. */
export function ZoneSelect({ id, className }: { id?: string; className?: string }) {
  const { zone, setZone } = useZone();
  const now = useNow(60_000);
  // Hundreds of names: listed only once somebody is about to choose.
  const [zones, setZones] = useState<string[]>([]);
  const list = () =>
    setZones(["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")]);
  const title = (name: string) =>
    now === 0 || name === "UTC" ? name : `${name} (${zoneOffset(BigInt(now) * 1000n, name)})`;
  return (
    <Select
      id={id}
      aria-label="Time zone in which times are shown"
      className={className ?? ""}
      value={zone}
      onFocus={list}
      onPointerDown={list}
      onChange={(event) => setZone(event.target.value)}
    >
      {!zones.includes(zone) && <option value={zone}>{title(zone)}</option>}
      {zones.map((name) => (
        <option key={name} value={name}>
          {name === zone ? title(name) : name}
        </option>
      ))}
    </Select>
  );
}
