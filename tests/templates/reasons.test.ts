import { expect, test } from "vitest";
import { formatOf } from "../../templates/format.ts";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { reasonsOf } from "../../templates/reasons.ts";
import { en } from "../../templates/words/en.ts";
import { fi } from "../../templates/words/fi/index.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const format = formatOf(en, "Europe/Budapest");
const [first] = model.reasons;
const label = (changes: Partial<typeof first>): string | undefined =>
  reasonsOf([{ ...first!, ...changes }], format)[0]?.label.replaceAll("\u00a0", " ");
const few = { contacts: 15, share: 0.375, previous: 5, change: null } as const;
const tooFew = { verdict: "unknown", withheld: "too few to compare" } as const;

test("a reason of few contacts has its counts, and no arrow or percentage of change", () => {
  expect(label({ ...few, ...tooFew })).toBe("15 contacts · 37.5% of all · was 5");
  const page = textOf(renderPage({ ...model, reasons: [{ ...first!, ...few, ...tooFew }] }));
  expect(page).toContain("15\n37.5%\nwas 5");
});

test("contacts without a reason are told so in the reader's language", () => {
  const named = (words: typeof en) =>
    reasonsOf([{ ...first!, reason: "(not stated)" }], formatOf(words, "Europe/Budapest"))[0]?.reason;
  expect([named(en), named(fi)]).toEqual(["(no reason given)", "(syy puuttuu)"]);
});

test("what may be chance is no change of a reason", () => {
  // (330 - 300) / 300 = 0.1
  const moved = { contacts: 330, share: 0.375, previous: 300, change: 0.1 };
  expect(label({ ...moved, verdict: "unchanged" })).toBe(
    "330 contacts · 37.5% of all · ■ no clear change (+10.0%)",
  );
  expect(label({ ...moved, verdict: "unchanged", noise: true })).toBe(
    "330 contacts · 37.5% of all · ■ +10.0%, may be chance",
  );
  expect(label({ ...moved, verdict: "neutral" })).toBe("330 contacts · 37.5% of all · ▲ +10.0%");
});

test("a group of few contacts has its value and no change, and of incomplete data none has one", () => {
  const [channels] = model.breakdowns;
  const [email] = channels!.members;
  const { contacts_opened, channel_share } = email!.values;
  const marked = { ...contacts_opened!, few: ["previous", "lastYear"] as const };
  const values = {
    contacts_opened: marked,
    channel_share: { ...channel_share!, few: ["previous"] as const },
  };
  const of = (more: Partial<typeof model>) =>
    textOf(
      renderPage({ ...model, breakdowns: [{ ...channels!, members: [{ ...email!, values }] }], ...more }),
    );
  const unclear = textOf(
    renderPage({
      ...model,
      breakdowns: [
        {
          ...channels!,
          members: [
            {
              ...email!,
              values: {
                channel_share: { ...channel_share!, unclear: ["previous"] },
                contacts_opened: { ...contacts_opened!, unclear: ["lastYear"] },
              },
            },
          ],
        },
      ],
    }),
  );
  // Of email 6,240 after 5,400, 15.6 % more, and after 5,684 last year, 9.8 % more; its share 50 % after 49 % and 56 %.
  expect(unclear).toContain("email\n50.0%\n■ +1.0 pts · ▼ −6.0 pts\n6,240\n▲ +15.6% · ■ +9.8%");
  // An arrow stays with its number, however narrow the cell.
  const html = renderPage(model);
  expect(html).toContain("▲\u00a0+15.6%");
  expect(html).not.toMatch(/[▲▼■] [+−]/);
  const read = of({});
  expect(read).toContain("email\n50.0%\ntoo few to compare\nBy channel");
  expect(read).toContain("6,240\ntoo few to compare\n");
});

test("where a reason is hidden nobody says which are the top ones", () => {
  const few = { ...model, reasons: model.reasons.slice(0, 1) };
  expect(renderEmail(few).text).toContain("TOP CONTACT REASON");
  const hidden = {
    ...few,
    breakdowns: few.breakdowns.map((one) =>
      one.by === "reason"
        ? {
            ...one,
            members: one.members.map((member, at) =>
              at === 0
                ? {
                    ...member,
                    values: {
                      contacts_opened: {
                        value: null,
                        previous: null,
                        lastYear: null,
                        hidden: ["value"] as const,
                      },
                    },
                  }
                : member,
            ),
          }
        : one,
    ),
  };
  const { text, html } = renderEmail(hidden);
  for (const said of [text, html, renderPage(hidden)]) {
    expect(said).not.toMatch(/top contact reason/i);
    expect(said).toMatch(/contact reasons that can be shown/i);
  }
});
