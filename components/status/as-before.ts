import type { ResourceStatus } from "#lib/overview/schema.ts";

/** For a status that could not be asked again: what is not known now is not good, however good it was (U10). */
export function asBefore<Status extends Pick<ResourceStatus, "state" | "words">>(status: Status): Status {
  return status.state === "good" ? { ...status, state: "unknown", words: ["Was on objective"] } : status;
}
