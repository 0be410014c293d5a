import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Config, Recipient, Scope } from "../../functions/core/config.ts";
import { scopeFor } from "../../functions/core/scope.ts";
import type { Message } from "../../functions/ports.ts";
import { memoryLake } from "../memory.ts";
import { everyScope, forbiddenTo, openCentre, reportWith, w45, w46 } from "./centre.ts";
import { bytesOf, openedBy, sendWeek } from "./reach.ts";

let centre: Awaited<ReturnType<typeof openCentre>>;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.remove());

interface Case {
  readonly scope: Scope | null;
  readonly to: readonly Recipient[];
  /** What they may see a week later; undefined: they are off the list. */
  readonly later: readonly (Scope | null | undefined)[];
  readonly smallestGroup: number;
}

const scopes = fc.constantFrom(...everyScope);
const anyScope = fc.option(scopes, { nil: null, freq: 4 });
const cases: fc.Arbitrary<Case> = fc.record({
  scope: fc.option(scopes, { nil: null, freq: 2 }),
  to: fc
    .array(fc.tuple(anyScope, fc.constantFrom("en" as const, "hu" as const)), { minLength: 2, maxLength: 4 })
    .map((all) =>
      all.map(([scope, locale], at) => ({
        name: `Reader ${at}`,
        address: `reader${at}@example.org`,
        locale,
        scope,
      })),
    ),
  later: fc.array(fc.oneof(scopes, scopes, fc.constant(null), fc.constant(undefined)), {
    minLength: 4,
    maxLength: 4,
  }),
  smallestGroup: fc.integer({ min: 1, max: 9 }),
});

const configFor = (scope: Scope | null, to: readonly Recipient[], smallestGroup: number): Config => ({
  ...centre.config,
  organisation: { ...centre.config.organisation, smallestGroup },
  reports: [reportWith({ scope, to })],
});

function expectNothingOf(forbidden: readonly string[], bytes: string, where: string): void {
  for (const name of forbidden)
    if (bytes.toLowerCase().includes(name.toLowerCase())) throw new Error(`${where}: ${name}`);
}

const byReader = (messages: readonly Message[], { address }: Recipient) =>
  messages.filter(({ to }) => to.address === address);

describe("no reader comes by a name or a number of others", () => {
  test("in any message, page, CSV or answer, nor in older ones once they may see less", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ scope, to, later, smallestGroup }) => {
        const lake = memoryLake();
        const { warehouse } = centre.ports;
        const before = configFor(scope, to, smallestGroup);
        const first = await sendWeek(before, w45, lake, warehouse);
        const narrowed = to.flatMap((reader, at) => {
          const own = later[at];
          return own === undefined ? [] : [{ ...reader, scope: own }];
        });
        const after = configFor(scope, narrowed, smallestGroup);
        const second = await sendWeek(after, w46, lake, warehouse);
        for (const reader of to) {
          const now = narrowed.find(({ address }) => address === reader.address);
          const nowSees = now && scopeFor({ scope }, now);
          const own = [...byReader(first, reader), ...byReader(second, reader)];
          await expectOwn(byReader(first, reader), scopeFor({ scope }, reader));
          await expectOwn(byReader(second, reader), nowSees);
          for (const { status, bytes } of await openedBy(own, after, lake)) {
            if (now === undefined && status !== 302) expect(status).toBe(403);
            if (status === 200) seen += 1;
            // A reader of nothing sees nothing of anybody.
            const forbidden =
              nowSees === undefined ? everyScope.map(({ member }) => member) : forbiddenTo(nowSees);
            expectNothingOf(forbidden, bytes, "opened");
          }
        }
      }),
      { seed: 20261116, numRuns: 25 },
    );
    expect(seen).toBeGreaterThan(20);
  }, 240_000);

  async function expectOwn(messages: readonly Message[], scope: Scope | null | undefined): Promise<void> {
    if (scope === undefined) return expect(messages).toEqual([]);
    for (const message of messages) expectNothingOf(forbiddenTo(scope), await bytesOf(message), "sent");
  }
});
