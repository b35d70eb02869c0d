"use client";

import { type ComponentProps, useState } from "react";
import { useZone } from "#components/data/use-zone.ts";
import { Select } from "#components/ui/select.tsx";

type ZoneFieldProps = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  value: string;
  onChange: (zone: string) => void;
};

/** A zone by its IANA name; UTC and the reader's own come first. */
export function ZoneField({ value, onChange, ...rest }: ZoneFieldProps) {
  const { zone } = useZone();
  // Hundreds of names: listed only once somebody is about to choose.
  const [all, setAll] = useState<string[]>([]);
  const list = () => setAll(Intl.supportedValuesOf("timeZone"));
  const zones = [...new Set(["UTC", zone, value, ...all])];
  return (
    <Select
      {...rest}
      value={value}
      onFocus={list}
      onPointerDown={list}
      onChange={(event) => onChange(event.target.value)}
    >
      {zones.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
