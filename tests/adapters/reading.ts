/** A process of its own that reads the two numbers of a warehouse again and again, until its stdin says something. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { argv, stdin } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { local } from "../../functions/local.ts";
import { numbers } from "../contracts/warehouse/place.ts";

/** Starts it, and waits until it has read once. `end` gives every pair it saw, once per change, and the last one. */
export async function readerProcess(root: string): Promise<{ end(): Promise<readonly string[]> }> {
  const child = spawn(process.execPath, [import.meta.filename, root], { stdio: ["pipe", "pipe", "inherit"] });
  const seen: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => seen.push(line));
  await Promise.race([once(lines, "line"), once(child, "exit")]);
  return {
    async end() {
      const closed = once(lines, "close");
      child.stdin.write("enough\n");
      await closed;
      return seen;
    },
  };
}

async function read(root: string): Promise<void> {
  const { warehouse } = local(root, { threads: 1, memory: "200MB" });
  let enough = false;
  let last = "";
  stdin.once("data", () => {
    enough = true;
  });
  for (let over = false; !over; ) {
    over = enough;
    const pair = await warehouse.read((reader) => numbers(reader));
    if (pair !== last) console.log(pair);
    last = pair;
  }
  await warehouse.close();
  process.exit(0);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await read(argv[2] ?? "");
