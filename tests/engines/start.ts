/**
 * Starts the engines, installing them first if need be. Run by itself (`npm run engines`) it prints the value for
 * RAPORT_ENGINES and keeps them running until it is interrupted.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engines } from "./engines.ts";
import { gateway } from "./gateway.ts";
import type { Say } from "./install.ts";
import { installMoto, motoAnswers, startMoto } from "./moto.ts";
import { freePort, type Server } from "./process.ts";
import { installTrino, startTrino, trinoAnswers } from "./trino.ts";

export interface Started {
  readonly engines: Engines;
  /** Which engines, in which versions, on what. */
  readonly summary: string;
  /** Ends them and removes what they kept. */
  stop(): Promise<void>;
}

/** Throws MissingError when a program is missing; whatever was started by then is stopped. */
export async function startEngines(say: Say): Promise<Started> {
  const began = performance.now();
  const motoFolder = await installMoto(say);
  const trino = await installTrino(say);
  const folder = mkdtempSync(join(tmpdir(), "raport-engines-"));
  const servers: Pick<Server, "stop">[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const files = join(folder, "files");
    mkdirSync(files);
    const moto = startMoto(motoFolder, await freePort(), join(folder, "moto.log"));
    servers.push(moto.server);
    const before = await gateway(moto.url);
    servers.push({ stop: before.close });
    const port = await freePort();
    const server = startTrino(trino, { port, folder, files, moto: before.url });
    servers.push(server);
    const url = `http://127.0.0.1:${port}`;
    await moto.server.ready(() => motoAnswers(moto.url), 60);
    await server.ready(() => trinoAnswers(url), 180);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const summary = `engines: Trino ${trino.version} on JDK ${trino.jdk.release}, moto ${moto.version} (${seconds} s)`;
    return { engines: { moto: before.url, trino: url, files }, summary, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

if (import.meta.main) {
  const started = await startEngines(console.log);
  console.log(started.summary);
  console.log(`export RAPORT_ENGINES='${JSON.stringify(started.engines)}'`);
  const alive = setInterval(() => undefined, 60_000);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      clearInterval(alive);
      void started.stop();
    });
}
