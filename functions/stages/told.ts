/** Where a landing is, in a line that says all of it: what is read, how far, and whom it waits for. */

import type { LandEvent } from "./land.ts";

/** One look at work under way. */
export interface Step {
  readonly text: string;
  /** How much of it is done, 0 to 1, where that can be known. */
  readonly share?: number | undefined;
  /** Nothing else happens meanwhile. */
  readonly isWaiting?: true;
}

/** Of the events of one landing, in their order, the line after each. */
export function teller(): (event: LandEvent) => Step {
  let rows = 0;
  let stream = "";
  let share: number | undefined;
  let furthest = 0;
  const where = () => {
    const isBack = share !== undefined && share < furthest;
    const back = isBack ? ` (it was at ${percent(furthest)}, and is read again from an earlier place)` : "";
    return `${stream === "" ? "" : `${stream}, `}${number(rows)} rows so far${back}`;
  };
  const step = (after = ""): Step => ({ text: where() + after, share });
  return (event) => {
    if (event.kind === "rows") {
      const now = event.of[1] > 1 ? `${event.stream} (${event.of.join(" of ")})` : event.stream;
      if (now !== stream) [furthest, share] = [0, undefined];
      [stream, rows, share] = [now, event.rows, event.share ?? share];
      furthest = Math.max(furthest, share ?? 0);
      return step();
    }
    if (event.kind === "batch") return step(`; batch ${event.batch} is safe, of ${number(event.rows)} rows`);
    if (event.kind === "waits")
      return { ...step(`; waits until ${event.until}: ${event.because}`), isWaiting: true };
    if (event.kind === "refused") return step(`; ${event.name} refused`);
    if (event.kind === "told") return step(`; ${event.name}: ${event.message}`);
    return step(`; ${event.name}`);
  };
}

/** Never 100 % of what is not done. */
export const percent = (share: number): string =>
  share >= 1 ? "100 %" : `${Math.min(99, Math.floor(share * 100))} %`;

const { format: number } = new Intl.NumberFormat("en");
