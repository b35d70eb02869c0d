"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { changeDate } from "#components/timeline/change-date.ts";
import { parseRecoveryTarget } from "#components/timeline/parse-instant.ts";
import type { InstantReading, WallClockReading } from "#components/timeline/read-wall-clock.ts";
import type { Recoverability } from "#components/timeline/recoverability.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Input } from "#components/ui/input.tsx";
import { nowMicros as currentMicros, formatInstant } from "#lib/format/instant.ts";

interface ChosenMomentProps {
  chosenMicros: bigint | null;
  recoverable: Recoverability;
  zone: string;
  nowMicros: bigint;
  onChoose: (micros: bigint) => void;
  /** Text that cannot be taken chooses nothing: what stands in the field is what is asked for, or nothing is. */
  onDrop: () => void;
  onStep: (deltaMicros: bigint) => void;
  /** What to do with a WAL position: take it, or the address where it can be taken. */
  onLsn: ((lsn: string) => void) | { hrefOf: (lsn: string) => string };
}

interface Question {
  message: string;
  link?: { label: string; href: string };
  /** The instant that was refused, when it was one. */
  micros?: bigint;
  answers: { label: string; micros: bigint }[];
}

/** The page's clock advances in steps; an instant within one of them is not yet the future. */
const clockStepMicros = 10_000_000n;

const steps = [
  { label: "−1 min", name: "−1 min, earlier", micros: -60_000_000n },
  { label: "−1 s", name: "−1 s, earlier", micros: -1_000_000n },
  { label: "+1 s", name: "+1 s, later", micros: 1_000_000n },
  { label: "+1 min", name: "+1 min, later", micros: 60_000_000n },
] as const;

/** The chosen moment as text that can be typed over, with steps and a calendar: no dragging needed. */
export function ChosenMoment(props: ChosenMomentProps) {
  const { chosenMicros, recoverable, zone, nowMicros, onChoose, onDrop, onStep, onLsn } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [asked, setAsked] = useState<Question | null>(null);
  /** What was chosen before text that cannot be taken; Escape brings it back. */
  const [dropped, setDropped] = useState<bigint | null>(null);
  // Asked again with every refresh: what was not in a repository a moment ago may be there now.
  const question = asked?.micros === undefined ? asked : refusal(asked.micros, recoverable, zone, nowMicros);
  const shown = chosenMicros === null ? "" : formatInstant(chosenMicros, zone, "micros");

  const ask = (next: Question) => {
    setAsked(next);
    if (chosenMicros === null) return;
    setDropped(chosenMicros);
    onDrop();
  };
  const settle = () => {
    setDraft(null);
    setAsked(null);
    setDropped(null);
  };
  // Chosen elsewhere, on the line or by a step: the field says that, and nothing older.
  const [seen, setSeen] = useState(chosenMicros);
  if (seen !== chosenMicros) {
    setSeen(chosenMicros);
    if (chosenMicros !== null) settle();
  }
  const take = (micros: bigint) => {
    if (snapInstant(recoverable, micros).kind === "refused")
      return ask(refusal(micros, recoverable, zone, nowMicros));
    settle();
    onChoose(micros);
  };
  const read = (text: string) => {
    const parsed = parseRecoveryTarget(text, {
      zone,
      nowMicros: currentMicros(),
      chosenMicros: chosenMicros ?? dropped,
    });
    switch (parsed.kind) {
      case "instant":
        return take(parsed.micros);
      case "latest": {
        const newest = recoverable.spans.at(-1)?.toMicros;
        return newest === undefined ? take(nowMicros) : take(newest);
      }
      case "lsn":
        if (typeof onLsn === "object") {
          const link = { label: `Restore to ${parsed.lsn}…`, href: onLsn.hrefOf(parsed.lsn) };
          return ask({ message: "That is a WAL position.", answers: [], link });
        }
        settle();
        return onLsn(parsed.lsn);
      case "choose":
        return ask({
          message: parsed.message,
          answers: parsed.readings.map((one) => answerOf(one, zone)),
        });
      case "invalid":
        return ask({ message: parsed.message, answers: [] });
    }
  };
  const onDate = (date: string) => {
    if (date === "") return;
    const reading = changeDate(chosenMicros ?? nowMicros, zone, date);
    if (reading.kind === "instant") return take(reading.micros);
    ask(clockQuestion(reading, zone));
  };

  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {steps.slice(0, 2).map((step) => (
          <StepButton key={step.name} {...step} isDisabled={chosenMicros === null} onStep={onStep} />
        ))}
        <form
          method="post"
          className="contents"
          onSubmit={(event) => {
            event.preventDefault();
            if (draft !== null) read(draft);
          }}
        >
          <Input
            aria-label={`Moment to restore to, in ${zone}`}
            aria-describedby={question === null ? undefined : `${id}-question`}
            aria-invalid={question !== null || undefined}
            placeholder="14:03:10, 10 min ago, …"
            spellCheck={false}
            value={draft ?? shown}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={() => draft !== null && draft.trim() !== "" && draft !== shown && read(draft)}
            onKeyDown={(event) => {
              if (event.key !== "Escape" || draft === null) return;
              settle();
              if (dropped !== null) onChoose(dropped);
            }}
            className="num min-w-0 flex-[1_1_15rem] max-sm:order-first max-sm:basis-full sm:max-w-[19.5rem]"
          />
        </form>
        {steps.slice(2).map((step) => (
          <StepButton key={step.name} {...step} isDisabled={chosenMicros === null} onStep={onStep} />
        ))}
        <Input
          type="date"
          aria-label="Date; the time stays"
          value={chosenMicros === null ? "" : formatInstant(chosenMicros, zone).slice(0, 10)}
          onChange={(event) => onDate(event.target.value)}
          className="num max-w-[9.5rem]"
        />
      </div>
      <div id={`${id}-question`} aria-live="polite">
        {question !== null && (
          <div className="flex flex-wrap items-center gap-2 rounded-md border border-l-[3px] border-l-warn px-3 py-2">
            <span className="min-w-48 flex-1">{question.message}</span>
            {question.answers.map((answer) => (
              <Button key={answer.label} size="small" className="num" onClick={() => take(answer.micros)}>
                {answer.label}
              </Button>
            ))}
            {question.link && (
              <Link href={question.link.href} className={buttonStyle({ size: "small" })}>
                {question.link.label}
              </Link>
            )}
            {dropped !== null && (
              <Button size="small" className="num" onClick={() => take(dropped)}>
                Keep {formatInstant(dropped, zone, "micros")}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function StepButton(props: {
  label: string;
  name: string;
  micros: bigint;
  isDisabled: boolean;
  onStep: (deltaMicros: bigint) => void;
}) {
  return (
    <Button
      className="num px-2.5"
      aria-label={props.name}
      disabled={props.isDisabled}
      onClick={() => props.onStep(props.micros)}
    >
      {props.label}
    </Button>
  );
}

function refusal(micros: bigint, recoverable: Recoverability, zone: string, nowMicros: bigint): Question {
  const snap = snapInstant(recoverable, micros);
  if (snap.kind === "restorable") {
    const label = `Take ${formatInstant(micros, zone, "micros")}`;
    return { micros, message: "That moment can be restored now.", answers: [{ label, micros }] };
  }
  const { beforeMicros, afterMicros } = snap;
  const cause =
    micros > nowMicros + clockStepMicros
      ? `Read as ${formatInstant(micros, zone, "micros")}: that is in the future.`
      : snap.cause;
  return {
    micros,
    message: `That moment cannot be restored. ${cause}`,
    answers: [
      ...(beforeMicros === null
        ? []
        : [{ label: `Last before: ${formatInstant(beforeMicros, zone)}`, micros: beforeMicros }]),
      ...(afterMicros === null
        ? []
        : [{ label: `First after: ${formatInstant(afterMicros, zone)}`, micros: afterMicros }]),
    ],
  };
}

function clockQuestion(reading: Exclude<WallClockReading, { kind: "instant" }>, zone: string): Question {
  const isRepeated = reading.kind === "repeated";
  const both = isRepeated ? reading.readings : reading.nearest;
  return {
    message: isRepeated
      ? `The clocks went back that day: in ${zone} this time came twice. Which one?`
      : `The clocks went forward that day: in ${zone} this time did not exist. The nearest are:`,
    answers: both.map((one) => answerOf(one, zone)),
  };
}

function answerOf(reading: InstantReading, zone: string) {
  return { label: formatInstant(reading.micros, zone, "micros"), micros: reading.micros };
}
