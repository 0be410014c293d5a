import { expect, test } from "vitest";
import { renderNotice } from "../../templates/index.ts";
import { textOf } from "./read.ts";

const notice = (...lines: readonly string[]) =>
  renderNotice(
    { subject: "weekly 2026-W46 waits", lines },
    { name: "Fell & Fjord", zone: "Europe/Budapest" },
  );

test("a notice tells times of the organisation, and names their zone", () => {
  // Budapest is an hour ahead of UTC in November, and two in October until the 25th.
  const { text, html } = notice(
    "calls: its rows end at 2026-11-20T04:00:00Z (rows up to 2026-10-24T22:00:00.000Z are needed).",
  );
  const said =
    "calls: its rows end at Fri, 20 Nov 2026, 05:00 (Europe/Budapest) (rows up to Sun, 25 Oct 2026, 00:00 (Europe/Budapest) are needed).";
  expect(text).toContain(said);
  expect(textOf(html)).toContain(said);
});

test.each([
  "inbox/calls-2026-11-20T04:00:00Z.csv: line 3: opened_at is empty",
  "2026-11-20T04:00:00Z.csv was refused",
  "inbox/calls-2026-11-20T04:00:00Z: line 3",
  "99 rows where 2026-13-45T99:00:00Z stands",
  "the file for 2026-11-20 is missing",
])("names of files, days and what is no instant stay as they are: %s", (line) => {
  expect(notice(line).text).toContain(line);
});
