/** The command line of whoever runs the installation, in a process of its own. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sdkAt } from "../journey/cloud/workers.ts";

export async function pushed(config: string, home: string, url: string): Promise<void> {
  const words = ["push", "--config", config, "--home", home, "--now", new Date(Date.now()).toISOString()];
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../functions/raport.ts"), ...words], {
    env: { PATH: process.env.PATH ?? "", ...sdkAt(url) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  if (code !== 0) throw new Error(`the config was not pushed:\n${out}${err}`);
}
