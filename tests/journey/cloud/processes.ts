/** The command line on a cloud: processes of its own, one of which is killed by the system at a request of our choice. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { faultProxy } from "../../engines/proxy.ts";
import { type Centre, now } from "../centre.ts";
import type { Cloud } from "./cloud.ts";
import { kindOf } from "./kinds.ts";
import { bucket, database, sdkAt } from "./workers.ts";

const program = join(import.meta.dirname, "../../../functions/raport.ts");
const running = new Set<ChildProcess>();

/** Ends what still runs. */
export function endProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

function start(url: string, { configFile }: Centre) {
  const args = [program, "run", "--config", configFile, "--home", `s3://${bucket}`, "--now", now];
  const env = { ...process.env, ...sdkAt(url), RAPORT_DATABASE: database };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  running.add(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = once(child, "close").then(([code]: (number | null)[]) => {
    running.delete(child);
    if (code !== 0 && code !== null) throw new Error(`run ended with ${code}: ${said}`);
    return code;
  });
  return { child, ended };
}

/** One run to its end. */
export const runProcess = (cloud: Cloud, centre: Centre) => start(cloud.url, centre).ended;

/**
 * A run whose process is killed before a request of this kind reaches its service, or after it took effect: at the
 * `number`th of them. Nothing it asks later reaches anybody. False when it made fewer.
 */
export async function killProcess(
  cloud: Cloud,
  centre: Centre,
  kind: string,
  number: number,
  moment: "before" | "after",
): Promise<boolean> {
  let seen = 0;
  let dead = false;
  const proxy = await faultProxy(cloud.url, {
    async around(asked, take) {
      if (dead) return false;
      if (kindOf(asked) === kind) seen += 1;
      dead = seen === number;
      if (!dead || moment === "after") await take();
      if (dead) child.kill("SIGKILL");
      return !dead;
    },
  });
  const { child, ended } = start(proxy.url, centre);
  await ended.finally(proxy.close);
  return dead;
}
