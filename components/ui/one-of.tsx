import { cn } from "./cn.ts";
import { Pressable } from "./pressable.tsx";

interface OneOfProps<Id extends string> {
  /** What is chosen, as in "How far back". */
  label: string;
  choices: readonly { id: Id; label: string }[];
  /** Null: none of them. */
  chosen: Id | null;
  onChoose: (id: Id) => void;
}

/** A row of buttons of which at most one is pressed in. */
export function OneOf<Id extends string>({ label, choices, chosen, onChoose }: OneOfProps<Id>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form
    <div role="group" aria-label={label} className="flex flex-wrap gap-0.5">
      {choices.map((choice) => (
        <Pressable
          key={choice.id}
          aria-pressed={choice.id === chosen}
          onClick={() => onChoose(choice.id)}
          className={cn(
            "num min-h-8 rounded-md px-2 whitespace-nowrap",
            choice.id === chosen
              ? "bg-idle-soft font-semibold text-ink"
              : "text-ink-2 hover:bg-idle-soft hover:text-ink",
          )}
        >
          {choice.label}
        </Pressable>
      ))}
    </div>
  );
}
