/**
 * Progress of a run: one line per piece of work. Live with a bar where a terminal shows it; elsewhere (a log, cron, CI) a
 * line when it is done, and now and then one that says how far it is, so that a long wait does not look like the end.
 */

import type { Work } from "../core/due.ts";
import type { Watch } from "../stages/run.ts";
import { percent, type Step } from "../stages/told.ts";
import { plain } from "./plain.ts";

export interface Board {
  readonly watch: Watch;
  /** Starts a line of our own, for work that is not a run's. */
  line(title: string): Line;
  /** Whatever is written next begins a line of its own, also where work ended in an error. */
  end(): void;
}

export interface Line {
  step(step: Step): void;
  done(text?: string, isFailed?: boolean): void;
}

type Out = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

interface Options {
  readonly out?: Out;
  /** Milliseconds, by which lines of a log keep their distance. */
  readonly now?: () => number;
  /** Of work that ends before anything had to be said of it nothing is said. */
  readonly isTerse?: boolean;
}

/** Milliseconds between two lines of a log that say how far it is. */
const apart = 30_000;
/** Milliseconds between two drawings of a line: steps may come by the thousand. */
const still = 100;
const barCells = 20;

export function board({
  out = process.stderr,
  now = () => performance.now(),
  isTerse = false,
}: Options = {}): Board {
  const isLive = out.isTTY === true && !process.env.CI;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let saidAt = now();
  let isOpen = false;
  const draw = (text: string) => {
    isOpen = text !== "";
    out.write(`\r\u001b[2K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
  };
  const say = (text: string) => {
    saidAt = now();
    isOpen = false;
    out.write(`${isLive ? "\r\u001b[2K" : ""}${text}\n`);
  };
  const line = (title: string): Line => {
    const started = performance.now();
    let last = "";
    let isSaid = !isTerse;
    if (isLive) draw(`  ${title} ...`);
    return {
      step(step) {
        last = plain(step.text);
        if (!isLive) {
          if (now() - saidAt < apart) return;
          isSaid = true;
          say(`  ${title}: ${step.share === undefined ? "" : `${percent(step.share)}, `}${last}`);
          return;
        }
        if (performance.now() - drawnAt < still && !step.isWaiting) return;
        drawnAt = performance.now();
        draw(`  ${title}: ${step.share === undefined ? "" : `${bar(step.share)} `}${last}`);
      },
      done(text, isFailed = false) {
        const result = text?.split("\n").map(plain).join("\n  ") ?? last;
        const took = seconds(performance.now() - started);
        if (!isSaid) {
          if (isLive) draw("");
          return;
        }
        say(`${isFailed ? "✗" : "✓"} ${title}${result === "" ? "" : `: ${result}`} (${took})`);
      },
    };
  };
  let current: Line | undefined;
  return {
    line,
    end() {
      if (isOpen) out.write("\n");
      isOpen = false;
    },
    watch(work, event) {
      if (event.kind === "start") current = line(titleOf(work));
      else if (event.kind === "step") current?.step(event);
      else current?.done(event.text, event.isFailed);
    },
  };
}

/** Full only where all is done. */
function bar(share: number): string {
  const full = share >= 1 ? barCells : Math.min(barCells - 1, Math.floor(share * barCells));
  return `${"█".repeat(full)}${"░".repeat(barCells - full)} ${percent(share)}`;
}

function titleOf(work: Work): string {
  if (work.kind === "land") return `land ${work.source}`;
  return work.kind === "compute" ? "compute" : `${work.kind} ${work.report} ${work.period.name}`;
}

const seconds = (milliseconds: number) =>
  milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 1000)} s`;
