/** T32: a session ends after this much inactivity, and in any case after this long. */
export const IDLE_MICROS = 30n * 60n * 1_000_000n;
export const ABSOLUTE_MICROS = 12n * 3_600n * 1_000_000n;

export interface SessionTimes {
  createdAtMicros: bigint;
  lastActiveAtMicros: bigint;
  isRevoked: boolean;
}

export function isSessionAlive(session: SessionTimes, now: bigint): boolean {
  return (
    !session.isRevoked &&
    now < session.lastActiveAtMicros + IDLE_MICROS &&
    now < session.createdAtMicros + ABSOLUTE_MICROS
  );
}
