import { expect, test } from "vitest";
import { toldWords } from "./told-words.ts";

const nobody = { sent: 0, pending: 0, dead: 0 };
const firing = { state: "firing", muted: null, deliveries: nobody } as const;

test("a firing alert that no channel carries is trouble", () => {
  expect(toldWords(firing)).toEqual({ words: "nobody: no channel wants to know about it", isTrouble: true });
});

test("a message that was given up is trouble even when another one arrived", () => {
  expect(toldWords({ ...firing, deliveries: { sent: 1, pending: 0, dead: 2 } })).toEqual({
    words: "1 message delivered, 2 messages given up",
    isTrouble: true,
  });
});

test("a message that waits is not called delivered", () => {
  expect(toldWords({ ...firing, deliveries: { sent: 0, pending: 1, dead: 0 } }).words).toBe(
    "1 message waiting",
  );
});

test("a muted alert says why nobody was told", () => {
  const muted = { ...firing, muted: "Silenced by Oda until 12:00." };
  expect(toldWords(muted)).toEqual({ words: "Silenced by Oda until 12:00.", isTrouble: false });
});
