/** Progress of a run in a terminal: one line per piece of work, live where the terminal can, plain where it cannot. */

import type { Work } from "../core/due.ts";
import type { Watch } from "../stages/run.ts";

export interface Board {
  readonly watch: Watch;
  /** Starts a line of our own, for work that is not a run's. */
  line(title: string): { step(text: string): void; done(text?: string): void };
  end(): void;
}

export function board(out: NodeJS.WriteStream = process.stderr): Board {
  const live = out.isTTY === true && !process.env.CI;
  let shown = 0;
  const rewrite = (text: string, final: boolean) => {
    if (live)
      out.write(`\r\u001b[2K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}${final ? "\n" : ""}`);
    else if (final) out.write(`${text}\n`);
  };
  const line = (title: string) => {
    const started = performance.now();
    let last = "";
    rewrite(`  ${title} ...`, false);
    return {
      step(text: string) {
        last = text;
        // Steps may come by the thousand: a terminal is redrawn ten times a second at most.
        if (performance.now() - shown < 100) return;
        shown = performance.now();
        rewrite(`  ${title}: ${text}`, false);
      },
      done(text?: string) {
        const said = text ?? last;
        rewrite(`✓ ${title}${said ? `: ${said}` : ""} (${seconds(performance.now() - started)})`, true);
      },
    };
  };
  let current: ReturnType<typeof line> | undefined;
  return {
    line,
    watch(work, event) {
      if (event.kind === "start") current = line(titleOf(work));
      else if (event.kind === "step") current?.step(event.text);
      else current?.done(event.text);
    },
    end: () => undefined,
  };
}

function titleOf(work: Work): string {
  if (work.kind === "land") return `land ${work.source}`;
  return work.kind === "compute" ? "compute" : `${work.kind} ${work.report} ${work.period.name}`;
}

const seconds = (milliseconds: number) =>
  milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 1000)} s`;
