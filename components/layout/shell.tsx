import type { ReactNode } from "react";
import { Navigation } from "./navigation.tsx";
import { StateBar } from "./state-bar.tsx";
import { UrlState } from "./url-state.tsx";
import { WatchBar } from "./watch-bar.tsx";

/** Navigation at the left on a desk, behind a button at the top on a phone; the page beside or below it. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="md:grid print:block md:min-h-dvh md:grid-cols-[13rem_minmax(0,1fr)]">
      <Navigation />
      <main
        id="content"
        tabIndex={-1}
        className="max-w-310 px-4 pt-4 pb-12 outline-none print:max-w-none print:p-0 md:px-7 md:pt-5"
      >
        <div data-screen-only>
          <StateBar />
          <WatchBar />
        </div>
        <UrlState>{children}</UrlState>
      </main>
    </div>
  );
}
