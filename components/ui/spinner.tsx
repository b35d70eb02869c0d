export function Spinner() {
  return (
    <svg viewBox="0 0 14 14" className="size-3.5 flex-none animate-spin" aria-hidden="true">
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M7 1.5A5.5 5.5 0 0 1 12.5 7" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
