import ipaddr from "ipaddr.js";

/**
 * Whether an address is one of the public internet. Everything else (private, loopback, link-local and with it cloud
 * metadata, carrier NAT, unique local, tunnels and translations that may end in any of them) is not. An IPv4
 * address mapped into IPv6 is judged as what it stands for.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // ::a.b.c.d, the old form of mapping, is not among the library's ranges.
  return (
    parsed.kind() === "ipv4" ||
    !parsed
      .toByteArray()
      .slice(0, 12)
      .every((byte) => byte === 0)
  );
}

/** The host of a URL or a setting as an IP address; null when it is a name. */
export function literalAddress(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  return ipaddr.isValid(bare) ? ipaddr.parse(bare).toString() : null;
}
