import type { Prisma } from "#lib/db/generated/client.ts";
import { clusterFacts, postgresSettings, type ResourceDto } from "#lib/resources/schema.ts";

export const resourceRows = {
  system: true,
  repositories: { include: { repository: true }, orderBy: { position: "asc" } },
  objectives: true,
} satisfies Prisma.ResourceInclude;

export type ResourceRow = Prisma.ResourceGetPayload<{ include: typeof resourceRows }>;

export function toResourceDto(row: ResourceRow): ResourceDto {
  const target = (kind: "rpo" | "rto") =>
    row.objectives.find((each) => each.kind === kind)?.targetSeconds ?? null;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    tier: row.system?.tier ?? "standard",
    host: row.host,
    settings: postgresSettings.parse(row.settings),
    systemIdentifier: row.systemIdentifier,
    repositories: row.repositories.map(({ repository, position }) => ({
      id: repository.id,
      name: repository.name,
      kind: repository.kind,
      position,
    })),
    objectives: { rpoSeconds: target("rpo"), rtoSeconds: target("rto") },
    facts: row.facts === null ? null : clusterFacts.parse(row.facts),
    factsAt: row.factsAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
