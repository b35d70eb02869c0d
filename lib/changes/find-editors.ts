import { type Change, changeSubjects } from "#lib/changes/change-subjects.ts";
import { MAKER_EDIT_MICROS } from "#lib/changes/rules.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { minOf } from "#lib/format/bigint.ts";

/** Audit actions that make their actor a maker of later changes of what they edited (T4). */
const EDITS = [
  "resource.create",
  "resource.update",
  "resource.setUp",
  "repository.create",
  "policy.create",
  "policy.update",
  "policy.attach",
];

/** By each request: who edited what it changes, its policies or its repositories, since a day before it was made. */
export async function findEditors<Row extends Change & { createdAt: Date }>(
  db: Database | Transaction,
  changes: readonly Row[],
): Promise<Map<Row, string[]>> {
  if (changes.length === 0) return new Map();
  const subjects = await changeSubjects(db, changes);
  const repositories = await db.resourceRepository.findMany({
    where: { resourceId: { in: subjects.flatMap(({ resourceIds }) => resourceIds) } },
    select: { resourceId: true, repositoryId: true },
  });
  const asked = changes.map((change, index) => {
    const { resourceIds = [], policyIds = [] } = subjects[index] ?? {};
    const used = repositories.filter(({ resourceId }) => resourceIds.includes(resourceId));
    return {
      change,
      sinceMicros: BigInt(change.createdAt.getTime()) * 1000n - MAKER_EDIT_MICROS,
      subjectIds: new Set([...resourceIds, ...policyIds, ...used.map(({ repositoryId }) => repositoryId)]),
    };
  });
  const edits = await lastEdits(db, asked);
  return new Map(
    asked.map(({ change, sinceMicros, subjectIds }) => {
      const made = edits.filter(
        ({ subjectId, atMicros }) => subjectIds.has(subjectId) && atMicros >= sinceMicros,
      );
      return [change, [...new Set(made.map(({ actorId }) => actorId))]];
    }),
  );
}

/** The last edit of each of the subjects by each person, as far back as the oldest request asks for. */
async function lastEdits(
  db: Database | Transaction,
  asked: readonly { sinceMicros: bigint; subjectIds: ReadonlySet<string> }[],
) {
  const since = asked.map(({ sinceMicros }) => sinceMicros).reduce(minOf);
  const rows = await db.auditEntry.groupBy({
    by: ["subjectId", "actorId"],
    where: {
      action: { in: EDITS },
      outcome: "done",
      subjectId: { in: [...new Set(asked.flatMap(({ subjectIds }) => [...subjectIds]))] },
      atMicros: { gte: since },
      actorId: { not: null },
    },
    _max: { atMicros: true },
  });
  return rows.flatMap(({ subjectId, actorId, _max: { atMicros } }) =>
    subjectId === null || actorId === null || atMicros === null ? [] : [{ subjectId, actorId, atMicros }],
  );
}
