import type { DemoPlace } from "./demo-place.ts";
import type { Layout } from "./layout.ts";
import type { FirstStart } from "./run-first-start.ts";
import { say } from "./say.ts";

/** The last words of a start: where it is, how to get in, how to end it. */
export function announce(
  origin: string,
  layout: Layout,
  links: FirstStart["links"],
  demo: DemoPlace | null,
): void {
  say("");
  say(`Holdfast runs at ${origin}`);
  if (links.length > 0) {
    say("");
    say("Links for the first sign-in; each works once, for the person named:");
    const width = Math.max(...links.map(({ name }) => name.length));
    for (const { name, roles, url } of links)
      say(`  ${name.padEnd(width)}  ${roles.join(", ").padEnd(8)}  ${url}`);
  }
  say("");
  say(`Everything it keeps is in ${layout.data}; what its parts say is in ${layout.logs}.`);
  if (demo) {
    say(
      `The demo cluster on port ${demo.port} runs by itself, as a protected database does: Ctrl-C leaves it running,`,
    );
    say("`npm run stop-demo` stops it.");
  }
  say("Ctrl-C (or `npm stop`) stops Holdfast.");
}
