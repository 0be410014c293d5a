/** The list of contacts behind a report, as a page and as CSV. */

import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { ListedContact } from "../../functions/core/listed.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { renderContacts, renderContactsCsv, renderPage } from "../../templates/index.ts";
import { detailsOf } from "../../templates/words/details.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model } from "./model.ts";

const call: ListedContact = {
  ...{ openedAt: "2026-11-10T08:00:00Z", resolvedAt: "2026-11-10T09:30:00Z" },
  ...{ channel: "phone", department: "Sales", reason: "Price", waitSeconds: 10, talkSeconds: 1290 },
  ...{ isTransferred: true, transferReason: "Needs a refund", outcome: "sold", isAnswered: true },
};
const bare: ListedContact = {
  ...{ openedAt: "2026-11-09T23:30:00Z", resolvedAt: null, channel: "email" },
  ...{ department: "(not stated)", reason: "(not stated)", waitSeconds: null, talkSeconds: null },
  ...{ isTransferred: null, transferReason: null, outcome: null, isAnswered: null },
};

const withContacts = (rows: readonly ListedContact[], opened: number | null = rows.length): ReportModel => ({
  ...model,
  contacts: { opened, rows },
});
const rowsOf = (page = "") =>
  [...page.matchAll(/<tr>(<th scope="row">.*?)<\/tr>/gs)].map(([, row = ""]) =>
    row
      .split(/<\/t[hd]>/)
      .map((cell) => cell.replace(/<[^>]*>/g, "").replaceAll("\u00a0", " "))
      .slice(0, -1),
  );

test("each contact says when it came, where, how long it waited and lasted, where it went and what came of it", () => {
  const [first, second] = rowsOf(renderContacts(withContacts([call, bare])));
  // 08:00 UTC is 09:00 in Budapest; 1,290 s are 21 min 30 s; from 08:00 to 09:30 is an hour and a half.
  expect(first).toEqual([
    ...["Tue, 10 Nov 2026, 09:00", "phone", "Sales", "Price", "10 s", "21 min 30 s"],
    ...["yes: Needs a refund", "1 h 30 min", "sold"],
  ]);
  expect(second).toEqual([
    ...["Tue, 10 Nov 2026, 00:30", "email", "(not given)", "(not given)", "–", "–", "–", "–", "open"],
  ]);
});

test("how many are shown of how many is said, and a list that is cut says so", () => {
  const said = (report: ReportModel) => renderContacts(report)?.replaceAll("\u00a0", " ");
  expect(said(withContacts([call, bare]))).toContain(
    "All 2 contacts opened in this period, the newest first.",
  );
  expect(said(withContacts([call], 1))).toContain("The only contact opened in this period.");
  expect(said(withContacts([call, bare], 12_480))).toContain(
    "The newest 2 of 12,480 contacts opened in this period.",
  );
  expect(said(withContacts([call, bare], null))).toContain("The newest 2 contacts opened in this period.");
  expect(said(withContacts([]))).toContain("No contacts were opened in this period.");
});

test("a report that lists none has no such page, and no link to one", () => {
  expect(renderContacts(model)).toBeUndefined();
  expect(renderContactsCsv(model)).toBeUndefined();
  expect(renderPage(model)).not.toContain("contacts.html");
  expect(renderPage(withContacts([call]))).toContain(
    '<a href="contacts.html">The contacts behind the figures (1)</a>',
  );
});

test("departments and reasons are called as the organisation's labels say", () => {
  const labels = { departments: { Sales: "Myynti" }, reasons: { Price: "Hinta" } };
  const [row] = rowsOf(renderContacts({ ...withContacts([call]), labels }));
  expect(row?.slice(2, 4)).toEqual(["Myynti", "Hinta"]);
});

test("what vendors wrote is text, on the page and in a spreadsheet", () => {
  const hostile = {
    ...call,
    reason: "<img src=x onerror=alert(1)>",
    transferReason: "=1+1",
    outcome: "@SUM(A1)",
  };
  expect(renderContacts(withContacts([hostile]))).not.toContain("<img");
  const [, row] = parse(renderContactsCsv(withContacts([hostile])) ?? "", { bom: true });
  expect(row).toContain("'=1+1");
  expect(row).toContain("'@SUM(A1)");
});

test("nothing in the CSV turns a text around, or hides a formula behind what does", () => {
  const hostile = { ...call, reason: "\u202ecod.exe\u202c", outcome: "\u2066=1+1\u2069" };
  const [, row] = parse(renderContactsCsv(withContacts([hostile])) ?? "", { bom: true });
  expect(row).toContain("cod.exe");
  expect(row).toContain("'=1+1");
});

test("the CSV keeps instants in UTC, times in seconds, and what nobody said empty", () => {
  expect(parse(renderContactsCsv(withContacts([call, bare])) ?? "", { bom: true, columns: true })).toEqual([
    {
      ...{ opened_at: "2026-11-10T08:00:00Z", channel: "phone", department: "Sales", reason: "Price" },
      ...{
        wait_seconds: "10",
        talk_seconds: "1290",
        is_transferred: "true",
        transfer_reason: "Needs a refund",
      },
      ...{ resolved_at: "2026-11-10T09:30:00Z", outcome: "sold", is_answered: "true" },
    },
    {
      ...{
        opened_at: "2026-11-09T23:30:00Z",
        channel: "email",
        department: "(not stated)",
        reason: "(not stated)",
      },
      ...{ wait_seconds: "", talk_seconds: "", is_transferred: "", transfer_reason: "" },
      ...{ resolved_at: "", outcome: "", is_answered: "" },
    },
  ]);
});

for (const locale of locales.filter((one) => one !== "en"))
  test(`nothing of it is left in English in ${locale}`, () => {
    const english = Object.values(detailsOf(wordsOf("en")).contacts).filter(
      (text) => typeof text === "string",
    );
    const page = renderContacts({ ...withContacts([call, bare], 9), locale }) ?? "";
    for (const text of english.filter((one) => one.length > 4)) expect(page).not.toContain(`>${text}<`);
  });
