/** An account with many tickets, landed beside its baseline. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Taken } from "./child.ts";
import { median, remove, take } from "./run.ts";
import { type Figure, inMegabytes, inSeconds } from "./table.ts";
import type { Places } from "./tasks.ts";

/** The least speed of a landing, in times that of its baseline. */
const floor = 0.8;

export async function measureVendors(
  folder: string,
  records: number,
  rounds: number,
): Promise<readonly Figure[]> {
  const server = spawn(process.execPath, [join(import.meta.dirname, "tickets.ts"), String(records)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const at = (name: string) => join(folder, "account", name);
    mkdirSync(at(""), { recursive: true });
    const address = `http://localhost:${port.toString().trim()}`;
    const places: Places = {
      ...{ home: at("home"), inbox: "", csv: "", envelopes: "", out: at("out"), landed: [], address },
    };
    const taken = { land: [] as Taken[], baseline: [] as Taken[] };
    for (let round = 0; round < rounds; round += 1) {
      remove(places.home);
      taken.land.push(await take("landAccount", places));
      taken.baseline.push(await take("downloadParseGzip", places));
    }
    return figuresOf(median(taken.land), median(taken.baseline));
  } finally {
    server.kill();
    remove(join(folder, "account"));
  }
}

function figuresOf(land: Taken, baseline: Taken): readonly Figure[] {
  const ratio = baseline.seconds / land.seconds;
  const what = `Landing ${(land.rows ?? 0).toLocaleString("en")} tickets, against downloading, parsing and packing them`;
  return [
    {
      ...{ what, measured: inSeconds(land.seconds), baseline: inSeconds(baseline.seconds), ratio },
      ...{ floor: `${floor}x as fast`, met: ratio >= floor },
    },
    {
      what: "  processor time",
      ...{ measured: inSeconds(land.cpuSeconds), baseline: inSeconds(baseline.cpuSeconds) },
      ratio: baseline.cpuSeconds / land.cpuSeconds,
    },
    {
      what: "  most memory held",
      ...{ measured: inMegabytes(land.peakBytes), baseline: inMegabytes(baseline.peakBytes) },
    },
  ];
}
