import { describe, expect, test } from "vitest";
import { groundOf } from "./chaos.ts";
import { type Mistake, mistakes } from "./plain/connector.ts";
import { plainTrial } from "./plain/trial.ts";
import { chaosSuite } from "./suite.ts";
import { sweeps } from "./sweep.ts";
import { type Wrong, wrong } from "./wrong.ts";

chaosSuite("plain", (seed) => plainTrial(seed), { seeds: ["2"] });

describe("a reader that is wrong is caught", () => {
  const trialOf = ({ chaos, share = 0.1 }: Wrong, mistake?: Mistake) =>
    plainTrial("calm", { chaos, share, mostCalls: 2500 }, mistake);

  test("in every way there is", () => {
    expect(wrong.map(({ mistake }) => mistake).sort()).toEqual([...mistakes].sort());
  });

  test.each(wrong)("$mistake, by $by: $finding", async (each) => {
    const found = await sweeps[each.by](groundOf(trialOf(each, each.mistake)));
    expect(found.map(({ finding }) => finding)).toContain(each.finding);
  });

  const odd = wrong.filter(({ chaos }) => Object.keys(chaos).length > 0);
  test.each(odd)("and without the mistake nothing is found: not $mistake", async (each) => {
    expect(await sweeps[each.by](groundOf(trialOf(each)))).toEqual([]);
  });
});
