import { expect, it } from "vitest";
import { api, rawEndpoints } from "#lib/request/api.ts";
import { openApiDocument } from "#lib/request/openapi.ts";

it("describes every endpoint with its path names, input and answer", () => {
  const document = openApiDocument("https://holdfast.example");
  const described = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(document.openapi).toBe("3.1.0");
  expect(described.toSorted()).toEqual([...Object.keys(api), ...Object.keys(rawEndpoints)].toSorted());
  const text = JSON.stringify(document);
  expect(text).toContain('"/changes/{id}/approve"');
  expect(text).toContain("planHash");
  expect(document.paths?.["/operations/{id}/log/download"]?.get?.summary).toBe("The whole log as text");
});
