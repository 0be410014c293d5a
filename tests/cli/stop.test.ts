/** A run that is told to end while it reads: what it read is landed, and the next one goes on from there. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { landState } from "../../functions/stages/journal.ts";
import { centreOf } from "../../world/vendors/centre.ts";
import { realClock } from "../../world/vendors/clock.ts";
import { type Serving, serve } from "../../world/vendors/server.ts";
import { vendorOf } from "../../world/vendors/service.ts";
import { zendesk } from "../../world/vendors/zendesk/index.ts";
import { reasonField } from "../../world/vendors/zendesk/names.ts";
import { folderOf, started } from "./said.ts";

const now = "2026-11-05T12:00:00Z";
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

/** Zendesk that says nothing more from its tickets on, until it is told to. */
async function silent(): Promise<Serving & { readonly token: string; asked: string[]; isSilent: boolean }> {
  const at = Date.parse(now);
  const centre = centreOf({ from: "2026-11-03", until: at / 1000, seed: "stop", share: 0.1 });
  const vendor = vendorOf({ personality: zendesk, centre, clock: realClock(at - Date.now()), seed: "stop" });
  const state = { token: vendor.token, asked: [] as string[], isSilent: true };
  const handle: typeof vendor.handle = (request) => {
    state.asked.push(request.path);
    return state.isSilent && request.path.includes("incremental/tickets")
      ? new Promise(() => undefined)
      : vendor.handle(request);
  };
  const served = await serve([{ ...vendor, handle }]);
  open.push(served);
  return Object.assign(state, served);
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "a run that gets %s lands what it read, says so, and the next one goes on",
  async (signal) => {
    const vendor = await silent();
    const folder = await folderOf({
      "raport.yaml": `organisation:
  name: Northwind
  zone: Europe/Budapest
  sender: { name: Reports, address: reports@example.org }
sources:
  - { id: support, type: zendesk, account: northwind, token: ZENDESK_STOPPED, since: 2026-11-03, address: "${vendor.address}/zendesk", settings: { reason_field: "${reasonField}" } }
reports:
  - { id: weekly, title: Weekly, template: digest, period: week, at: monday 08:00, owner: owner@example.org, to: [{ name: Mira, address: mira@example.org }] }
`,
    });
    process.env.ZENDESK_STOPPED = vendor.token;
    const run = () => {
      const one = started("raport", folder, "run", "--config", "raport.yaml", "--now", now);
      open.push({ stop: async () => void one.child.kill("SIGKILL") });
      return one;
    };
    const rows = async () =>
      Object.values(
        (await landState(fileLake(join(folder, ".raport")), "support"))?.state.streams ?? {},
      ).reduce((sum, { records }) => sum + records, 0);

    const first = run();
    await expect.poll(() => vendor.asked.at(-1), { timeout: 30_000 }).toContain("incremental/tickets");
    expect(await rows()).toBe(0);
    first.child.kill(signal);
    const { code, out, err } = await first.ended;
    expect(err).toContain("Stopping when the work at hand is done");
    expect([code, out.includes("stopped   before everything was done")]).toEqual([2, true]);
    const landed = await rows();
    expect(landed).toBeGreaterThan(0);

    vendor.isSilent = false;
    expect((await run().ended).code).toBe(0);
    expect(await rows()).toBeGreaterThan(landed);
  },
  60_000,
);

/** What a program that waits to be stopped says, and how it ends. */
function told(program: string) {
  const file = join(import.meta.dirname, "../../functions/cli/stop.ts");
  const all = `import { stopSignal } from ${JSON.stringify(file)};
const stopped = stopSignal("Stopping.");
${program}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", all], {
    // It hears the signal that would end it otherwise.
    ...{ encoding: "utf8", timeout: 20_000, killSignal: "SIGKILL" },
  });
}

test("the second time it ends at once", () => {
  const { status, stderr } = told(`setInterval(() => undefined, 1000);
process.kill(process.pid, "SIGTERM");
setTimeout(() => process.kill(process.pid, "SIGINT"), 200);`);
  expect([status, stderr.includes("Stopping.")]).toEqual([130, true]);
});

test("a pause, however long, is over when it is stopped and not before, and nothing is left of it", () => {
  // A timer of 2 ** 31 milliseconds would be over at once, one that is still set keeps a process for so long.
  const { status, stdout, stderr } = told(`const began = Date.now();
setTimeout(() => process.kill(process.pid, "SIGTERM"), 300);
console.log(stopped.is());
await stopped.after(2 ** 31);
console.log(Date.now() - began >= 290, stopped.is(), stopped.signal.aborted);
await stopped.after(2 ** 31);
stopped.forget();
console.log(process.listenerCount("SIGTERM"), process.listenerCount("SIGINT"));`);
  expect([status, stdout, stderr]).toEqual([0, "false\ntrue true true\n0 0\n", "Stopping.\n"]);
});

test("a pause in which nothing stops it is as long as it was asked for", () => {
  const { status, stdout } = told(`const began = performance.now();
await stopped.after(100);
console.log(performance.now() - began >= 99, stopped.is());`);
  expect([status, stdout]).toEqual([0, "true false\n"]);
});
