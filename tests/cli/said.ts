/** The command line as a person has it: words in, an exit code and two streams of text out. */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, vi } from "vitest";
import { raport } from "../../functions/cli/program.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What `raport` with these words says, run in this process. */
export async function said(...words: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const into = (lines: string[]) => (text: unknown) => {
    lines.push(String(text));
    return true;
  };
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text) => void out.push(`${text}\n`)),
    vi.spyOn(console, "error").mockImplementation((text) => void err.push(`${text}\n`)),
    vi.spyOn(process.stdout, "write").mockImplementation(into(out)),
    vi.spyOn(process.stderr, "write").mockImplementation(into(err)),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await raport(words);
    return { code: Number(process.exitCode ?? 0), out: out.join(""), err: err.join("") };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const root = resolve(import.meta.dirname, "../..");

/** A process of its own in `cwd`. Ends by itself, or is ended by the caller. */
export function started(file: "raport" | "start", cwd: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [join(root, "functions", `${file}.ts`), ...words], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Said>((done) =>
    child.on("close", (code, signal) => done({ code: code ?? (signal ? -1 : 0), out, err })),
  );
  return { child, ended, out: () => out, err: () => err };
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A new folder with these files in it, removed after the tests of the file. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "raport-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  await put(folder, files);
  return folder;
}

/** Writes files below a folder, and the folders they are in. */
export async function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [name, body] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), body);
  }
}
