import { describe, expect, test } from "vitest";
import type { BridgeModel } from "../../functions/core/causes.ts";
import { bridgeChart } from "../../templates/charts-bridge.ts";
import { formatOf } from "../../templates/format.ts";
import { renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { hostileTexts } from "./hostile.ts";
import { backlog, opened, withinDay } from "./kpis.ts";
import { model } from "./model.ts";
import { tagsOf, textOf } from "./read.ts";
import { pageProblems } from "./valid.ts";

const format = formatOf(wordsOf("en"), "Europe/Budapest");

/** 81.2 % fell by 2.6 points to 78.6 %: by themselves the groups did -3.0 + 1.0 = -2.0, their mix -0.4 - 0.3 + 0.1 = -0.6. */
const own: BridgeModel = {
  ...{ kpi: "resolved_within_day_share", by: "department", whole: -0.026, rate: -0.02, mix: -0.006 },
  effects: [
    { member: "Orders", rate: -0.03, mix: -0.004, whole: -0.034 },
    { member: "Billing", rate: 0.01, mix: -0.003, whole: 0.007 },
  ],
  rest: { members: 3, rate: 0, mix: 0.001, whole: 0.001 },
};

const drawn = (bridge: BridgeModel, kpi = withinDay, name = "Resolved within 24 hours") =>
  bridgeChart(bridge, kpi, name, format)?.markup ?? "";

describe("the waterfall of a change", () => {
  test("goes from the value before to the value now, a step for each group that did something and one for the mix", () => {
    expect(textOf(drawn(own))).toContain(
      "Resolved within 24 hours, by department\nWeek 45: 81.2%; Orders: −3.0 pts; Billing: +1.0 pts; A different mix: −0.6 pts; Week 46: 78.6%\n",
    );
  });

  test("is as long as its numbers: from the lowest point of the way to the highest", () => {
    // 0.812 - 0.030 = 0.782, + 0.010 = 0.792, - 0.006 = 0.786: the way is between 0.782 (2 %) and 0.812 (98 %), 32 % a point.
    const bars = [...drawn(own).matchAll(/<rect class="(\w+)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)];
    expect(bars.map(([, tone, x, width]) => `${tone} ${x} ${width}`)).toEqual([
      "bad 2 96",
      "good 2 32",
      "bad 14.8 19.2",
    ]);
    const ends = [...drawn(own).matchAll(/<circle cx="([\d.]+)%"/g)].map(([, x]) => x);
    expect(ends).toEqual(["98", "14.8"]);
  });

  test("has the table of its numbers behind it, with what the other groups did and the whole", () => {
    expect(textOf(drawn(own))).toContain(
      [
        "Department\nBy itself\nBy the mix\nTogether",
        "Orders\n−3.0 pts\n−0.4 pts\n−3.4 pts",
        "Billing\n+1.0 pts\n−0.3 pts\n+0.7 pts",
        "3 others\n0.0 pts\n+0.1 pts\n+0.1 pts",
        "The whole change\n−2.0 pts\n−0.6 pts\n−2.6 pts\n",
      ].join("\n"),
    );
  });

  test("of a count is all the groups' own, and neither good nor bad where no way is better", () => {
    const count: BridgeModel = {
      ...{ kpi: "contacts_opened", by: "channel", whole: 1460, rate: 1460, mix: 0 },
      effects: [
        { member: "email", rate: 1500, mix: 0, whole: 1500 },
        { member: "phone", rate: -40, mix: 0, whole: -40 },
      ],
    };
    const chart = drawn(count, opened, "Contacts opened");
    expect(textOf(chart)).toContain("Channel\nChange\nemail\n+1,500\nphone\n−40\nThe whole change\n+1,460\n");
    expect(chart).toContain('<rect class="even"');
    expect(chart).not.toMatch(/<rect class="(good|bad)"/);
  });

  test("says less is better where it is", () => {
    const fewer: BridgeModel = {
      ...{ kpi: "open_backlog", by: "channel", whole: 274, rate: 274, mix: 0 },
      effects: [
        { member: "email", rate: 300, mix: 0, whole: 300 },
        { member: "phone", rate: -26, mix: 0, whole: -26 },
      ],
    };
    const tones = [...drawn(fewer, backlog).matchAll(/<rect class="(\w+)"/g)].map(([, tone]) => tone);
    expect(tones).toEqual(["bad", "good"]);
  });

  test.each(hostileTexts)("shows names that mean harm as text: %j", (member) => {
    const named = { ...own, effects: own.effects.map((one) => ({ ...one, member })) };
    expect(tagsOf(drawn(named))).toEqual(tagsOf(drawn(own)));
  });
});

describe("the page", () => {
  test("has a waterfall of every bridge, and a link to them", () => {
    const page = renderPage({ ...model, bridges: [own] });
    expect(page).toContain('<a href="#why">Where the changes come from</a>');
    expect(page.match(/<figure class="bridge">/g)).toHaveLength(1);
  });

  test("has none of a change it does not tell, and none of a model without bridges", () => {
    const kpis = model.kpis.map((kpi) => ({ ...kpi, previous: { ...kpi.previous, change: null } }));
    for (const page of [renderPage({ ...model, kpis, bridges: [own] }), renderPage(model)])
      expect(page).not.toContain("Where the changes come from");
  });

  test("is valid HTML with waterfalls, events and holidays", async () => {
    const events = [{ title: "New policy", on: "2026-09-13", until: "2026-11-01" }];
    const page = renderPage({ ...model, bridges: [own], events, holidays: ["2026-08-20"] });
    expect(await pageProblems(page)).toEqual([]);
  });
});
