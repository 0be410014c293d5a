/** What must hold between the parts of the file. */

import { bucketPath } from "../functions/core/bucket.ts";
import { type FactName, factNames, facts } from "../functions/core/facts.ts";
import type { VendorType } from "../functions/core/source.ts";
import { nearest } from "../functions/core/spelling.ts";
import { builtInFacts } from "../functions/core/vendors.ts";
import { type Found, get, list, repeated, repeatedIds } from "./found.ts";
import { hoursRelations } from "./hours-relations.ts";
import { parameterRelations } from "./parameter-relations.ts";
import { peopleRelations } from "./people-relations.ts";
import { reportRelations } from "./report-relations.ts";
import { instead, shown } from "./say.ts";
import { targetRelations } from "./target-relations.ts";

/** Every broken relation in the file. */
export function relations(file: unknown): Found[] {
  const sources = list(file, "sources");
  const reports = list(file, "reports");
  return [
    ...repeatedIds("sources", sources),
    ...repeatedIds("reports", reports),
    ...sources.flatMap((source, index) => sourceRelations(source, ["sources", index])),
    ...sources.flatMap((source, index) => accountRelations(source, ["sources", index], sources)),
    ...sources.flatMap((source, index) => folderRelations(source, ["sources", index], sources)),
    ...sources.flatMap((source, index) => contactRelations(source, ["sources", index], sources)),
    ...sources.flatMap((source, index) => successions(source, ["sources", index], sources)),
    ...targetRelations(get(file, "targets")),
    ...parameterRelations(file),
    ...hoursRelations(get(file, "business_hours")),
    ...repeated(file, "holidays", []),
    ...repeated(file, "dimensions", []),
    ...eventRelations(list(file, "events")),
    ...peopleRelations(file),
    ...reportRelations(reports),
  ];
}

function sourceRelations(source: unknown, at: Found["path"]): Found[] {
  const path = get(source, "path");
  const found = [
    ...repeated(source, "personal", at),
    ...repeated(source, "hashed", at),
    ...repeated(source, "quiet_days", at),
    ...personalKeys(source, "personal", at),
    ...personalKeys(source, "hashed", at),
    ...emptiedHashes(source, at),
  ];
  if (typeof path !== "string" || path.trim() === "") return found;
  const wrong = wrongAddress(path);
  if (wrong !== undefined) return [...found, { path: [...at, "path"], message: wrong }];
  const placeholders = [...path.matchAll(/\{[^{},]*\}/g)].map(([whole]) => whole);
  for (const placeholder of placeholders.filter((one) => one !== "{date}")) {
    found.push({
      path: [...at, "path"],
      message: `${shown(placeholder)} is not known in a path; write {date}, or the name without braces`,
    });
  }
  if (/[/\\]$/.test(path)) {
    found.push({
      path: [...at, "path"],
      message: `${shown(path)} is a folder; name the files in it, such as ${shown(`${path}*.csv`)}`,
    });
    return found;
  }
  if (String(get(source, "expects")).startsWith("daily") && placeholders.length === 0) {
    const message =
      "daily files are told apart by their date; put {date} into the path, or expect latest row or file time";
    found.push({ path: [...at, "expects"], message });
  }
  return found;
}

/** What is wrong with a path that is an address: only buckets have one that can be read. */
function wrongAddress(path: string): string | undefined {
  if (/^s3:(?!\/\/)/i.test(path))
    return `${shown(path)} is no address of a bucket; write s3://BUCKET/PREFIX/*.csv, with two slashes`;
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return undefined;
  const found = bucketPath(path);
  if (found === undefined)
    return `${shown(path)} is an address; files are read from folders of this machine, from inbox/ID/ of the bucket that is the home, or from a bucket of yours: write a path, or s3://BUCKET/PREFIX/*.csv`;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(found.bucket))
    return `${shown(found.bucket)} cannot be the name of a bucket; write s3://BUCKET/PREFIX/*.csv, with the whole name and without a wildcard in it`;
  if (found.key === "")
    return `${shown(path)} is a bucket; name the files in it, such as ${shown(`${path}/**/*`)}`;
  return /(^|\/)(\.{0,2})\//.test(found.key) || found.key.startsWith("/")
    ? `${shown(path)} has a folder without a name, or . or ..; write the key as S3 has it`
    : undefined;
}

/** Two sources of one account would each spend its budget as if it were alone, and count everything twice. */
function accountRelations(source: unknown, at: Found["path"], sources: readonly unknown[]): Found[] {
  const account = accountOf(source);
  const first = sources.find((one) => account !== undefined && accountOf(one) === account);
  if (first === undefined || first === source) return [];
  const message = `${shown(get(source, "account"))} is read by ${shown(get(first, "id"))} already; name another account, or remove this source`;
  return [{ path: [...at, "account"], message }];
}

/** Where a vendor's files lie below one folder, two sources of it would count each of them twice. */
function folderRelations(source: unknown, at: Found["path"], sources: readonly unknown[]): Found[] {
  const folder = dropFolder(source);
  const index = sources.indexOf(source);
  const other = sources.slice(0, index).find((one) => {
    const theirs = dropFolder(one);
    const isSame = get(one, "type") === get(source, "type");
    return (
      isSame &&
      folder !== undefined &&
      theirs !== undefined &&
      (folder.startsWith(theirs) || theirs.startsWith(folder))
    );
  });
  if (other === undefined) return [];
  const message = `the files below this folder are read by ${shown(get(other, "id"))} already; give each source a folder of its own, or remove one`;
  return [{ path: [...at, "path"], message }];
}

/** The folders a vendor's path spells out, with a slash at the end. */
function dropFolder(source: unknown): string | undefined {
  const path = get(source, "path");
  if (!isVendor(String(get(source, "type"))) || typeof path !== "string") return undefined;
  const plain = path.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
  return plain.slice(0, plain.search(/[^/]*([*?[{]|$)/));
}

function accountOf(source: unknown): string | undefined {
  const account = get(source, "account");
  return typeof account === "string" ? `${get(source, "type")} ${account.toLowerCase()}` : undefined;
}

/** What is replaced at landing cannot tell rows apart or put them in order afterwards. */
function personalKeys(source: unknown, setting: "personal" | "hashed", at: Found["path"]): Found[] {
  return list(source, setting).flatMap((column, index) => {
    const role = ["key", "version"].find((key) => typeof column === "string" && get(source, key) === column);
    if (role === undefined) return [];
    const message = `${shown(column)} is the ${role} of this source, which must reach the lake as it is; choose another ${role} or remove it here`;
    return [{ path: [...at, setting, index], message }];
  });
}

function emptiedHashes(source: unknown, at: Found["path"]): Found[] {
  const emptied = list(source, "personal");
  return list(source, "hashed").flatMap((column, index) => {
    if (!emptied.includes(column)) return [];
    const message = `${shown(column)} is emptied by personal; leave it in one of the two`;
    return [{ path: [...at, "hashed", index], message }];
  });
}

/** Whose contacts the rows of a source belong to: some source must map them. */
function contactRelations(source: unknown, at: Found["path"], sources: readonly unknown[]): Found[] {
  const found: Found[] = [];
  const named = get(source, "contacts_in");
  const given = givenFacts(source);
  const orphan = given.find((fact) => facts[fact].belongsTo === "contact");
  if (named === undefined && orphan !== undefined && !given.includes("contacts")) {
    const message = `${orphan} belong to contacts, and this source maps none; say with contacts_in which source has them, or map contacts`;
    found.push({ path: [...at, "mapping", orphan], message });
  }
  if (typeof named === "string" && /^[a-z0-9-]{1,40}$/.test(named)) {
    const message = noContacts(named, sources);
    if (message !== undefined) found.push({ path: [...at, "contacts_in"], message });
  }
  if (get(source, "keep_comments") === true && given.length > 0 && !given.includes("surveys")) {
    const message =
      "the comments are those of surveys, and this source maps none; map surveys, or remove this line";
    found.push({ path: [...at, "keep_comments"], message });
  }
  return found;
}

function noContacts(named: string, sources: readonly unknown[]): string | undefined {
  const owner = sources.find((source) => get(source, "id") === named);
  const ids = sources
    .filter((source) => givenFacts(source).includes("contacts"))
    .map((one) => get(one, "id"));
  const withContacts = ids.filter((one) => typeof one === "string");
  if (owner === undefined) {
    const guess = nearest(named, withContacts);
    const todo = withContacts.length > 0 ? instead(guess, withContacts.map(shown)) : "map contacts in one";
    return `${shown(named)} is not the id of a source; ${todo}`;
  }
  // A mapping of the wrong type is the schema's business.
  if (givenFacts(owner).length === 0 || withContacts.includes(named)) return undefined;
  return `${shown(named)} maps no contacts; name a source that does, or map contacts there`;
}

/** Whose work a source took over: another one's, and in no circle. */
function successions(source: unknown, at: Found["path"], sources: readonly unknown[]): Found[] {
  const named = get(source, "continues");
  if (typeof named !== "string" || !/^[a-z0-9-]{1,40}$/.test(named)) return [];
  const message = noPredecessor(named, get(source, "id"), sources);
  return message === undefined ? [] : [{ path: [...at, "continues"], message }];
}

function noPredecessor(named: string, own: unknown, sources: readonly unknown[]): string | undefined {
  const others = sources.map((one) => get(one, "id")).filter((id) => typeof id === "string" && id !== own);
  if (named === own || others.length === 0)
    return `${shown(named)} is no other source; name the one whose work this one took over, or remove this line`;
  if (!others.includes(named))
    return `${shown(named)} is not the id of a source; ${instead(nearest(named, others as string[]), others.map(shown))}`;
  const before = new Map(sources.map((one) => [get(one, "id"), get(one, "continues")]));
  const passed = new Set<unknown>([own]);
  let at: unknown = named;
  while (at !== undefined && !passed.has(at)) {
    passed.add(at);
    at = before.get(at);
  }
  return at === own
    ? `${shown(named)} continues this source itself in the end; remove the line of the one that was there first`
    : undefined;
}

/** Those it maps, and those built in for its vendor. */
function givenFacts(source: unknown): readonly FactName[] {
  const mapping = get(source, "mapping");
  const type = String(get(source, "type"));
  const builtIn: readonly FactName[] = isVendor(type) ? builtInFacts[type] : [];
  if (typeof mapping === "string") return [...new Set<FactName>(["contacts", ...builtIn])];
  return factNames.filter((fact) => get(mapping, fact) !== undefined || builtIn.includes(fact));
}

const isVendor = (type: string): type is VendorType => Object.hasOwn(builtInFacts, type);

function eventRelations(events: readonly unknown[]): Found[] {
  return [
    ...repeatedIds("events", events),
    ...events.flatMap((event, index) => repeated(event, "channels", ["events", index])),
    ...events.flatMap((event, index) => {
      const [on, until] = [get(event, "on"), get(event, "until")];
      if (typeof on !== "string" || typeof until !== "string" || until >= on) return [];
      const message = `${shown(until)} is before the event began, ${shown(on)}; write its last day`;
      return [{ path: ["events", index, "until"], message }];
    }),
  ];
}
