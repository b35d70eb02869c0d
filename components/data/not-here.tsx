import Link from "next/link";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";

/** Where all of a kind are, for a page about one of them. */
export interface AllOf {
  /** What one is called, as in "There is no restore at this address". */
  one: string;
  href: string;
  label: string;
}

/** An address of a form that nothing has, or of what is not there (any more): trying again would not help. */
export function NotHere({ one, href, label }: AllOf) {
  return (
    <>
      <PageHead
        title={`There is no ${one} at this address`}
        sub="It may have been removed, or the address is not complete."
      />
      <Link href={href} className={buttonStyle()}>
        {label}
      </Link>
    </>
  );
}
