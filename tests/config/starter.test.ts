import { expect, test } from "vitest";
import { starterConfig } from "../../functions/cli/starter.ts";
import { filesOf } from "../memory.ts";
import { load } from "./sample.ts";

const starter = starterConfig({ zone: "Europe/Budapest", path: "exports/*.csv", encoding: "utf-8" });
/** Every setting that is only hinted at, switched on; sentences begin with a capital letter and stay comments. */
const switchedOn = starter
  .replaceAll(/^( *)# ((?: {2})*(?:- \{.*|[a-z_]+:.*))$/gm, "$1$2")
  // Mail that leaves the machine needs an address for its links, which is hinted at as well.
  .replaceAll(/# (url: https.*)/g, "$1");
const files = { "conf/mappings/contacts.sql": "select 1", "conf/actions.yaml": "[]" };

test("what a new config hints at is right when it is switched on", async () => {
  const { parameters, businessHours, events, currency, sources, mail, reports } = await load(
    switchedOn,
    files,
  );
  expect(parameters.byChannel.email).toMatchObject({ service_level_seconds: 14_400 }); // 4 * 3600
  expect(businessHours?.schedules.default?.week).toHaveLength(5);
  expect(events).toHaveLength(1);
  expect(currency).toBe("EUR");
  expect(filesOf({ sources })[0]?.personal).toEqual(["customer_name"]);
  expect(filesOf({ sources })[0]?.hashed).toEqual(["customer_email"]);
  expect(mail).toMatchObject({ host: "smtp.example.org", passwordFrom: "RAPORT_SMTP_PASSWORD" });
  expect(reports[0]).toMatchObject({
    zone: "Europe/London",
    pausedUntil: "2027-01-01",
    incomplete: { wait: "12:00", then: "send" },
    owner: "team.lead@example.org",
    to: [{ locale: "fi", scope: { by: "department", member: "Technical" } }],
  });
});

test("a new config is right as it is", async () => {
  expect((await load(starter, files)).businessHours).toBeNull();
});
