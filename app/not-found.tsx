import { Brand } from "#components/layout/brand.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm content-center gap-5 px-4 py-8">
      <Brand title="There is nothing at this address">
        It may have been removed, or the address is not complete.
      </Brand>
      {/* Not Link: every page would wait for it here a second time. */}
      <a href="/" className={buttonStyle()}>
        Open the overview
      </a>
    </main>
  );
}
