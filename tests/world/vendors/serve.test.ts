import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { serveCommand, serveMain, serveWorld } from "../../../world/serve.ts";
import { writeDrops } from "../../../world/vendors/drops.ts";
import { personalities } from "../../../world/vendors/index.ts";
import { plain } from "../../connectors/plain/personality.ts";
import { tiny, tinyVendor } from "./tiny.ts";

const now = Date.parse("2026-11-03T12:00:00Z");

describe("the vendors on a port", () => {
  test("answer whoever has the token, at the time they were told", async () => {
    const served = await serveWorld({ port: 0, vendors: [plain], isCalm: true, now, seed: "serve", days: 1 });
    try {
      const [vendor] = served.vendors;
      const get = (path: string, token = vendor?.token) =>
        fetch(`${served.address}/plain${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect((await get("/tickets", "another")).status).toBe(401);
      const { tickets } = (await (await get("/tickets?size=100")).json()) as {
        tickets: { changed: number }[];
      };
      expect(tickets.length).toBe(100);
      const yesterday = Date.parse("2026-11-01T23:00:00Z") / 1000;
      for (const { changed } of tickets) {
        expect(changed).toBeGreaterThanOrEqual(yesterday);
        expect(changed).toBeLessThanOrEqual(now / 1000 + 60);
      }
      const changes = (await (await get("/changes")).json()) as { next_page: string };
      expect(changes.next_page).toMatch(new RegExp(`^${served.address}/plain/changes\\?cursor=`));
      expect(
        (await fetch(changes.next_page, { headers: { authorization: `Bearer ${vendor?.token}` } })).status,
      ).toBe(200);
    } finally {
      await served.stop();
    }
  });

  test("leave files where they are asked to", async () => {
    const drops = () => [{ name: "a/log.csv", body: Buffer.from("1,2\n"), modifiedAt: now }];
    const { vendor } = tinyVendor({}, tiny([], { drops }));
    const folder = await mkdtemp(join(tmpdir(), "drops-"));
    try {
      expect([...(await writeDrops([vendor, tinyVendor().vendor], folder))]).toEqual([["tiny", 1]]);
      expect(await readFile(join(folder, "tiny", "a", "log.csv"), "utf8")).toBe("1,2\n");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the command", () => {
  const command = (...given: string[]) => serveCommand((text) => text).parse(given, { from: "user" });

  test("says where each vendor is, what opens it and what it has", async () => {
    const lines: string[] = [];
    const given = [
      "--port",
      "0",
      "--calm",
      "--days",
      "1",
      "--now",
      "2026-11-03T12:00:00Z",
      "--vendor",
      "zendesk",
    ];
    const served = await serveMain(command(...given), (line) => lines.push(line));
    await served.stop();
    expect(lines).toEqual([
      expect.stringMatching(/^zendesk {9}http:\/\/localhost:\d+\/zendesk, token fake-zendesk-token-\d+$/),
      expect.stringContaining("tickets, "),
      "Serving until Ctrl+C.",
    ]);
    expect(served.vendors[0]?.chaos.name).toBe("calm");
  });

  test("says how the bucket is reached of a vendor that leaves files in one", async () => {
    const lines: string[] = [];
    const given = ["--port", "0", "--calm", "--days", "1", "--now", "2026-11-03T12:00:00Z"];
    const served = await serveMain(command(...given, "--vendor", "amazon-connect"), (line) =>
      lines.push(line),
    );
    await served.stop();
    expect(lines.slice(0, 2)).toEqual([
      "amazon-connect  files: --files DIR writes them",
      expect.stringMatching(
        /^ {16}s3:\/\/northwind-example\/amazon-connect\/\*\*\/\* with AWS_ENDPOINT_URL_S3=http:\/\/localhost:\d+\/amazon-connect AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=(\S+) AWS_SECRET_ACCESS_KEY=\1$/,
      ),
    ]);
  });

  test("says what to do when the port is taken", async () => {
    const options = { vendors: [plain], isCalm: true, now, seed: "serve", days: 1 };
    const served = await serveWorld({ ...options, port: 0 });
    try {
      await expect(serveWorld({ ...options, port: served.port })).rejects.toThrow(
        `port ${served.port} of this machine cannot be had (EADDRINUSE). Name another; 0 takes any that is free.`,
      );
    } finally {
      await served.stop();
    }
  });
});

test("no two vendors are called the same, and each of them routes to a group it has", () => {
  const names = personalities.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { groups, streams } of personalities) {
    expect(Object.values(groups).every(({ requests, seconds }) => requests > 0 && seconds > 0)).toBe(true);
    expect(streams.length).toBeGreaterThan(0);
  }
});
