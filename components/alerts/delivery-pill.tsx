import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { DeliveryDto } from "#lib/channels/schema.ts";

/** "Delivered" only when the other side accepted it. */
export function DeliveryPill({ delivery }: { delivery: Pick<DeliveryDto, "state" | "attempts"> }) {
  const [tone, words] = look(delivery);
  return <Pill tone={tone}>{words}</Pill>;
}

function look({ state, attempts }: Pick<DeliveryDto, "state" | "attempts">): [Tone, string] {
  switch (state) {
    case "sent":
      return ["good", "Delivered"];
    case "dead":
      return ["bad", "Given up"];
    case "pending":
      return attempts === 0 ? ["busy", "Waiting"] : ["warn", "Trying again"];
  }
}
