import { SkeletonRows } from "#components/ui/skeleton.tsx";

/** At once on a click, while the server finds the answers that the page comes with. */
export default function Loading() {
  return <SkeletonRows label="Loading the page" />;
}
