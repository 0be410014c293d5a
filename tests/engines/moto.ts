/** moto: S3, Glue and SES on this machine, in a virtual environment of its own. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installed, run, type Say } from "./install.ts";
import { type Server, serve } from "./process.ts";

const requirements = join(import.meta.dirname, "requirements.txt");
const noPython =
  "There is no python3 here, which runs moto. Install Python 3.10 or newer with its venv module (Debian, Ubuntu: apt install python3-venv).";

export interface Moto {
  readonly url: string;
  readonly version: string;
  readonly server: Server;
}

/** Installs moto if need be. The folder of its virtual environment. */
export async function installMoto(say: Say): Promise<string> {
  const python = (await run("python3", ["--version"], noPython)).trim();
  const text = readFileSync(requirements, "utf8");
  const key = createHash("sha256").update(`${python}\n${text}`).digest("hex").slice(0, 12);
  return installed(`moto-${versionOf(text)}-${key}`, async (folder) => {
    say(`moto ${versionOf(text)}: installing ...`);
    await run("python3", ["-m", "venv", folder], noPython);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
    await run(join(folder, "bin", "python"), pip);
  });
}

/** Starts an empty moto. `log` is the file its output goes to. */
export function startMoto(installation: string, port: number, log: string): Moto {
  const server = serve({
    name: `moto (installed in ${installation})`,
    program: join(installation, "bin", "python"),
    // The module, not the script: a script holds the path it was installed at, before the rename.
    args: ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)],
    folder: installation,
    log,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    version: versionOf(readFileSync(requirements, "utf8")),
    server,
  };
}

/** Answers once moto does. */
export async function motoAnswers(url: string): Promise<void> {
  const response = await fetch(`${url}/moto-api/data.json`);
  if (!response.ok) throw new Error(`moto answered ${response.status}`);
  await response.arrayBuffer();
}

const versionOf = (text: string) => /==([\d.]+)/.exec(text)?.[1] ?? "";
