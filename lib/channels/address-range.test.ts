import { describe, expect, test } from "vitest";
import { isPublicAddress, literalAddress } from "#lib/channels/address-range.ts";

describe("an address inside", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["0.0.0.0", "this host"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["169.254.169.254", "cloud metadata"],
    ["100.64.0.1", "carrier NAT"],
    ["100.100.100.200", "cloud metadata"],
    ["192.0.2.1", "documentation"],
    ["198.18.0.1", "benchmarking"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "broadcast"],
    ["240.0.0.1", "reserved"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::127.0.0.1", "IPv4-compatible"],
    ["::ffff:127.0.0.1", "mapped loopback"],
    ["::ffff:7f00:1", "mapped loopback"],
    ["::ffff:10.1.2.3", "mapped private"],
    ["::ffff:169.254.169.254", "mapped metadata"],
    ["64:ff9b::7f00:1", "translated loopback"],
    ["64:ff9b:1::7f00:1", "translated, local use"],
    ["2002:7f00:1::", "6to4"],
    ["2001:0:7f00:1::", "Teredo"],
    ["fe80::1", "link-local"],
    ["fe80::1%eth0", "link-local with a zone"],
    ["fec0::1", "site-local"],
    ["fc00::1", "unique local"],
    ["fd00:ec2::254", "cloud metadata"],
    ["ff02::1", "multicast"],
    ["2001:db8::1", "documentation"],
    ["not an address", "nothing"],
  ])("%s (%s) is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.each([
  "1.1.1.1",
  "93.184.215.14",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700:4700::1111",
  "::ffff:1.1.1.1",
])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

test("an address is recognised however a URL writes it", () => {
  expect(literalAddress(new URL("http://[::ffff:127.0.0.1]/").hostname)).not.toBeNull();
  expect(literalAddress(new URL("http://2130706433/").hostname)).toBe("127.0.0.1");
  expect(literalAddress(new URL("http://0x7f.1/").hostname)).toBe("127.0.0.1");
  expect(literalAddress("localhost")).toBeNull();
});
