/** Trino on this machine: which version runs on which JDK, how it is installed, configured and started. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artifact, installed, type Jdk, jdks, MissingError, type Say, unpack } from "./install.ts";
import { type Server, serve } from "./process.ts";
import { trino, trinoVersion } from "./statements.ts";

interface TrinoVersion {
  readonly version: string;
  /** The JDKs it runs on, first and last release. */
  readonly on: readonly [number, number];
}

/** Newest first: the first that runs on a JDK found here is used, or the one RAPORT_TRINO names. */
const versions: readonly TrinoVersion[] = [
  { version: "476", on: [24, 99] },
  { version: "470", on: [23, 23] },
  { version: "368", on: [11, 17] },
];

export interface TrinoInstallation {
  readonly version: string;
  readonly folder: string;
  readonly jdk: Jdk;
}

/** Installs Trino if need be: the newest version a JDK found here can run. */
export async function installTrino(say: Say): Promise<TrinoInstallation> {
  const found = await jdks();
  const wanted = process.env.RAPORT_TRINO;
  const fitting = versions
    .filter(({ version }) => wanted === undefined || version === wanted)
    .map(({ version, on: [first, last] }) => ({
      version,
      jdk: found.find(({ release }) => release >= first && release <= last),
    }));
  const chosen = fitting.find(({ jdk }) => jdk);
  if (!chosen?.jdk) throw new MissingError(noJdk(found, wanted));
  const { version, jdk } = chosen;
  const folder = await installed(`trino-${version}`, async (place) => {
    say(`trino ${version}: downloading ...`);
    const tarball = await artifact(place, `io.trino:trino-server:${version}:tar.gz`);
    say(`trino ${version}: unpacking ...`);
    await unpack(tarball, place, ["bin", "lib", "plugin/hive"]);
    rmSync(join(place, "maven"), { recursive: true });
  });
  return { version, folder, jdk };
}

function noJdk(found: readonly Jdk[], wanted: string | undefined): string {
  const known = versions.map(({ version, on: [first, last] }) =>
    last === 99 ? `${version} on JDK ${first} or newer` : `${version} on JDK ${first} to ${last}`,
  );
  const here = found.map(({ release }) => release).join(", ");
  return `No JDK here runs Trino${wanted ? ` ${wanted}` : ""} (${known.join("; ")}); found: ${here || "none"}. Install one, or name it in JAVA_HOME.`;
}

export interface TrinoOptions {
  readonly port: number;
  /** A folder of this run's own: configuration, data and log. */
  readonly folder: string;
  /** What its file catalogs read and write below. */
  readonly files: string;
  readonly moto: string;
}

/** Starts a Trino with the catalogs `lake` (Glue and S3 of moto) and `unload` (a metastore of files; files and S3). */
export function startTrino({ version, folder, jdk }: TrinoInstallation, options: TrinoOptions): Server {
  const etc = join(options.folder, "etc");
  const catalogs = join(etc, "catalog");
  mkdirSync(catalogs, { recursive: true });
  const settings = configuration(version, folder, options.port);
  writeFileSync(join(etc, "config.properties"), lines(settings));
  writeFileSync(join(etc, "log.properties"), "io.trino=WARN\nio.airlift=WARN\n");
  const old = Number(version) < 400;
  writeFileSync(
    join(catalogs, "unload.properties"),
    lines({ ...unload(old, options), ...hive(old, options) }),
  );
  writeFileSync(join(catalogs, "lake.properties"), lines(lake(old, options)));
  const properties = {
    "node.environment": "test",
    "node.id": "one",
    "node.data-dir": join(options.folder, "data"),
    config: join(etc, "config.properties"),
    "log.levels-file": join(etc, "log.properties"),
    "user.timezone": "UTC",
    // Trino before 400 looks at its own heap.
    "jdk.attach.allowAttachSelf": "true",
  };
  return serve({
    name: `Trino ${version} on JDK ${jdk.release}`,
    program: join(jdk.home, "bin", "java"),
    args: [
      ...["-cp", join(folder, "lib", "*"), "-server", "-Xms3G", "-Xmx3G", "-XX:+UseSerialGC"],
      // Planning fills memory and forgets it at once: half of it is for what is new, so that it is rarely gone through.
      "-Xmn1500M",
      // Every query brings classes, and few of them ever go: looking through all memory for those is in vain.
      "-XX:MetaspaceSize=512M",
      // Queries of a second gain nothing from the slow compiler.
      "-XX:TieredStopAtLevel=1",
      ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
      "io.trino.server.TrinoServer",
    ],
    // Where it looks for etc/catalog.
    folder: options.folder,
    log: join(options.folder, "trino.log"),
  });
}

const lines = (properties: Readonly<Record<string, string>>) =>
  `${Object.entries(properties)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;

function configuration(version: string, folder: string, port: number) {
  return {
    coordinator: "true",
    "node-scheduler.include-coordinator": "true",
    "http-server.http.port": String(port),
    "discovery.uri": `http://127.0.0.1:${port}`,
    "plugin.dir": join(folder, "plugin"),
    // What has ended is gone through five times a second for as long as it is remembered, by default for 15 minutes: of
    // thousands of queries that is a tenth of all that Trino does.
    "task.info.max-age": "1m",
    "query.min-expire-age": "2m",
    "query.max-history": "10",
    ...(Number(version) < 400 ? {} : { "catalog.management": "dynamic", "catalog.store": "file" }),
  };
}

type OverMoto = Pick<TrinoOptions, "moto">;

function lake(old: boolean, { moto }: OverMoto): Record<string, string> {
  return {
    "connector.name": "hive",
    "hive.metastore": "glue",
    "hive.metastore.glue.region": "us-east-1",
    "hive.metastore.glue.endpoint-url": moto,
    "hive.metastore.glue.aws-access-key": "x",
    "hive.metastore.glue.aws-secret-key": "x",
    ...hive(old, { moto }),
  };
}

function unload(old: boolean, { files }: TrinoOptions): Record<string, string> {
  const metastore = { "connector.name": "hive", "hive.metastore": "file" };
  if (old) return { ...metastore, "hive.metastore.catalog.dir": `file://${files}/meta` };
  return {
    ...metastore,
    "hive.metastore.catalog.dir": "local:///meta",
    "fs.native-local.enabled": "true",
    "local.location": files,
  };
}

function hive(old: boolean, { moto }: OverMoto): Record<string, string> {
  const s3 = old ? "hive.s3" : "s3";
  return {
    [`${s3}.endpoint`]: moto,
    [`${s3}.path-style-access`]: "true",
    [`${s3}.aws-access-key`]: "x",
    [`${s3}.aws-secret-key`]: "x",
    ...(old ? {} : { "fs.native-s3.enabled": "true", "s3.region": "us-east-1" }),
    "hive.non-managed-table-writes-enabled": "true",
    "hive.table-statistics-enabled": "false",
    "hive.collect-column-statistics-on-write": "false",
  };
}

/**
 * The name of a catalog like `lake` that reads all rows of the columns a query asks for, and nothing between them: the most
 * that a service which bills by the column can bill. `lake` reads small files whole, and passes over those whose least and
 * greatest values cannot match if it knows in time what is looked for. Undefined where this Trino cannot make one.
 */
export async function columnsCatalog(url: string, moto: string): Promise<string | undefined> {
  if (Number(await trinoVersion(url)) < 400) return undefined;
  const { "connector.name": connector, ...properties } = lake(false, { moto });
  const exact = {
    "parquet.small-file-threshold": "0B",
    "parquet.max-merge-distance": "0B",
    "parquet.ignore-statistics": "true",
  };
  const given = Object.entries({ ...properties, ...exact }).map(([name, value]) => `"${name}" = '${value}'`);
  await trino(url, `CREATE CATALOG IF NOT EXISTS by_column USING ${connector} WITH (${given.join(", ")})`);
  return "by_column";
}

/** Answers once Trino has started and run a first query in each catalog. */
export async function trinoAnswers(url: string): Promise<void> {
  const response = await fetch(`${url}/v1/info`);
  const { starting } = (await response.json()) as { readonly starting: boolean };
  if (starting) throw new Error("it is starting");
  for (const catalog of ["lake", "unload"]) await trino(url, `SHOW SCHEMAS FROM ${catalog}`);
}
