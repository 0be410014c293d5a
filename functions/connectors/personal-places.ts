/**
 * Which values of a record the declared paths name, walked from the outside in. Names are split by dots; `*` is any
 * member, `!(a|b)` any but these, `**` any number of them, and `[]` may be written behind a list, but lists are seen
 * through anyway: a member that becomes a list of what it was before stays as personal.
 */

import type { PersonalPaths } from "./connector.ts";
import { isNamed, nameOf } from "./json.ts";
import type { Codes } from "./tape.ts";

export interface Places {
  /** What becomes of a value here, and of all that is in it. */
  readonly becomes: "null" | "hash" | undefined;
  /** Nothing in a value here is personal. */
  readonly isEmpty: boolean;
  /** In the member whose name stands between these places, and has no escapes. */
  member(codes: Codes, start: number, end: number): Places;
  /** In the member of this name. */
  memberNamed(name: string): Places;
  element(): Places;
}

interface Path {
  readonly names: readonly string[];
  readonly becomes: "null" | "hash";
}

/** What is left of a path at one place: the names from `at` on. */
interface Rest {
  readonly path: Path;
  readonly at: number;
}

const known = new WeakMap<PersonalPaths, Places>();

export function placesOf(paths: PersonalPaths): Places {
  let root = known.get(paths);
  if (root === undefined) {
    root = rootOf(paths);
    known.set(paths, root);
  }
  return root;
}

function rootOf({ hashed, dropped, columns = [] }: PersonalPaths): Places {
  const all = [
    ...hashed.map((path) => pathOf(path, "hash")),
    ...dropped.map((path) => pathOf(path, "null")),
    ...columns.map((name): Path => ({ names: [name], becomes: "hash" })),
  ];
  const made = new Map<string, Places>();
  const placesAt = (rests: readonly Rest[]): Places => {
    const whole = closed(rests);
    const id = whole.map(({ path, at }) => `${all.indexOf(path)}.${at}`).join(" ");
    let places = made.get(id);
    if (places === undefined) {
      places = madeOf(whole, placesAt);
      made.set(id, places);
    }
    return places;
  };
  return placesAt(all.map((path) => ({ path, at: 0 })));
}

function pathOf(text: string, becomes: Path["becomes"]): Path {
  return { names: text.replaceAll("[]", "").match(/!\([^)]*\)|[^.]+/g) ?? [], becomes };
}

/** What `!(a|b)` leaves out; nothing for any other name. */
function exceptions(name: string): readonly string[] {
  return name.startsWith("!(") ? name.slice(2, -1).split("|") : [];
}

function madeOf(rests: readonly Rest[], placesAt: (rests: readonly Rest[]) => Places): Places {
  const inMember = (name: string | undefined) => placesAt(rests.flatMap((rest) => after(rest, name)));
  const ends = rests.filter(({ path, at }) => at === path.names.length).map(({ path }) => path.becomes);
  // Made when they are met: below `**` they lead to themselves.
  const named: Named[] = namesOf(rests).map((name) => ({ name, codes: nameOf(name).codes }));
  let other: Places | undefined;
  let element: Places | undefined;
  const placesIn = (one: Named | undefined): Places => {
    if (one) {
      one.places ??= inMember(one.name);
      return one.places;
    }
    other ??= inMember(undefined);
    return other;
  };
  let last: Named = { name: "", codes: new Uint16Array(0) };
  let others = mostOthers;
  /** One to be remembered behind the last; undefined for a name that is like all others, and not worth it. */
  const met = (codes: Codes, start: number, end: number): Named | undefined => {
    const one = named.find((each) => isNamed(codes, start, end, each.codes));
    if (one || others === 0 || end - start > longestName) return one;
    others -= 1;
    return { name: "", codes: codes.slice(start + 1, end - 1), places: placesIn(undefined) };
  };
  return {
    becomes: ends.includes("null") ? "null" : ends[0],
    isEmpty: rests.length === 0,
    member(codes, start, end) {
      if (named.length === 0) return placesIn(undefined);
      let one = last.then;
      if (one === undefined || !isNamed(codes, start, end, one.codes)) {
        one = met(codes, start, end);
        if (one === undefined) return placesIn(undefined);
        last.then = one;
      }
      last = one;
      return placesIn(one);
    },
    memberNamed: (wanted) => placesIn(named.find(({ name }) => name === wanted)),
    element() {
      element ??= placesAt(rests.flatMap((rest) => (nameAt(rest) === "*" ? [rest, further(rest)] : [rest])));
      return element;
    },
  };
}

/** Names without a meaning that are remembered, and how long they may be: some objects have others every time. */
const [mostOthers, longestName] = [256, 64];

interface Named {
  readonly name: string;
  readonly codes: Codes;
  places?: Places;
  /** What followed it when it was met last: the records of a stream have their members in one order. */
  then?: Named;
}

/** Of the members here, those that are not like all others. */
function namesOf(rests: readonly Rest[]): readonly string[] {
  const wanted = rests.map(nameAt).filter((name) => name !== undefined);
  return [...new Set(wanted.flatMap((name) => (isAny(name) ? exceptions(name) : [name])))];
}

const isAny = (name: string | undefined) => name === "*" || name?.startsWith("!(") === true;
const nameAt = ({ path, at }: Rest) => path.names[at];
const further = ({ path, at }: Rest): Rest => ({ path, at: at + 1 });

/** What is left of a path in a member; all of it stays personal where the path has ended. */
function after(rest: Rest, name: string | undefined): Rest[] {
  const wanted = nameAt(rest);
  if (wanted === undefined || wanted === "**") return [rest];
  const isMeant = isAny(wanted) ? name === undefined || !exceptions(wanted).includes(name) : wanted === name;
  return isMeant ? [further(rest)] : [];
}

/** `**` may also stand for no member at all. Each rest once, in one order. */
function closed(rests: readonly Rest[]): readonly Rest[] {
  const found: Rest[] = [];
  const add = (rest: Rest) => {
    if (found.some(({ path, at }) => path === rest.path && at === rest.at)) return;
    found.push(rest);
    if (nameAt(rest) === "**") add(further(rest));
  };
  rests.forEach(add);
  return found;
}
