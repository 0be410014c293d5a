import { afterAll, beforeAll, expect, test } from "vitest";
import type { Config, Recipient } from "../../functions/core/config.ts";
import { memoryLake } from "../memory.ts";
import { everyScope, flows, forbiddenTo, openCentre, reportWith, w46 } from "./centre.ts";
import { bytesOf, openedBy, sendWeek } from "./reach.ts";

let centre: Awaited<ReturnType<typeof openCentre>>;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.remove());

test("a team's report names to each reader the agents of their own part, and nobody else's", async () => {
  const to = everyScope.map((scope, at): Recipient => {
    return { name: `Reader ${at}`, address: `reader${at}@example.org`, locale: "en", scope };
  });
  const config: Config = { ...centre.config, reports: [reportWith({ template: "team", to })] };
  const lake = memoryLake();
  const sent = await sendWeek(config, w46, lake, centre.ports.warehouse);
  expect(sent).toHaveLength(everyScope.length);
  for (const [at, scope] of everyScope.entries()) {
    const own = flows.filter((one) => one[scope.by] === scope.member).map(({ agent }) => agent);
    const forbidden = forbiddenTo(scope).filter((name) => !own.includes(name));
    const messages = sent.filter((one) => one.to.address === `reader${at}@example.org`);
    const opened = await openedBy(messages, config, lake);
    const all = [...(await Promise.all(messages.map(bytesOf))), ...opened.map(({ bytes }) => bytes)];
    for (const bytes of all)
      expect(forbidden.filter((name) => bytes.toLowerCase().includes(name.toLowerCase()))).toEqual([]);
    // Of Vellichor's two agents with one contact each nothing is told, of the others at least of one.
    const named = own.filter((agent) => all.some((bytes) => bytes.includes(agent)));
    if (scope.member !== "Vellichor") expect(named.length).toBeGreaterThan(0);
  }
}, 240_000);
