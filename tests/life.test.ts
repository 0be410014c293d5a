/** A clock 400 days later and a sweep: what anything still points to reads as it did, and nothing else is left. */

import { beforeAll, describe, expect, test } from "vitest";
import type { Config } from "../functions/core/config.ts";
import { siteOf } from "../functions/site.ts";
import { currentVersion, storedConfig } from "../functions/stages/config-versions.ts";
import { faultsSince, type Picture, pictureOf, unnamed } from "./life/picture.ts";
import { inTheCloud, type Living, onThisMachine, setClock } from "./life/places.ts";
import { centreOfLife, type Life, lifeOf, live, sentIn } from "./life/story.ts";

/** When the links of the first report, sent on 2026-11-16 at 08:00, are 400 days old: 45 + 355 (2027-12-21). */
const later = "2027-12-21T08:00:00Z";

const homes = [
  ["on this machine", async (folder: string) => onThisMachine(folder)],
  ["on AWS", () => inTheCloud()],
] as const;

const waits = [
  ["nothing in between", []],
  ["a few ticks in between", ["2027-02-01T08:00:00Z", "2027-06-15T14:30:00Z", "2027-11-01T08:00:00Z"]],
] as const;

describe.each(homes)("%s, 400 days later", (_, open) => {
  let life: Life;
  let before: Picture;
  let superseded: Awaited<ReturnType<typeof unnamed>>;
  let restore: () => void;
  beforeAll(async () => {
    const centre = await centreOfLife();
    life = lifeOf(centre, await open(centre.folder));
    await live(life);
    before = await pictureOf(life.living.ports());
    superseded = await unnamed(life.living.ports().lake);
    restore = life.living.keep();
  });

  describe.each(waits)("with %s", (_, ticks) => {
    beforeAll(async () => {
      restore();
      for (const at of [...ticks, later]) {
        setClock(at);
        life.living.age();
        expect(sentIn(await life.tick(at))).toEqual([]);
      }
      setClock("2027-12-25T08:00:00Z");
      life.living.age();
    });

    test("every partition, page, config and word about a person is as it was", async () => {
      expect(Object.keys(before.rows).length).toBeGreaterThan(100);
      expect(await faultsSince(before, life.living)).toEqual([]);
      const { lake } = life.living.ports();
      const { current } = (await currentVersion(lake)) ?? {};
      expect(current?.before).toHaveLength(1);
      const [first = ""] = current?.before ?? [];
      expect((await storedConfig(first, lake)).reports[0]?.to).toHaveLength(4);
    });

    test("what was replaced is gone", async () => {
      const bytes = superseded.reduce((sum, { size }) => sum + size, 0);
      expect(bytes).toBeGreaterThan(0);
      expect(await unnamed(life.living.ports().lake)).toEqual([]);
      expect(life.living.earlier(["facts/", "kpi/"])).toEqual([]);
      console.log(`${superseded.length} files that nothing named, ${bytes} bytes, are gone.`);
    });

    test("links open what was sent as long as they last; one that has ended has a new one mailed", async () => {
      const [first, second] = linksIn(life.living);
      const open = siteAt(life, later);
      expect(await open(second)).toEqual([200, expect.any(String)]);
      expect(await open(`${second}as-sent.html`)).toEqual([200, pageOf(before, "2026-W47")]);
      expect(await open(`${second}kpis.csv`)).toEqual([200, csvOf(before, "2026-W47")]);
      expect((await open(first))[0]).toBe(410);
      expect(await siteAt(life, "2027-12-21T07:59:59Z")(`${first}as-sent.html`)).toEqual([
        200,
        pageOf(before, "2026-W46"),
      ]);
      const mailed = new Set(life.living.mailed().map(({ text }) => text));
      expect((await open(first, "POST"))[0]).toBe(200);
      const [fresh, ...more] = life.living.mailed().filter(({ text }) => !mailed.has(text));
      expect([fresh?.to, more]).toEqual(["ilona.varga@example.org", []]);
      const again = linkIn(fresh?.text ?? "");
      expect(await open(`${again}as-sent.html`)).toEqual([200, pageOf(before, "2026-W46")]);
      expect(await open(`${again}kpis.csv`)).toEqual([200, csvOf(before, "2026-W46")]);
    });
  });
});

const linkIn = (text: string) => `${/\/open\/[\w.-]+/.exec(text)?.[0]}/`;

/** Of the first report and of the second, to the same reader. */
function linksIn({ mailed }: Living): readonly [string, string] {
  const texts = mailed().filter(({ to }) => to === "ilona.varga@example.org");
  const links = texts.map(({ text }) => linkIn(text));
  const periodOf = (link: string) =>
    Buffer.from(link.split(".")[1] ?? "", "base64url")
      .toString()
      .match(/"period":"([\w-]+)"/)?.[1];
  const of = (period: string) => links.find((link) => periodOf(link) === period) ?? "";
  return [of("2026-W46"), of("2026-W47")];
}

/** What a browser is given at this instant: the status and the bytes. */
function siteAt({ living, config }: Life, at: string) {
  const { lake, mail } = living.ports();
  const owner = { token: "site", host: "here", pid: 1, startedAt: "" };
  const site = siteOf({
    lake,
    config: config as () => Promise<Config>,
    mail: () => mail,
    worker: () => ({ now: at, worker: { owner, machineNow: at, isAlive: () => undefined } }),
    background: async (_, work) => void (await work),
    onRefusal: () => {},
  });
  return async (path: string, method = "GET"): Promise<readonly [number, string]> => {
    const answer = await site.request(`https://reports.example.org${path}`, { method });
    return [answer.status, Buffer.from(await answer.arrayBuffer()).toString("base64")];
  };
}

const pageOf = ({ kept }: Picture, period: string) => kept[`archive/weekly/${period}/index.html`] ?? "";
const csvOf = ({ kept }: Picture, period: string) => kept[`archive/weekly/${period}/kpis.csv`] ?? "";
