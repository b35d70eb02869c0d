import { createHash } from "node:crypto";

/** The same expected run has the same id wherever it is worked out (RFC 9562, version 8). */
export function slotId(slot: {
  policyId: string;
  scheduleId: string;
  resourceId: string;
  dueAtMicros: bigint;
}): string {
  return hashedId(`slot/v1\0${slot.policyId}\0${slot.scheduleId}\0${slot.resourceId}\0${slot.dueAtMicros}`);
}

/** What runs a slot: a second attempt to start it meets the first one's row. */
export function slotOperationId(id: string): string {
  return hashedId(`slot-operation/v1\0${id}`);
}

function hashedId(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
