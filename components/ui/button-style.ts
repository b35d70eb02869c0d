import { cva, type VariantProps } from "class-variance-authority";

/** For links that look like buttons; a `<button>` uses Button. */
export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-2 rounded-md border font-[550] sm:whitespace-nowrap select-none transition-colors disabled:opacity-55 aria-disabled:opacity-55",
  {
    variants: {
      tone: {
        plain: "border-line-strong bg-panel text-ink hover:border-field hover:bg-idle-soft",
        primary: "border-accent bg-accent text-accent-ink hover:brightness-110 disabled:hover:brightness-100",
        danger: "border-bad bg-panel text-bad hover:bg-bad-soft",
        destroy: "border-bad bg-bad text-panel hover:brightness-110 disabled:hover:brightness-100",
        quiet: "border-transparent bg-transparent text-ink-2 hover:bg-idle-soft hover:text-ink",
      },
      size: {
        small: "min-h-7 px-2 text-sm pointer-coarse:min-h-9",
        medium: "min-h-9 px-3 py-1.5 pointer-coarse:min-h-11",
        large: "min-h-12 w-full px-4 text-md",
        icon: "size-8 pointer-coarse:size-11",
      },
    },
    defaultVariants: { tone: "plain", size: "medium" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
