import { z } from "zod";
import type { AuditAction } from "#lib/audit/actions.ts";
import { findTypeWords } from "#lib/backups/words.ts";
import { rejectWords } from "#lib/changes/reject-words.ts";
import { describeInstant, isoToMicros } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import { withArticle } from "#lib/format/sentence.ts";

/** What happened, as people say it. `{subject}` and details are filled in; an unknown action shows its own name. */
const phrases: Record<AuditAction, string> = {
  "access.deny": "was refused",
  "session.create": "signed in",
  "session.fail": "failed to sign in as {subject}",
  "session.revoke": "ended a session",
  "signInLink.use": "set the password of {subject} with a one-time link",
  "user.create": "invited {subject}",
  "user.grantRole": "gave {subject} the role {role}",
  "user.revokeRole": "took the role {role} from {subject}",
  "user.deactivate": "deactivated {subject}",
  "user.issueLink": "issued a one-time sign-in link for {subject}",
  "token.create": "created the API token {subject}",
  "token.revoke": "revoked the API token {subject}",
  "resource.create": "registered {subject}",
  "resource.update": "changed {subject}",
  "resource.check": "asked what protecting {subject} needs",
  "resource.setUp": "asked to set up archiving of {subject}",
  "resource.protect": "set up archiving of {subject} and proved it",
  "repository.create": "added the repository {subject}",
  "repository.probe": "asked to test the repository {subject}",
  "backup.start": "asked for {type} backup of {subject}",
  "backup.succeed": "completed {type} backup of {subject}: {label}",
  "backup.fail": "could not back up {subject}: {message}",
  "backup.cancel": "stopped a backup of {subject}",
  "verify.start": "asked to verify the sets of {subject}",
  "verify.succeed": "read back every file of {subject} and found it whole",
  "verify.fail": "could not verify {subject}: {message}",
  "operation.cancel": "asked to stop: {subject}",
  "operation.fail": "failed: {subject}: {message}",
  "restore.preview": "asked what a restore of {subject} would do",
  "restore.request": "requested restore {subject}: {sentence}, plan {plan}",
  "restore.approve": "approved restore {subject}, plan {plan}",
  "restore.reject": "rejected restore {subject}: {rejection}",
  "restore.cancel": "withdrew restore {subject}",
  "restore.supersede": "superseded restore {subject} by asking for {by}",
  "restore.expire": "let restore {subject} expire: nobody decided in time",
  "restore.start": "started restore {subject}",
  "restore.succeed": "completed and validated restore {subject}",
  "restore.fail": "could not complete restore {subject}: {message}",
  "restore.discard": "asked to discard the instance of restore {subject}",
  "policy.create": "created the policy {subject}",
  "policy.update": "changed the policy {subject}",
  "policy.attach": "put {subject} under the policy {policy}",
  "retention.request": "asked to keep less under {subject}: {sentence}, plan {plan}",
  "retention.approve": "approved keeping less ({subject}), plan {plan}",
  "retention.reject": "rejected keeping less ({subject}): {rejection}",
  "retention.cancel": "withdrew the request to keep less ({subject})",
  "retention.supersede": "superseded the request to keep less ({subject}) by asking for {by}",
  "retention.expire": "let the request to keep less ({subject}) expire: nobody decided in time",
  "retention.start": "started to shorten the retention ({subject})",
  "retention.succeed": "shortened the retention ({subject})",
  "retention.fail": "could not shorten the retention ({subject}): {message}",
  "expire.succeed": "applied the retention of {subject}: {sentence}",
  "expire.fail": "could not apply the retention of {subject}: {message}",
  "hold.create": "put a hold on {label} of {subject}: {reason}",
  "hold.release": "released the hold on {label} of {subject}: {reason}",
  "slot.miss": "noticed that a scheduled run of {subject} did not start: {sentence}",
  "slot.acknowledge": "acknowledged a scheduled run of {subject}: {sentence}",
  "pause.create": "paused the scheduled runs of {subject} until {until}: {reason}",
  "pause.end": "ended the pause of {subject}",
  "system.update": "changed the system {subject}",
  "alert.fire": "raised an alert: {sentence}",
  "alert.resolve": "saw an alert end: {sentence}",
  "alert.acknowledge": "acknowledged an alert: {sentence}",
  "silence.create": "silenced {subject} until {until}: {reason}",
  "silence.end": "ended the silence of {subject}",
  "channel.create": "added the channel {subject}",
  "channel.update": "changed the channel {subject}",
  "channel.test": "sent a test message through {subject}",
  "delivery.replay": "sent a dead letter of {subject} again",
  "alert.drill": "rehearsed the alarm: {sentence}",
  "deadMan.update": "set the dead-man address to {host}",
  "secret.open": "opened the secrets of {subject}",
  "log.download": "downloaded the log of {subject}",
  "series.download": "downloaded what was measured of {subject}",
  "audit.export": "exported the audit log",
};

/** What was refused, where a name follows well; of other verbs the message says it. */
const refused: Record<string, string> = {
  "change.approve": " approving",
  "change.reject": " rejecting",
  "change.cancel": " withdrawing",
};

const entryDetails = z.record(z.string(), z.json()).catch({});
type Details = z.output<typeof entryDetails>;

interface Told {
  action: string;
  actorName: string;
  subjectName: string | null;
  details: unknown;
}

/** The entry as a sentence, e.g. "Mara approved restore R-118, plan 9F3A 41C7". Instants in it are in UTC and say so. */
export function auditSentence(entry: Told): string {
  const details = entryDetails.parse(entry.details);
  const phrase = (phrases as Record<string, string | undefined>)[entry.action] ?? entry.action;
  const filled = phrase.replace(/\{(\w+)\}/g, (_, name: string) => wordsOf(name, entry.subjectName, details));
  const denied = entry.action === "access.deny" ? refusalOf(entry.subjectName, details) : "";
  return `${isolate(entry.actorName)} ${filled}${denied}`;
}

function wordsOf(name: string, subjectName: string | null, details: Details): string {
  const value = text(details[name]);
  switch (name) {
    case "subject":
      return isolate(subjectName ?? "something unnamed");
    case "type":
      return withArticle(findTypeWords(value) ?? isolate(value));
    case "until":
      return Number.isNaN(Date.parse(value)) ? value : describeInstant(isoToMicros(value), "UTC", "minute");
    case "rejection":
      return rejectionOf(details);
    default:
      return isolate(value);
  }
}

/** "The wrong moment, “we meant Tuesday”": the words that the request's page has. */
function rejectionOf({ reason, comment }: Details): string {
  const why = (rejectWords as Record<string, string | undefined>)[text(reason)] ?? isolate(text(reason));
  return typeof comment === "string" ? `${why}, “${isolate(comment)}”` : why;
}

function refusalOf(subjectName: string | null, { verb, message }: Details): string {
  const doing = refused[text(verb)];
  const name = isolate(subjectName ?? "");
  const what = doing ? `${doing} ${name || "a request"}` : name && `, about ${name}`;
  return `${what}: ${isolate(text(message))}`;
}

function text(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value === undefined || value === null ? "?" : JSON.stringify(value);
}
