/**
 * Programs the engines need, and the folder where what was installed is kept. An installation is made beside its place
 * and renamed into it, so a download that broke off never counts.
 */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

/** A program this machine lacks: what it is needed for and how to get it. */
export class MissingError extends Error {
  override readonly name = "MissingError";
}

export type Say = (line: string) => void;

/** Where installed engines are kept: below XDG_CACHE_HOME, or ~/.cache. Removing it costs a download, nothing else. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "raport", "engines");

/** The folder called `name`, made by `install` in a folder of its own if it is not there yet. */
export async function installed(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  removeAbandoned();
  const part = `${place}.part-${process.pid}`;
  try {
    mkdirSync(part);
    await install(part);
    // Whoever else installed it meanwhile was as good.
    if (!existsSync(place)) renameSync(part, place);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return place;
}

/** Parts of installations whose process is gone. */
function removeAbandoned(): void {
  for (const name of readdirSync(cache)) {
    const pid = Number(/\.part-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isAlive(pid)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end; its error names the command and its last words. MissingError when there is none. */
export async function run(program: string, args: readonly string[], missing?: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") throw new MissingError(missing ?? `There is no ${program} here. Install it.`);
    const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-15).join("\n");
    throw new Error(`${program} ${args.join(" ")} failed:\n${said}`, { cause: error });
  }
}

export interface Jdk {
  readonly home: string;
  /** Its feature release: 17, 25. */
  readonly release: number;
}

/** Every JDK this machine names: JAVA_HOME*, the usual folders, and the one whose java is on the path. Newest first. */
export async function jdks(): Promise<readonly Jdk[]> {
  const named = Object.entries(process.env)
    .filter(([name]) => name.startsWith("JAVA_HOME"))
    .flatMap(([, home]) => (home ? [home] : []));
  const linux = within("/usr/lib/jvm");
  const mac = within("/Library/Java/JavaVirtualMachines").map((folder) => join(folder, "Contents", "Home"));
  const homes = [...new Set([...named, ...linux, ...mac, ...(await javaOnPath())])];
  return homes
    .map((home) => ({ home, release: releaseOf(home) }))
    .filter(({ release }) => release > 0)
    .sort((a, b) => b.release - a.release);
}

const within = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

async function javaOnPath(): Promise<readonly string[]> {
  const settings = await run("java", ["-XshowSettings:properties", "-version"]).then(
    (text) => text,
    () => "",
  );
  const home = /java\.home = (.+)/.exec(settings)?.[1]?.trim();
  return home ? [home] : [];
}

/** 0 when there is no JDK. */
function releaseOf(home: string): number {
  const file = join(home, "release");
  if (!existsSync(file) || !existsSync(join(home, "bin", "java"))) return 0;
  const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(file, "utf8"))?.[1];
  return Number(version ?? 0);
}

/** One file of a Maven artifact, brought into `folder` by Maven itself: its settings say from where. */
export async function artifact(folder: string, coordinates: string): Promise<string> {
  const plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get";
  const repository = join(folder, "maven");
  await run(
    "mvn",
    [
      "-B",
      "-q",
      `-Dmaven.repo.local=${repository}`,
      plugin,
      `-Dartifact=${coordinates}`,
      "-Dtransitive=false",
    ],
    "There is no mvn here, which brings Trino. Install Maven (Debian, Ubuntu: apt install maven; macOS: brew install maven).",
  );
  const [group = "", name = "", version = "", type = ""] = coordinates.split(":");
  return join(repository, ...group.split("."), name, version, `${name}-${version}.${type}`);
}

/** Unpacks a tarball and leaves of it the paths that are asked for, in `folder` itself. */
export async function unpack(tarball: string, folder: string, keep: readonly string[]): Promise<void> {
  const whole = join(dirname(tarball), "unpacked");
  mkdirSync(whole);
  // All of it: what is kept may be a hard link to what is not.
  await run("tar", ["-xzf", tarball, "-C", whole, "--strip-components=1"]);
  for (const path of keep) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    renameSync(join(whole, path), join(folder, dirname(path), basename(path)));
  }
  rmSync(whole, { recursive: true, force: true });
}
