/** An email that came back is told to us once: its owner hears of it although the mail server is down just then. */

import { expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { MailError } from "../../functions/core/errors.ts";
import { local } from "../../functions/local.ts";
import { feedback } from "../../functions/stages/feedback.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { run } from "../../functions/stages/run.ts";
import { tellOnce, untold } from "../../functions/stages/untold.ts";
import { folderOf } from "../cli/said.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { Kill, memoryLake } from "../memory.ts";

const owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
const at = (time: string) => ({
  owner,
  isAlive: () => undefined,
  machineNow: `2026-11-16T${time}:00.000Z`,
});
const config: Config = configOf({
  sources: [],
  reports: [reportOf({ owner: "owner@example.org", pausedUntil: "2030-01-01" })],
});
const address = addressKey(config.reports[0]?.to[0]?.address ?? "");

function mailbox() {
  const told: string[] = [];
  const mail = {
    told,
    isDown: false,
    async send(message: { readonly subject: string }) {
      if (mail.isDown) throw new MailError("the server is down", "no");
      told.push(message.subject);
      return { messageId: "1" };
    },
    lookup: async () => undefined,
  };
  return mail;
}

const notice = { key: "bounced-1", to: "owner@example.org", subject: "It came back", lines: ["Look."] };
const now = "2026-11-16T08:00:00Z";

test("what was told is kept no longer", async () => {
  const [lake, mail] = [memoryLake(), mailbox()];
  await tellOnce(notice, { config, now, worker: at("08:00") }, { lake, mail });
  expect(mail.told).toEqual(["Raport: It came back"]);
  expect(await untold(lake)).toEqual([]);
  expect([...lake.objects.keys()]).toEqual(["state/notices/bounced-1.json"]);
});

test("what could not be told is kept until it is, and told once", async () => {
  const [lake, mail] = [memoryLake(), mailbox()];
  mail.isDown = true;
  await tellOnce(notice, { config, now, worker: at("08:00") }, { lake, mail });
  expect(await untold(lake)).toEqual([notice]);
  mail.isDown = false;
  await tellOnce(notice, { config, now, worker: at("09:00") }, { lake, mail });
  await tellOnce(notice, { config, now, worker: at("10:00") }, { lake, mail });
  expect(mail.told).toHaveLength(1);
  expect(await untold(lake)).toEqual([]);
});

test("what was claimed by a worker that died before it was sent is still to be told", async () => {
  const [lake, mail] = [memoryLake(), mailbox()];
  const dying = { ...mail, send: () => Promise.reject(new Kill("before the mail server was asked")) };
  const told = tellOnce(notice, { config, now, worker: at("08:00") }, { lake, mail: dying });
  await expect(told).rejects.toThrow(Kill);
  expect(await untold(lake)).toEqual([notice]);
});

test("a bounce that came while the mail server was down reaches its owner with the next run, once", async () => {
  const home = local(await folderOf());
  const [{ lake }, mail] = [home, mailbox()];
  const event = {
    id: `weekly-2026-W46-${address}`,
    kind: "bounced",
    at: "2026-11-16T08:00:00.000Z",
  } as const;
  mail.isDown = true;
  await feedback(event, { config, now, worker: at("08:00") }, { lake, mail });
  mail.isDown = false;
  try {
    for (const hour of ["09:00", "10:00"]) {
      const clock = `2026-11-16T${hour}:00Z`;
      const when = { now: clock, machineNow: () => new Date(clock) };
      await run({ config, ...when, owner, isAlive: () => undefined, archive: "" }, { ...home, mail });
    }
  } finally {
    await home.warehouse.close();
  }
  expect(mail.told).toEqual(["Raport: weekly: an address does not exist"]);
  expect(await untold(lake)).toEqual([]);
});
