/** Which profiles a query names, and what is done where the token may not read one of them: it alone is left out. */

import type { Note } from "./connector.ts";
import { forward, type Leg, type Round, type Standing } from "./sprout-social-round.ts";
import { firstWindow } from "./sprout-social-window.ts";
import type { VendorError } from "./vendor.ts";

const mostProfiles = 100;
const named = "customer_profile_id.eq(";

/** The profiles in groups, so many in each query as it may name; each that was refused before by itself. */
export function grouped(ids: readonly string[], { refused = {} }: Standing): readonly (readonly string[])[] {
  const open = ids.filter((id) => refused[id] === undefined);
  const groups = Array.from({ length: Math.ceil(open.length / mostProfiles) }, (_, index) =>
    open.slice(index * mostProfiles, (index + 1) * mostProfiles),
  );
  return [...groups, ...ids.filter((id) => refused[id] !== undefined).map((id) => [id])];
}

export const naming = (ids: readonly string[]) => `${named}${ids.join(", ")})`;

function idsOf({ among }: Leg): readonly string[] {
  return among.find((filter) => filter.startsWith(named))?.match(/\d+/g) ?? [];
}

/** A profile that can be read again is no longer a refused one, once what was missed of it is read. */
export function admitted(standing: Standing, leg: Leg): Standing {
  const [id, ...others] = idsOf(leg);
  if (id === undefined || others.length > 0 || standing.refused?.[id] === undefined) return standing;
  const { [id]: _, ...refused } = standing.refused;
  return { ...standing, refused };
}

/**
 * The position after a refusal: the query is asked again in halves until one profile is left, and that one is left out of
 * the round. From where it was not read is kept. Throws the refusal where it is not of profiles, or of all there are.
 */
export function withoutRefused(
  standing: Standing,
  round: Round,
  failure: VendorError,
): { readonly standing: Standing; readonly notes: readonly Note[] } {
  const leg = round.legs[round.leg] as Leg;
  const ids = idsOf(leg);
  if (ids.length === 0) throw failure;
  const { from } = round.window;
  const [id, ...others] = ids as [string, ...string[]];
  if (others.length > 0) {
    const half = Math.ceil(ids.length / 2);
    const legs = [ids.slice(0, half), ids.slice(half)].map((some) => ({
      ...leg,
      from,
      among: leg.among.map((filter) => (filter.startsWith(named) ? naming(some) : filter)),
    }));
    const split = { ...round, legs: round.legs.toSpliced(round.leg, 1, ...legs) };
    const window = firstWindow(legs[0] as Leg, standing.limit);
    return { standing: forward(standing, split, window), notes: [] };
  }
  const known = standing.refused?.[id];
  const refused = { ...standing.refused, [id]: Math.min(known ?? from, from) };
  const legs = round.legs.filter((one, index) => index <= round.leg || idsOf(one).join() !== id);
  const next = forward({ ...standing, refused }, { ...round, legs }, null);
  if (next.round === null && !round.isAnswered) throw failure;
  const message = `the messages of the profile ${id} are left out, and asked for again at the next reading: ${failure.message}`;
  return { standing: next, notes: [{ kind: "told", name: "messages", message }] };
}
