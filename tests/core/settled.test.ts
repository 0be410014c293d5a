import { expect, test } from "vitest";
import { usualParameters } from "../../functions/core/parameters.ts";
import { settingsOf, settledOf } from "../../functions/core/settled.ts";

const settled = (...parameters: NonNullable<Parameters<typeof settledOf>[0]["parameters"]>) =>
  settledOf(
    { parameters },
    {
      ...usualParameters,
      organisation: {
        ...usualParameters.organisation,
        service_level_include_flow_outs: true,
        abandon_short_seconds: 90,
      },
      byDepartment: { Sales: { abandon_short_seconds: 0 } },
    },
  );

test("what was decided is told in its own unit, and what differs by channel or department behind it", () => {
  expect(settled("service_level_seconds")).toEqual({ service_level_seconds: "20 s (chat 1 min, email 4 h)" });
  expect(settled("abandon_short_seconds")).toEqual({ abandon_short_seconds: "90 s (Sales 0 s)" });
  expect(settled("service_level_formula", "service_level_include_flow_outs", "repeat_window_days")).toEqual({
    service_level_formula: "short excluded",
    service_level_include_flow_outs: "yes",
    repeat_window_days: "7 d",
  });
  expect(settled("complaint_tags", "satisfaction_from")).toEqual({
    complaint_tags: "complaint",
    satisfaction_from: "4",
  });
});

test("a KPI that leaves nothing open has nothing to tell", () => {
  expect(settledOf({}, usualParameters)).toEqual({});
});

test("for other languages the values themselves are told, and whose are others", () => {
  expect(settingsOf({ parameters: ["service_level_seconds", "survey_day"] }, usualParameters)).toEqual({
    // 4 h of email are 4 x 3600 s.
    service_level_seconds: {
      value: 20,
      others: [
        { member: "chat", value: 60 },
        { member: "email", value: 14_400 },
      ],
    },
    survey_day: { value: "answer" },
  });
  expect(settingsOf({}, usualParameters)).toEqual({});
});
