import { describe, expect, test } from "vitest";
import { isolate, withoutTurns } from "./isolate.ts";

describe("text of a person inside a sentence", () => {
  test("is left as it is where it reads from left to right", () => {
    for (const text of ["orders-db", "", "Zoë – “main” (2)", "日本", "👩‍💻"])
      expect(isolate(text)).toBe(text);
  });

  test("is set apart where it has words from right to left, wherever they stand", () => {
    expect(isolate("قاعدة orders-db!")).toBe("\u2068قاعدة orders-db!\u2069");
    expect(isolate("orders-db של דנה.")).toBe("\u2068orders-db של דנה.\u2069");
  });

  test("cannot turn what follows it", () => {
    expect(isolate("evil\u202e gnp.exe")).toBe("evil gnp.exe");
    expect(isolate("\u2069דנה\u202e")).toBe("\u2068דנה\u2069");
  });

  test("is set apart once, however often it is put into something", () => {
    expect(isolate(isolate("דנה"))).toBe(isolate("דנה"));
    expect(withoutTurns(`${isolate("דנה")} asked`)).toBe("דנה asked");
  });
});
