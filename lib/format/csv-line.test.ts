import { expect, test } from "vitest";
import { csvLine } from "#lib/format/csv-line.ts";

test("quotes are doubled, and nothing is read as a formula", () => {
  expect(csvLine(["plain", 'say "hi"', "a,b"])).toBe('"plain","say ""hi""","a,b"\r\n');
  expect(csvLine(["=1+1", "+1", "-1", "@x", "\tx"])).toBe(`"'=1+1","'+1","'-1","'@x","'\tx"\r\n`);
});
