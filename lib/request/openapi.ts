import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { permissionOf, type Verb } from "#lib/auth/permissions.ts";
import { api, rawEndpoints } from "#lib/request/api.ts";
import packageJson from "../../package.json" with { type: "json" };

extendZodWithOpenApi(z);

const problem = z.object({
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
  reason: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** OpenAPI 3.1 from the same table and schemas that serve the requests. */
export function openApiDocument(origin: string) {
  const registry = new OpenAPIRegistry();
  for (const [name, { verb, output }] of Object.entries(api)) {
    const input = verb.schema instanceof z.ZodObject ? verb.schema : null;
    registerPath(registry, name, verb.verb, { input, body: input ? null : verb.schema, output });
  }
  for (const [name, { verb, query }] of Object.entries(rawEndpoints)) {
    registerPath(registry, name, verb, { input: query, body: null, output: null });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: { title: "Holdfast", version: packageJson.version },
    servers: [{ url: `${origin}/api/v1` }],
  });
}

function registerPath(
  registry: OpenAPIRegistry,
  name: string,
  verb: Verb,
  shape: { input: z.ZodObject | null; body: z.ZodType | null; output: z.ZodType | null },
): void {
  const [method = "GET", path = "/"] = name.split(" ");
  const pathNames = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const params = z.object(Object.fromEntries(pathNames.map((each) => [each, z.string()])));
  const rest = z.object(
    Object.fromEntries(
      Object.entries(shape.input?.shape ?? {}).filter(([each]) => !pathNames.includes(each)),
    ),
  );
  const body = shape.body ?? rest;
  registry.registerPath({
    method: method === "GET" ? "get" : "post",
    path,
    operationId: name.replace(/[^a-zA-Z]+/g, "_"),
    summary: permissionOf(verb).title,
    description: describeAccess(verb),
    request: {
      params: pathNames.length > 0 ? params : undefined,
      query: method === "GET" ? rest : undefined,
      body:
        method === "GET" ? undefined : { content: { "application/json": { schema: body } }, required: true },
    },
    responses: {
      200: {
        description: "Done",
        ...(shape.output ? { content: { "application/json": { schema: shape.output } } } : {}),
      },
      default: { description: "A problem", content: { "application/problem+json": { schema: problem } } },
    },
  });
}

function describeAccess(verb: Verb): string {
  const { roles, open, self, system, token, needsApproval } = permissionOf(verb);
  const who = open
    ? "everybody"
    : self
      ? "every signed-in person"
      : system
        ? "the program itself"
        : roles.join(", ");
  return [
    `For ${who}.`,
    token ? "Open to API tokens with this scope." : "",
    needsApproval ? "Needs approval." : "",
  ]
    .filter(Boolean)
    .join(" ");
}
