/** `raport links`: a leaked key and a forwarded email, as an operator deals with them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openHome } from "../../functions/home.ts";
import { outboxOf } from "../../functions/local.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { sign, verify } from "../../functions/stages/tokens.ts";
import { parseEml } from "../contracts/eml.ts";
import { said } from "./said.ts";
import { type Two, twoSources, config as written } from "./two.ts";

const mira = "mira.koski@example.org";
const later = "2026-11-17T08:00:00Z";
let two: Two;
let token = "";

beforeAll(async () => {
  two = await twoSources({
    "raport.yaml": written.replace("zone: UTC", "zone: UTC\n  url: https://reports.example.org"),
  });
  expect((await said("links", "--home", two.home)).out).toBe(
    "No link was signed yet: the first email makes the first key.\n",
  );
  expect((await two.run()).code).toBe(0);
  const [name = ""] = readdirSync(outboxOf(two.home)).filter((one) => one.endsWith(".eml"));
  const words = parseEml(readFileSync(join(outboxOf(two.home), name))).parts[0]?.content ?? "";
  token = /https:\/\/reports\.example\.org\/open\/([\w.-]+)/.exec(words)?.[1] ?? "";
  expect(token).toContain(".");
});

const links = (...words: readonly string[]) => said("links", ...words, "--home", two.home, "--now", later);
const keys = () => JSON.parse(readFileSync(join(two.home, "state/keys.json"), "utf8")).keys;
async function isGood(): Promise<boolean> {
  const { lake, warehouse } = openHome(two.home);
  const claims = await verify(token, "open", lake);
  await warehouse.close();
  return claims !== undefined;
}

test("the links of an address that never got any cannot be revoked: it is misspelled", async () => {
  for (const email of ["mira.kosky@example.org", "mira"]) {
    const { code, out, err } = await links("--revoke", email);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(email);
  }
  expect(readdirSync(join(two.home, "state"))).not.toContain("revoked");
});

test("revoking ends what one address was sent, however it is spelled, and writes no address down", async () => {
  const { code, out } = await links("--revoke", mira.toUpperCase());
  expect(code).toBe(0);
  expect(out).toContain(`until ${later} open nothing any more`);
  expect(readdirSync(join(two.home, "state/revoked"))).toEqual([`${addressKey(mira)}.json`]);
  expect(JSON.parse(readFileSync(join(two.home, `state/revoked/${addressKey(mira)}.json`), "utf8"))).toEqual({
    v: 1,
    at: later,
  });
});

test("a new key signs at once; the old one goes on until it is ended; no secret is shown", async () => {
  const [first] = keys();
  const rotated = await links("--rotate");
  const [, second] = keys();
  expect(rotated.out.split("\n").slice(0, 3)).toEqual([
    `Key ${second.id} signs from now on.`,
    `${first.id}  the first  its links go on`,
    `${second.id}  since ${later}  signs`,
  ]);
  expect(await isGood()).toBe(true);
  const { lake, warehouse } = openHome(two.home);
  const claims = { purpose: "open", report: "tickets", address: "0", issuedAt: later } as const;
  expect((await sign(claims, lake)).split(".")[0]).toBe(second.id);
  await warehouse.close();
  const ended = await links("--end-old");
  expect(ended.out).toContain(`Taken out: ${first.id}.`);
  expect(await isGood()).toBe(false);
  expect((await links("--end-old")).out).toContain("There is no older key. Nothing was changed.");
  for (const { out } of [rotated, ended])
    for (const { secret } of [first, second]) expect(out).not.toContain(secret);
});
