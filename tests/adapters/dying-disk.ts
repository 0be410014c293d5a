/** A disk whose process dies at one chosen call, as a killed process does: nothing it does later takes effect. */

import type { Disk } from "../../functions/adapters/local/disk.ts";
import type { Owner } from "../../functions/ports.ts";

/** Half: a file being written is left with half its bytes; any other call is not made. */
export type Moment = "before" | "half" | "after";

export interface DyingDisk {
  readonly disk: Disk;
  readonly died: () => boolean;
}

/** Dies at call number `step` (the first is 0). Its owners are dead to every other disk. */
export function dyingDisk(real: Disk, step: number, moment: Moment): DyingDisk {
  const dead = new Error("the process was killed");
  let calls = 0;
  let died = false;
  const at =
    <A extends readonly unknown[], T>(name: keyof Disk, call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (died) throw dead;
      const last = calls === step;
      calls += 1;
      if (!last) return call(...args);
      died = true;
      if (moment === "after") await call(...args);
      if (moment === "half" && name === "writeFile") {
        const [path, body] = args as unknown as [string, Uint8Array];
        await real.writeFile(path, body.slice(0, body.length / 2));
      }
      throw dead;
    };
  const disk: Disk = {
    readFile: at("readFile", real.readFile),
    writeFile: at("writeFile", real.writeFile),
    rename: at("rename", real.rename),
    link: at("link", real.link),
    symlink: at("symlink", real.symlink),
    readlink: at("readlink", real.readlink),
    unlink: at("unlink", real.unlink),
    mkdir: at("mkdir", real.mkdir),
    readdir: at("readdir", real.readdir),
    stat: at("stat", real.stat),
    syncFolder: at("syncFolder", real.syncFolder),
    owner: (): Owner => ({ ...real.owner(), pid: -1 }), // no process has this pid
    isAlive: real.isAlive,
  };
  return { disk, died: () => died };
}
