import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { permissionOf, type Verb } from "#lib/auth/permissions.ts";
import { api, rawEndpoints } from "#lib/request/api.ts";
import packageJson from "../../package.json" with { type: "json" };

const problem = z.object({
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
  reason: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

interface Shape {
  /** Left out: what the verb is called. */
  summary?: string;
  input: z.ZodType | null;
  /** Null: a file or a stream. */
  output: z.ZodType | null;
}

/** OpenAPI 3.1 from the same table and schemas that serve the requests. */
export function openApiDocument(origin: string) {
  const paths: ZodOpenApiPathsObject = {};
  const add = (name: string, verb: Verb, shape: Shape) => {
    const [method = "GET", path = "/"] = name.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, verb, shape) };
  };
  for (const [name, { verb, output }] of Object.entries(api))
    add(name, verb.verb, { input: verb.schema, output });
  for (const [name, { verb, summary, query }] of Object.entries(rawEndpoints))
    add(name, verb, { summary, input: query, output: null });
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Holdfast", version: packageJson.version },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
  });
}

function operation(name: string, verb: Verb, shape: Shape) {
  const [method, path = "/"] = name.split(" ");
  const pathNames = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const input = shape.input instanceof z.ZodObject ? without(shape.input, pathNames) : shape.input;
  const isRead = method === "GET";
  return {
    operationId: name.replace(/[^a-zA-Z]+/g, "_").replace(/_$/, ""),
    summary: shape.summary ?? permissionOf(verb).title,
    description: describeAccess(verb),
    requestParams: {
      path: z.object(Object.fromEntries(pathNames.map((each) => [each, z.string()]))),
      ...(isRead && input instanceof z.ZodObject && { query: input }),
    },
    ...(!isRead && {
      requestBody: { required: true, content: { "application/json": { schema: input ?? z.object({}) } } },
    }),
    responses: {
      ...success(shape.output),
      default: { description: "A problem", content: { "application/problem+json": { schema: problem } } },
    },
  };
}

function without(schema: z.ZodObject, names: string[]): z.ZodObject {
  return z.object(Object.fromEntries(Object.entries(schema.shape).filter(([name]) => !names.includes(name))));
}

function success(output: z.ZodType | null) {
  if (output instanceof z.ZodVoid) return { 204: { description: "Done" } };
  return {
    200: { description: "Done", ...(output && { content: { "application/json": { schema: output } } }) },
  };
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
  const parts = [
    `For ${who}.`,
    token && "Open to API tokens with this scope.",
    needsApproval && "Needs approval.",
  ];
  return parts.filter(Boolean).join(" ");
}
