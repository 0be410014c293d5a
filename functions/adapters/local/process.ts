/** Who this process is, and whether another one on this machine still runs. */

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Owner } from "../../ports.ts";

/** A new owner of this process. Every call has its own token, so two workers in one process stay two. */
export function thisOwner(): Owner {
  return { token: randomUUID(), host: hostname(), pid: process.pid, startedAt: startOf(process.pid) ?? "" };
}

/**
 * Whether the owner's process still runs: false only when it certainly does not; undefined for another machine.
 * A pid that was given to a new process counts as dead where /proc tells when a process began.
 */
export function isAlive(owner: Owner): boolean | undefined {
  if (owner.host !== hostname()) return undefined;
  if (!runs(owner.pid)) return false;
  const startedAt = startOf(owner.pid);
  return startedAt === undefined || owner.startedAt === "" || startedAt === owner.startedAt;
}

function runs(pid: number): boolean {
  // Trap: kill(0) and kill(-1) address groups of processes and would always succeed.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's process, but alive
  }
}

/** `<boot>.<clock ticks since boot>` on Linux; undefined elsewhere. Ticks alone would repeat after a reboot. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets, which may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? `${boot}.ended` : `${boot}.${fields[19]}`;
  } catch {
    return undefined;
  }
}
