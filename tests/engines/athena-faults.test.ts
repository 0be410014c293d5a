/** The contract of the warehouse where answers are lost, late, torn and refused: nothing is lost, nothing is doubled. */

import { afterAll, beforeAll, describe, expect } from "vitest";
import { commitsContract } from "../contracts/warehouse/commits.ts";
import { deathsContract } from "../contracts/warehouse/deaths.ts";
import type { Place } from "../contracts/warehouse/place.ts";
import { front, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";
import { type FaultProxy, faultProxy, faults } from "./proxy.ts";

const athena = front();

/** Of S3's and Glue's requests one in eight meets a fault, and of its conditional writes one in four; of Athena's one in seven. */
const ofAws = {
  slow: 0.01,
  throttled: 0.03,
  failed: 0.02,
  conflict: 0.12,
  dropped: 0.03,
  lied: 0.02,
  cut: 0.02,
};
const ofAthena = { slow: 0.01, throttled: 0.04, failed: 0.03, dropped: 0.04, lied: 0.03 };

/** Places whose services are behind proxies of this seed. */
function behindProxies(seed: number): () => Promise<Place> {
  let aws: FaultProxy;
  let asked: FaultProxy;
  beforeAll(async () => {
    aws = await faultProxy(engines().moto, { seed, rates: ofAws });
    asked = await faultProxy(athena().url, { seed: seed + 1, rates: ofAthena });
  });
  afterAll(async () => {
    const met = ({ log }: FaultProxy) => new Set(log.map(({ fault }) => fault));
    expect([...met(aws)].sort()).toEqual([...faults, "none"].sort());
    expect([...met(asked)].sort()).toEqual(["dropped", "failed", "lied", "none", "slow", "throttled"]);
    await aws.close();
    await asked.close();
  });
  return async () => {
    const straight = { aws: engines().moto, athena: athena().url };
    const place = await placeOn({ aws: aws.url, athena: asked.url, tries: 10 }, {}, straight);
    return { ...place, crowd: { readers: 2, commits: 2 } };
  };
}

describe("commits, seed 3", () => commitsContract(behindProxies(3)));
describe("workers that die or wake up late, seed 11", () => deathsContract(behindProxies(11)));

afterAll(() => {
  // A start that lost its answer was sent again with its token, and began nothing.
  const repeats = athena().log.executions.reduce((sum, execution) => sum + execution.repeats, 0);
  expect(repeats).toBeGreaterThan(0);
});
