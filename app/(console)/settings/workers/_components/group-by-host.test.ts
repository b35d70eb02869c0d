import { expect, test } from "vitest";
import { groupByHost } from "./group-by-host.ts";

const orders = { id: "1", name: "orders-db", host: "db-2" };
const billing = { id: "2", name: "billing-db", host: "db-9" };

test("a host with resources and no worker is shown, and before those that are served", () => {
  expect(
    groupByHost(
      [
        { host: "db-1", isOnline: true },
        { host: "db-2", isOnline: true },
      ],
      [orders, billing],
    ),
  ).toEqual([
    { host: "db-9", worker: null, resources: [billing] },
    { host: "db-1", worker: { host: "db-1", isOnline: true }, resources: [] },
    { host: "db-2", worker: { host: "db-2", isOnline: true }, resources: [orders] },
  ]);
});

test("a silent worker comes before one that reports, and what it serves before what serves nothing", () => {
  const workers = [
    { host: "a", isOnline: true },
    { host: "b", isOnline: false },
    { host: "db-2", isOnline: false },
  ];
  expect(groupByHost(workers, [orders]).map(({ host }) => host)).toEqual(["db-2", "b", "a"]);
});
