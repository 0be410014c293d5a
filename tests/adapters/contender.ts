/** Run as a process of its own: waits for a line on stdin, then does what its arguments say, and prints its wins. */

import { once } from "node:events";
import { machineDisk } from "../../functions/adapters/local/disk.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";

const [root = "", task = "", name = "", etag = ""] = process.argv.slice(2);
const lake = fileLake(root);
const bytes = (text: string) => new TextEncoder().encode(text);

const tasks: Readonly<Record<string, () => Promise<number>>> = {
  async claim() {
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map((index) => lake.claim("k", bytes(`${name} ${index}`))),
    );
    return answers.filter(Boolean).length;
  },
  async swap() {
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map((index) => lake.swap("k", bytes(`${name} ${index}`), etag)),
    );
    return answers.filter((answer) => answer !== undefined).length;
  },
  async count() {
    for (let done = 0; done < 10; ) {
      const stored = await lake.get("k");
      const next = Number(new TextDecoder().decode(stored?.body)) + 1;
      if ((await lake.swap("k", bytes(String(next)), stored?.etag ?? "")) !== undefined) done += 1;
    }
    return 10;
  },
  /** Stops for ever while holding the lock of `k`. */
  async hang() {
    const rename = async () => {
      console.log("holding");
      await new Promise((done) => setTimeout(done, 60_000));
    };
    await fileLake(root, { ...machineDisk(), rename }).put("k", bytes("never"));
    return 0;
  },
};

console.log("ready");
await once(process.stdin, "data");
console.log(await tasks[task]?.());
process.exit(0);
