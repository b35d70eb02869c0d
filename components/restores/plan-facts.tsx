"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { wayBackWords } from "#components/restores/restore-words.ts";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

/** Everything that decides the outcome, exactly: what an approval is bound to (T2). */
export function PlanFacts({ plan, planHash }: { plan: Omit<RestorePlan, "requesterId">; planHash?: string }) {
  const { zone } = useZone();
  const { destination, target, hooks } = plan;
  return (
    <>
      <Facts>
        <Fact label="Resource">{plan.resource.name}</Fact>
        <Fact label="Chosen target">
          <span className="num">{describeTarget(target.chosen, zone, target.lastCommitMicros)}</span>
        </Fact>
        <Fact label="Recovery stops">
          <StopWords plan={plan} />
        </Fact>
        <Fact label="Last commit kept">
          {target.lastCommitMicros === null ? (
            "the end of the backup set itself"
          ) : (
            <TimeText at={target.lastCommitMicros} show="full" precision="micros" />
          )}
        </Fact>
        <Fact label="From backup set">
          <span className="id">{plan.backupSet.label}</span>
        </Fact>
        <Fact label="From repository">
          {isolate(plan.repository.name)}, key generation{" "}
          <span className="num">{plan.repository.generation}</span>
        </Fact>
        <Fact label="Where">
          {destination.kind === "in-place" ? "In place" : "New instance"} on {destination.host}
          <div className="id text-ink-2">{destination.dataDirectory}</div>
          {destination.kind === "new-instance" && (
            <div className="num text-ink-2">port {destination.port}</div>
          )}
        </Fact>
        {destination.kind === "in-place" && (
          <>
            <Fact label="Cluster now">
              {destination.state}
              {destination.systemIdentifier !== null && (
                <span className="id text-ink-2"> · system identifier {destination.systemIdentifier}</span>
              )}
            </Fact>
            <Fact label="Way back">{wayBackWords[plan.wayBack]}</Fact>
          </>
        )}
        <Fact label="Hooks">
          {hooks.length === 0 ? (
            "none"
          ) : (
            <ul>
              {hooks.map((hook) => (
                <li key={hook.moment}>
                  {hook.moment}: {hook.name}{" "}
                  <span className="id text-ink-3">{hook.sha256.slice(0, 12)}…</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label="Databases">
          {plan.include.length === 0 && plan.exclude.length === 0
            ? "all"
            : [...plan.include, ...plan.exclude.map((name) => `not ${name}`)].join(", ")}
        </Fact>
      </Facts>
      <Disclosure summary="Checksums" className="mt-2">
        <div className="mt-2 grid gap-2">
          {planHash !== undefined && (
            <div>
              <div className="mb-1 text-sm text-ink-3">SHA-256 of this plan</div>
              <CopyText text={planHash} label="the hash of the plan" />
            </div>
          )}
          <div>
            <div className="mb-1 text-sm text-ink-3">SHA-256 of the backup set’s manifest</div>
            <CopyText text={plan.backupSet.manifestSha256} label="the hash of the manifest" />
          </div>
        </div>
      </Disclosure>
    </>
  );
}

function StopWords({ plan }: { plan: Pick<RestorePlan, "target"> }) {
  const { stop } = plan.target;
  const history = <span className="text-ink-3"> on timeline {stop.timeline}</span>;
  switch (stop.kind) {
    case "lsn":
      return (
        <>
          {stop.inclusive ? "just after" : "just before"} <span className="id">{stop.lsn}</span>
          {history}
        </>
      );
    case "name":
      return (
        <>
          at restore point “{isolate(stop.name)}” (<span className="id">{stop.lsn}</span>){history}
        </>
      );
    case "immediate":
      return <>as soon as the set is consistent{history}</>;
  }
}
