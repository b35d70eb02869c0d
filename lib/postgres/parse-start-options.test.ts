import { expect, test } from "vitest";
import { parseStartOptions } from "./parse-start-options.ts";

test("a configuration file in /etc is found again, the data directory is left out", () => {
  const text = `/usr/lib/postgresql/15/bin/postgres "-D" "/var/lib/postgresql/15/main" "-c" "config_file=/etc/postgresql/15/main/postgresql.conf"\n`;
  expect(parseStartOptions(text)).toEqual(["-c", "config_file=/etc/postgresql/15/main/postgresql.conf"]);
});

test("what Holdfast added to a start is not taken for the owner's", () => {
  const text = `/bin/postgres "-D" "/my data" "-p" "5433" "-c" "holdfast.arguments=follow" "-c" "listen_addresses="\n`;
  expect(parseStartOptions(text)).toEqual(["-p", "5433"]);
});

test("an empty value and spaces survive", () => {
  const text = `/bin/postgres "-D/data" "-c" "listen_addresses=" "-k" "/a b"\n`;
  expect(parseStartOptions(text)).toEqual(["-c", "listen_addresses=", "-k", "/a b"]);
});

test("no file means no options", () => {
  expect(parseStartOptions("")).toEqual([]);
});
