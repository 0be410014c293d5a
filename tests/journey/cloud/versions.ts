/** Earlier versions of objects, as S3 tells and removes them, and as a bucket's lifecycle rules do while time goes by. */

import { removeObject, type StoredObject, type Version, type World } from "./world.ts";

/** The object at a path, or an earlier version of it. */
export function versionAt(world: World, path: string, id: string | null): StoredObject | undefined {
  if (id === null) return world.objects.get(path);
  return world.versions?.get(path)?.find((one) => one.id === id)?.object;
}

/** For good. What it was the newest of shows the one before. */
export function removeVersion(world: World, path: string, id: string): void {
  const left = (world.versions?.get(path) ?? []).filter((one) => one.id !== id);
  if (left.length > 0) world.versions?.set(path, left);
  else world.versions?.delete(path);
  const [newest] = left;
  if (newest?.object) world.objects.set(path, newest.object);
  else world.objects.delete(path);
}

/** The answer to ListObjectVersions, in pages as small as a test can fill. */
export function versionsOf({ versions = new Map() }: World, bucket: string, asked: URLSearchParams): string {
  const prefix = `${bucket}/${asked.get("prefix") ?? ""}`;
  const all = [...(versions as ReadonlyMap<string, readonly Version[]>)]
    .filter(([path]) => path.startsWith(prefix))
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .flatMap(([path, of]) => of.map((version, at) => ({ path, version, isLatest: at === 0 })));
  const [key, after] = [asked.get("key-marker"), asked.get("version-id-marker")];
  // A version is found below its key alone: without it, S3 refuses, and here it is a page that is none.
  const isLast = ({ path, version }: (typeof all)[number]) =>
    path === `${bucket}/${key}` && version.id === after;
  const from = after === null ? 0 : all.findIndex(isLast) + 1 || all.length;
  const page = all.slice(from, from + versionsAPage);
  const entries = page.map(({ path, version: { id, object }, isLatest }) => {
    const kind = object ? "Version" : "DeleteMarker";
    return `<${kind}><Key>${encoded(path, bucket)}</Key><VersionId>${id}</VersionId><IsLatest>${isLatest}</IsLatest></${kind}>`;
  });
  const last = page.at(-1);
  const isMore = from + versionsAPage < all.length;
  const next =
    isMore && last
      ? `<NextKeyMarker>${encoded(last.path, bucket)}</NextKeyMarker><NextVersionIdMarker>${last.version.id}</NextVersionIdMarker>`
      : "";
  return `<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${isMore}</IsTruncated>${next}<EncodingType>url</EncodingType>${entries.join("")}</ListVersionsResult>`;
}

const encoded = (path: string, bucket: string) =>
  encodeURIComponent(path.slice(bucket.length + 1)).replaceAll("%2F", "/");

const versionsAPage = 10;

/** As CloudFormation has it. */
export interface LifecycleRule {
  readonly Id?: string;
  readonly Status: "Enabled" | "Disabled";
  readonly Prefix?: string;
  readonly ExpirationInDays?: number;
  readonly ExpiredObjectDeleteMarker?: boolean;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
}

const known = new Set([
  "Id",
  "Status",
  "Prefix",
  "ExpirationInDays",
  "ExpiredObjectDeleteMarker",
  "NoncurrentVersionExpiration",
  "AbortIncompleteMultipartUpload",
]);

/**
 * What S3 does by the rules until this instant, again and again as a real bucket sees them every day. What it removed.
 * No upload is ever left unfinished here.
 */
export function applyLifecycle(
  world: World,
  rules: readonly LifecycleRule[],
  bucket: string,
  at: Date,
): readonly string[] {
  const strange = rules.flatMap((rule) => Object.keys(rule)).filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`nobody told these tests what ${strange.join(", ")} does`);
  const inForce = rules.filter(({ Status }) => Status === "Enabled");
  const gone: string[] = [];
  for (const path of new Set([...world.objects.keys(), ...(world.versions?.keys() ?? [])])) {
    const key = path.slice(bucket.length + 1);
    if (!path.startsWith(`${bucket}/`)) continue;
    for (const rule of inForce.filter(({ Prefix = "" }) => key.startsWith(Prefix)))
      gone.push(...ruled(world, path, rule, at).map((what) => `${key} (${what} by ${rule.Id})`));
  }
  return gone;
}

const dayMilliseconds = 86_400_000;

function ruled(world: World, path: string, rule: LifecycleRule, at: Date): readonly string[] {
  const isPast = (since: Date | undefined, days: number | undefined) =>
    since !== undefined && days !== undefined && since.getTime() + days * dayMilliseconds <= at.getTime();
  const gone: string[] = [];
  if (isPast(world.objects.get(path)?.modified, rule.ExpirationInDays)) {
    removeObject(world, path);
    gone.push("object");
  }
  const versions = world.versions?.get(path) ?? [];
  for (const [number, { id }] of versions.entries())
    if (number > 0 && isPast(versions[number - 1]?.at, rule.NoncurrentVersionExpiration?.NoncurrentDays)) {
      removeVersion(world, path, id);
      gone.push("earlier version");
    }
  const left = world.versions?.get(path) ?? [];
  if (rule.ExpiredObjectDeleteMarker && left.length === 1 && left[0]?.object === undefined)
    removeVersion(world, path, left[0]?.id ?? "");
  return gone;
}
