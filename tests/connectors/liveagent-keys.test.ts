/** Two keys, of which one opens nothing. */

import { expect, test } from "vitest";
import { vendorHttp } from "../../functions/connectors/http.ts";
import { liveagent, liveagentAccess } from "../../functions/connectors/liveagent.ts";
import { landState } from "../../functions/stages/journal.ts";
import { calm } from "../../world/vendors/chaos.ts";
import { secretOf } from "../../world/vendors/liveagent/index.ts";
import { groundOf, stageOf } from "./chaos.ts";
import { account, trialOf } from "./liveagent-trial.ts";

const reports = ["availability_calls", "availability_chats", "availability_tickets", "ranking"];

type Written = (secret: string) => string;
const wrong =
  (name: "v1" | "v3"): Written =>
  (secret) =>
    JSON.stringify({ ...JSON.parse(secretOf(secret)), [name]: "wrong" });
const says =
  /\[desk\] GET \/reports\/ranking \(v1\): the answer was 401.*The key "v1" in LIVEAGENT_TOKEN does not open the reports; all that "v3" opens is read\. Put the key of API v1 there/;

/** A day of the account, read with a secret that can be written anew. */
function stageWith(first: Written) {
  let written = first;
  const stage = stageOf(
    groundOf({
      ...trialOf("calm keys", { days: 1, share: 0.1, everySeconds: 6 * 3600, chaos: calm }),
      connect: ({ secret, ...reach }) => {
        const opened = liveagentAccess(account, written(secret));
        const http = vendorHttp({ ...opened, ...reach, address: opened.address, source: "desk" });
        return liveagent(account, http, opened);
      },
    }),
  );
  return {
    stage,
    write(next: Written) {
      written = next;
    },
    landed: async () => [...new Set((await stage.rows()).map(({ stream }) => stream))].sort(),
    streams: async () => (await landState(stage.lake, "desk"))?.state.streams ?? {},
    failures: () => stage.runs.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
  };
}

test("where the key of the reports never was right, all that the other one opens is read, and the reports once it is mended", async () => {
  const { stage, write, landed, streams, failures } = stageWith(wrong("v1"));
  await stage.until(stage.ground.centre.until * 1000);
  expect(failures()).toEqual([]);
  for (const name of reports) expect((await streams())[name]?.lacking).toMatch(says);
  const before = await landed();
  expect(before).toEqual(expect.arrayContaining(["agents", "calls", "messages", "tickets"]));
  expect(before.filter((name) => reports.includes(name))).toEqual([]);
  // One request of each run is refused: the other reports are not asked for with the same key.
  const asked = stage.vendor.calls.filter(({ path }) => path.startsWith("/reports/"));
  expect(asked.length).toBe(stage.runs.length);
  write(secretOf);
  await stage.quiet();
  expect((await landed()).filter((name) => reports.includes(name)).length).toBeGreaterThan(1);
});

test("where it was right once, the source is not complete without them, and the rest is read on", async () => {
  const { stage, write, streams, failures } = stageWith(secretOf);
  await stage.run();
  write(wrong("v1"));
  const marks = async () => {
    const { tickets, ranking } = await streams();
    return [tickets?.watermark, ranking?.watermark];
  };
  const [tickets, ranking] = await marks();
  stage.clock.at(stage.clock.now() + 6 * 3_600_000);
  await stage.run();
  expect(failures()).toEqual([expect.stringMatching(says)]);
  expect(failures()[0]?.split("\n").length).toBe(1);
  expect(await marks()).toEqual([expect.not.stringMatching(tickets ?? ""), ranking]);
});

test("where the key of the records is wrong, nothing is read", async () => {
  const { stage, landed } = stageWith(wrong("v3"));
  const { failure } = await stage.run();
  expect(failure).toMatch(/\(v3\): the answer was 401.*The secret does not open this account/);
  expect(await landed()).toEqual([]);
  expect(stage.vendor.calls.length).toBe(1);
});
