/** Months as "2026-11", days as "2026-11-22": calendar arithmetic only, no instant and no zone in it. */
const dayMs = 86_400_000;

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function addDays(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The same day of another month, or that month's last. */
export function sameDayIn(month: string, date: string): string {
  const days = daysOf(month);
  return days[Math.min(Number(date.slice(8)), days.length) - 1] ?? `${month}-01`;
}

/** Weeks from Monday to Sunday; null where a week reaches into another month. */
export function weeksOf(month: string): (string | null)[][] {
  const days = daysOf(month);
  const lead = weekdayOf(`${month}-01`);
  const cells: (string | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function daysOf(month: string): string[] {
  const first = `${month}-01`;
  const count =
    (Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMs;
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
