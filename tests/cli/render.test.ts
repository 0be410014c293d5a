import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { addressKey } from "../../functions/stages/places.ts";
import type { Plan } from "../../functions/stages/plan.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { said } from "./said.ts";
import { config, good, header, type Two, twoSources } from "./two.ts";

const readers = `to:
      - { name: Mira Koski, address: mira.koski@example.org }
      - { name: Aino Laine, address: aino.laine@example.org, locale: fi }
      - { name: Olga Petrova, address: olga.petrova@example.org, locale: ru, scope: { channel: phone } }
`;
const mira = "to: [{ name: Mira Koski, address: mira.koski@example.org }]\n";
const [tickets = "", calls = ""] = config.split("  - id: calls\n    title");
const written = `${tickets.replace(mira, readers)}  - id: calls\n    title${calls}`;

let two: Two;
const render = (...words: readonly string[]) => said("render", ...words, "--home", two.home);
const week = ["tickets", "--on", "2026-11-12"] as const;
const planFile = () => join(two.home, "sent/tickets/2026-W46/plan.json");
const plan = () => JSON.parse(readFileSync(planFile(), "utf8")) as Plan;
const sent = (address: string, end: string) =>
  readFileSync(join(two.home, `outbox/tickets-2026-W46-${addressKey(address)}.${end}`));

/** Contacts resolved in the week by the tables of now. */
async function resolvedNow(): Promise<number> {
  const asked = ["--kpi", "contacts_resolved", "--period", "week", "--on", "2026-11-12", "--json"];
  const { out } = await said("kpis", ...asked, "--config", two.config, "--home", two.home);
  return JSON.parse(out)[0].value;
}

beforeAll(async () => {
  two = await twoSources({ "raport.yaml": written });
  expect((await two.run()).code).toBe(0);
  // Of both sources C1 was resolved, and C2 was not.
  expect(await resolvedNow()).toBe(2);
  // Then the week is restated, and everything the config says of the report is another thing.
  await two.put({
    "tickets/u.csv": `${header}\n${good.replace("09:00,,phone", "09:00,2026-11-12 10:00,phone")}`,
    "raport.yaml": written
      .replace("title: Weekly tickets", "title: Renamed")
      .replace("name: Northwind", "name: Southwind")
      .replace("reports:\n", "targets:\n  contacts_resolved: { at_least: 90 }\nreports:\n"),
  });
  expect((await two.run("2026-11-17T09:00:00Z")).code).toBe(0);
  expect(await resolvedNow()).toBe(3);
});

test.each([
  ["mira.koski@example.org", "Northwind", "Weekly tickets"],
  ["aino.laine@example.org", "Viikko 46", "Weekly tickets"],
  ["olga.petrova@example.org", "Новые обращения", "phone"],
])("what %s got is made again byte for byte, whatever moved on", async (address, ...words) => {
  const out = join(two.folder, address);
  const { code, out: told } = await render(...week, "--to", address, "--out", out);
  expect([code, told]).toEqual([0, expect.stringContaining(": the same to the last byte\n")]);
  const made = (name: string) => readFileSync(join(out, name));
  const { variant } = plan().recipients.find((one) => one.address === address)!;
  const archived = (name: string) => readFileSync(join(two.home, "archive/tickets/2026-W46", variant, name));
  // No url: the bytes hold no link of one reader alone.
  expect(made("email.html").equals(sent(address, "html"))).toBe(true);
  expect(made("index.html").equals(archived("index.html"))).toBe(true);
  expect(made("kpis.csv").equals(archived("kpis.csv"))).toBe(true);
  const eml = parseEml(sent(address, "eml"));
  expect(headersOf(eml, "subject")).toEqual([made("subject.txt").toString()]);
  expect(eml.parts.map(({ content }) => content.replaceAll("\r\n", "\n"))).toContain(
    made("email.txt").toString(),
  );
  for (const word of words) expect(made("email.html").toString()).toContain(word);
});

test("all that was ever sent is checked at once, and says which release made it", async () => {
  const { code, out } = await render("--all");
  expect(code).toBe(0);
  expect(out).toContain("calls 2026-W46, planned at 2026-11-16T09:00:00Z by this release, 0.1.0 (renderer ");
  expect(out).toContain("  en (en, everything): the same to the last byte\n  fi (fi, everything): the same");
  // One of calls, three of tickets.
  expect(out.trimEnd().split("\n").at(-1)).toBe("2 reports, 4 variants: all the same to the last byte.");
});

test.each(["index.html", "model.json"])(
  "one byte of the stored %s that is another is found where it is",
  async (name) => {
    const file = join(two.home, "archive/tickets/2026-W46", name);
    const bytes = readFileSync(file);
    const at = bytes.indexOf("Northwind");
    const lines = bytes.subarray(0, at).toString().split("\n").length;
    writeFileSync(file, Buffer.concat([bytes.subarray(0, at), Buffer.from("M"), bytes.subarray(at + 1)]));
    const { code, out } = await render(...week, "--check");
    writeFileSync(file, bytes);
    expect(code).toBe(2);
    expect(out).toContain("  en (en, everything): NOT the same\n");
    expect(out).toContain(
      `archive/tickets/2026-W46/${name} differs from byte ${at + 1} on, in line ${lines}\n`,
    );
    expect(out).toContain('stored: "Morthwind');
    expect(out).toContain('now:    "Northwind');
    expect(out).toContain("  fi (fi, everything): the same to the last byte\n");
  },
);

test("what another release made, and differs, is told apart from what is broken", async () => {
  const kept = readFileSync(planFile());
  const { release, variants, ...others } = plan();
  const texts = variants.map((one) => ({ ...one, csv: one.csv.replace("kpi", "KPI") }));
  const told = async (changed: object) => {
    writeFileSync(planFile(), JSON.stringify({ ...others, variants: texts, ...changed }));
    const { code, out } = await render(...week, "--variant", "en", "--check");
    return { code, first: out.split("\n")[0], out };
  };
  const other = await told({ release: { ...release!, renderer: "another" } });
  const nobody = await told({});
  const ours = await told({ release });
  writeFileSync(planFile(), kept);
  expect(other).toMatchObject({
    code: 1,
    first: expect.stringContaining("by another release, 0.1.0 (renderer another"),
  });
  expect(other.out).toContain("Another release may make other bytes: check with the one that made it.");
  expect(nobody).toMatchObject({
    code: 1,
    first: expect.stringContaining("by a release that did not say which"),
  });
  expect(ours).toMatchObject({ code: 2, first: expect.stringContaining("by this release") });
  expect(ours.out).not.toContain("Another release");
});

test.each([
  ["no report and no day", [], "Write which report and a day of its period"],
  [
    "a report nobody was sent",
    ["weakly", "--on", "2026-11-12"],
    "weakly has not been sent for a period that holds 2026-11-12.",
  ],
  [
    "a week nobody was sent",
    ["tickets", "--on", "2026-11-20"],
    "tickets has not been sent for a period that holds 2026-11-20.",
  ],
  [
    "a reader it never had",
    [...week, "--to", "eve@example.org"],
    "eve@example.org was not on the list of tickets when 2026-W46 was sent.",
  ],
  [
    "a variant it never had",
    [...week, "--variant", "hu"],
    'Nothing was made for "hu" in 2026-W46. There is en, fi, ',
  ],
])("%s is refused", async (_, words, message) => {
  const { code, err } = await render(...words);
  expect([code, err]).toEqual([1, expect.stringContaining(message)]);
});
