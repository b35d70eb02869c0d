import { api, type EndpointName } from "#lib/request/api.ts";
import { type RouteHandler, route } from "#lib/request/route.ts";

/** The handler of one endpoint of the API table; a route file names its endpoint and nothing more. */
export function endpoint(name: EndpointName): RouteHandler {
  const entry = api[name];
  return route(entry.verb, "statusOf" in entry ? entry.statusOf : undefined);
}
