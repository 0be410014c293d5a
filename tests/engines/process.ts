/** A server started for the tests: in a process group of its own, which ends when it is told to or when we do. */

import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

export interface Server {
  /** Waits until `answers` does not throw; fails with the end of the log when the process ends or time is up. */
  ready(answers: () => Promise<void>, seconds: number): Promise<void>;
  /** Ends the whole group. Harmless when it has ended. */
  stop(): Promise<void>;
}

/**
 * The shell between us and the server ends the group when its standard input closes, as it does also when this process
 * is killed: no server outlives its tests.
 */
const guard = `exec 3<&0
(cat <&3 >/dev/null; kill -s KILL 0) &
"$@" 3<&- </dev/null &
wait $!`;

export interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly log: string;
}

export function serve({ name, program, args, folder, environment, log }: Command): Server {
  const output = openSync(log, "a");
  const child = spawn("sh", ["-c", guard, "sh", program, ...args], {
    cwd: folder,
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ["pipe", output, output],
  });
  let ended: string | undefined;
  const end = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      ended = `it ended with ${signal ?? code}`;
      resolve();
    });
  });
  return {
    async ready(answers, seconds) {
      const until = performance.now() + seconds * 1_000;
      for (let last = "no answer"; ; ) {
        if (ended || performance.now() > until)
          throw new Error(`${name} did not start: ${ended ?? last}. Its last words:\n${tail(log)}`);
        try {
          return await answers();
        } catch (error) {
          last = error instanceof Error ? error.message : String(error);
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
      }
    },
    async stop() {
      killGroup(child, "SIGTERM");
      const gone = await Promise.race([end.then(() => true), pause(5_000).then(() => false)]);
      if (!gone) killGroup(child, "SIGKILL");
      await end;
      // The shell may end before the server does.
      killGroup(child, "SIGKILL");
    },
  };
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in it.
  }
}

const tail = (log: string) => readFileSync(log, "utf8").trimEnd().split("\n").slice(-25).join("\n");

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
