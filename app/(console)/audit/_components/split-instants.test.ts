import { expect, test } from "vitest";
import { restoreSentence } from "#lib/restores/rules.ts";
import { slotSentence } from "#lib/schedules/slot-sentence.ts";
import { splitInstants } from "./split-instants.ts";

const micros = 1_795_402_860_993_606n;

test("the moment of a restore is found to the microsecond", () => {
  const sentence = restoreSentence({
    resource: { id: "01a20000-0000-7000-8000-000000000000", name: "orders-db" },
    target: {
      chosen: { kind: "time", micros: String(micros) },
      stop: { kind: "immediate", timeline: 1 },
      lastCommitMicros: null,
    },
    destination: { kind: "new-instance", host: "h", dataDirectory: "/n", port: 5433 },
    undoOfId: null,
  });
  expect(splitInstants(`Olga requested restore R-3: ${sentence}, plan 9F3A 41C7`)).toEqual([
    "Olga requested restore R-3: Restore orders-db as of ",
    { micros, precision: "micros" },
    ", into a new instance, plan 9F3A 41C7",
  ]);
});

test("the time of a run is found to the minute", () => {
  const dueAtMicros = micros - (micros % 60_000_000n);
  expect(splitInstants(slotSentence({ action: "full", dueAtMicros }))).toEqual([
    "full backup due ",
    { micros: dueAtMicros, precision: "minute" },
    "",
  ]);
});

test.each(["Mara signed in", "until 2026-13-45 99:99 UTC: no day", "2026-11-22", "02:00 UTC"])(
  "%s has none and stays as it is",
  (sentence) => expect(splitInstants(sentence)).toEqual([sentence]),
);
