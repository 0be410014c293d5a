import { expect, test } from "vitest";
import type { Config, Recipient, Scope } from "../../functions/core/config.ts";
import { addressKey, archivePath, variantId } from "../../functions/stages/places.ts";
import { sign } from "../../functions/stages/tokens.ts";
import { open } from "../../functions/web/open.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { memoryLake } from "../memory.ts";

const billing: Scope = { by: "department", member: "Billing" };
const ana: Recipient = { name: "Ana", address: "Ana@example.org", locale: "en", scope: null };

const configWith = (to: readonly Recipient[], more = {}): Config =>
  configOf({ reports: [reportOf({ to, ...more })] });

/** A period with a page for everybody and one for Billing, and what a link of Ana's opens under this config. */
async function opened(
  config: Config,
  path = "/",
  claims: Partial<Parameters<typeof sign>[0]> = {},
  past: Readonly<Record<string, Uint8Array>> = {},
) {
  const lake = memoryLake();
  for (const [key, body] of Object.entries(past)) await lake.put(key, body);
  for (const [scope, text] of [
    [null, "everything"],
    [billing, "billing alone"],
  ] as const)
    for (const file of ["index.html", "kpis.csv", "contacts.html", "contacts.csv"])
      await lake.put(
        `archive/${archivePath("weekly", "2026-W46", variantId(scope, "en"))}${file}`,
        new TextEncoder().encode(`${text} ${file}`),
      );
  const token = await sign(
    {
      purpose: "open",
      report: "weekly",
      period: "2026-W46",
      address: addressKey("ana@example.org"),
      issuedAt: "2026-11-16T07:00:00Z",
      ...claims,
    },
    lake,
  );
  const app = open({
    lake,
    config: () => config,
    now: () => "2026-11-16T08:00:00Z",
    freshLink: () => Promise.reject(new Error("nobody asks for one")),
    onRefusal: () => {},
  });
  const answer = await app.request(`/${token}${path}`);
  return { status: answer.status, text: await answer.text(), headers: answer.headers, token };
}

test("a link opens the page and the CSV of what its reader may see", async () => {
  const page = await opened(configWith([ana]));
  expect(page).toMatchObject({ status: 200, text: "everything index.html" });
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
  const csv = await opened(configWith([ana]), "/kpis.csv");
  expect(csv.text).toBe("everything kpis.csv");
  expect(csv.headers.get("Content-Disposition")).toBe('attachment; filename="weekly-2026-W46-kpis.csv"');
});

test("the contacts behind the figures open while the report lists them, and no longer", async () => {
  const granted = configWith([ana], { listsContacts: true });
  expect(await opened(granted, "/contacts.html")).toMatchObject({
    status: 200,
    text: "everything contacts.html",
  });
  const { headers } = await opened(granted, "/contacts.csv");
  expect(headers.get("Content-Disposition")).toBe('attachment; filename="weekly-2026-W46-contacts.csv"');
  const scoped = configWith([{ ...ana, scope: billing }], { listsContacts: true });
  expect((await opened(scoped, "/contacts.csv")).text).toBe("billing alone contacts.csv");
  for (const path of ["/contacts.html", "/contacts.csv", "/archive/weekly/2026-W46/contacts.csv"]) {
    const { status, text } = await opened(configWith([ana]), path);
    expect(status).toBe(404);
    expect(text).not.toContain("everything");
  }
});

test("without its slash it leads to the page with one, so that the page finds its CSV", async () => {
  const { status, headers, token } = await opened(configWith([ana]), "");
  expect(status).toBe(302);
  expect(headers.get("Location")).toBe(`./${token}/`);
});

test("an older page shows a reader whose scope was narrowed no more than they may see now", async () => {
  const narrower = configWith([{ ...ana, scope: billing }]);
  expect(await opened(narrower)).toMatchObject({ status: 200, text: "billing alone index.html" });
  expect((await opened(narrower, "/kpis.csv")).text).toBe("billing alone kpis.csv");
  // The report itself may be narrowed, too.
  expect((await opened(configWith([ana], { scope: billing }))).text).toBe("billing alone index.html");
  const spelled = { ...ana, scope: { ...billing, member: "BILLING" } };
  expect((await opened(configWith([spelled]))).text).toBe("billing alone index.html");
});

test("a period of which nothing was made for what they see now says so and shows nothing", async () => {
  const elsewhere = { by: "department", member: "Returns" } as const;
  const { status, text } = await opened(configWith([{ ...ana, scope: elsewhere }]));
  expect(status).toBe(404);
  expect(text).not.toMatch(/everything|billing alone/);
  // A report and a reader that have nothing in common.
  const apart = configWith([{ ...ana, scope: elsewhere }], { scope: billing });
  expect((await opened(apart)).status).toBe(404);
});

test("another language is better than nothing, another scope is not", async () => {
  expect((await opened(configWith([{ ...ana, locale: "fi" }]))).text).toBe("everything index.html");
});

test("whoever is off the list is refused, and so is everybody when the report is gone", async () => {
  const other = { ...ana, address: "bo@example.org" };
  for (const config of [configWith([other]), configOf({ reports: [] })])
    for (const path of ["/", "/kpis.csv"]) {
      const { status, text, token } = await opened(config, path);
      expect(status).toBe(403);
      expect(text).not.toMatch(/everything|billing|2026-W46/);
      expect(text).not.toContain(token);
    }
});

test("a renamed report still opens by the links it was sent with", async () => {
  const renamed = configWith([ana], { id: "digest", was: "weekly" });
  expect((await opened(renamed)).text).toBe("everything index.html");
});

test("a report renamed twice still opens by the links of its first name", async () => {
  const state = (id: string) =>
    new TextEncoder().encode(JSON.stringify({ firstSeen: "", settled: [], renamed: { id, at: "" } }));
  const past = { "state/reports/weekly.json": state("digest"), "state/reports/digest.json": state("third") };
  for (const was of [{ was: "digest" }, {}]) {
    const third = configWith([ana], { id: "third", ...was });
    expect((await opened(third, "/", {}, past)).text).toBe("everything index.html");
    expect((await opened(third)).status).toBe(403);
  }
});

test("a token for something else, a changed one and a path in one open nothing", async () => {
  const config = configWith([ana]);
  expect((await opened(config, "/", { purpose: "unsubscribe" })).status).toBe(404);
  expect((await opened(config, "x/")).status).toBe(404);
  expect((await opened(config, "/", { period: "../2026-W46" })).status).toBe(404);
  expect((await opened(config, "/plan.json")).status).toBe(404);
});
