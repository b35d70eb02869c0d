import { expect, test } from "vitest";
import { formatEnvironment, parseEnvironment } from "./environment-file.ts";

test("what was written is read back, whatever a URL or a secret holds", () => {
  const environment = {
    HOLDFAST_URL: "postgresql://a:b%27@[::1]:5432/x?y=z#$HOME",
    NEXTAUTH_SECRET: 'a"b \\c',
  };
  expect(parseEnvironment(formatEnvironment(environment))).toEqual(environment);
});

test("lines of an administrator are understood with and without quotes; comments are not variables", () => {
  expect(parseEnvironment('# note\nA=1\n  B="two words"\nC=\nnot a variable\n')).toEqual({
    A: "1",
    B: "two words",
    C: "",
  });
});

test("a value that a shell would read differently is refused", () => {
  expect(() => formatEnvironment({ A: "it's" })).toThrow("quote");
  expect(() => formatEnvironment({ A: "two\nlines" })).toThrow("line break");
});
