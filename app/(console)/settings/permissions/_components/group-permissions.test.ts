import { expect, test } from "vitest";
import { permissions } from "#lib/auth/permissions.ts";
import { groupPermissions } from "./group-permissions.ts";

const rows = Object.keys(permissions).map((verb) => ({ verb }));

test("the table shows every verb of the policy exactly once", () => {
  const shown = groupPermissions(rows).flatMap((group) => group.rows.map(({ verb }) => verb));
  expect(shown.toSorted()).toEqual(Object.keys(permissions).toSorted());
});

test("a verb that this page does not know is shown, and first", () => {
  expect(groupPermissions([...rows, { verb: "vault.open" }])[0]).toEqual({
    title: "New",
    rows: [{ verb: "vault.open" }],
  });
});
