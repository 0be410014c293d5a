/**
 * docs/deploy.md and docs/operate.md, typed as a new operator would: every command of theirs is run, in the order of the pages, on a
 * stack in memory, and what the pages show of their output is what they say.
 */

import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadConfig } from "../../config/index.ts";
import { withUrl } from "../../functions/deployed/home.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { mailEvent } from "../deployed/payloads.ts";
import { type Centre, now, openCentre } from "../journey/centre.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { sdkAt, workersOn } from "../journey/cloud/workers.ts";
import { putObject } from "../journey/cloud/world.ts";
import { commandsIn, read, samplesIn } from "./pages.ts";
import { folderOf, type Said, said } from "./said.ts";
import { toldIn } from "./stacked.ts";

/** As the pages show it. */
const bucket = "raport-lake5f1b88ea-1a2b3c4d5e6f";
const told = toldIn(bucket);
const reader = "ana@northwind.example.org";
const missing = "tickets-2026-11-15.csv";
/** What takes no instant; and what does not end by itself, is of this machine alone, or has tests of its own. */
const timeless = ["resend", "rebuild", "allow", "feedback"];
const notHere = ["init", "run", "serve", "forget"];

let cloud: Cloud;
let centre: Centre;
let folder: string;
beforeAll(async () => {
  cloud = await openCloud();
  for (const [name, value] of Object.entries(sdkAt(cloud.url))) vi.stubEnv(name, value);
  folder = await folderOf();
  centre = await openCentre(undefined, undefined, asWritten);
  const exports = join(centre.folder, "exports");
  cloud.world.buckets.add(bucket);
  cloud.world.functions.set("raport-tick", told);
  for (const name of await readdir(exports)) {
    const own = name.replace("contacts-", "tickets-");
    await rename(join(exports, name), join(exports, own));
    if (own !== missing) await arrives(own);
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloud.close();
});

/** The centre of the journeys with what the page has an operator write. */
function asWritten(yaml: string): string {
  return yaml
    .replace(/^ {2}url: .*\n/m, "")
    .replace("zone: Europe/Budapest", `zone: Europe/Helsinki\n  owner: ${reader}`)
    .replace("id: helpdesk", "id: contacts")
    .replace("exports/contacts-{date}.csv", "exports/tickets-{date}.csv")
    .replace(/targets:\n.*\n/, "")
    .replace(/ {4}to:\n[\s\S]*$/, `    to:\n      - name: Ana Pop\n        address: ${reader}\n`);
}

const arrives = async (name: string) =>
  putObject(
    cloud.world,
    `${bucket}/inbox/contacts/${name}`,
    await readFile(join(centre.folder, "exports", name)),
  );

/** What the functions do until nothing is due. */
async function worked(): Promise<void> {
  const config = withUrl(await loadConfig(centre.configFile), told);
  const home = { bucket, database: "raport", workgroup: "raport", configurationSet: "raport" };
  await workersOn(cloud, { ...centre, config }, home).run();
}

/** The words of a page as they are typed here. */
function typed([name = "", ...words]: readonly string[]): Promise<Said> {
  const here: Readonly<Record<string, string>> = {
    "my-reports/raport.yaml": centre.configFile,
    "events.ndjson": join(folder, "events.ndjson"),
    ADDRESS: reader,
  };
  const more = {
    resend: ["--yes"],
    preview: ["--out", join(folder, "preview.html")],
  }[name];
  return said(
    ...[name, ...words.map((word) => here[word] ?? word), ...(more ?? [])],
    ...(timeless.includes(name) ? [] : ["--now", now]),
  );
}

const ledger = () => `${bucket}/sent/weekly/2026-W46/${addressKey(reader)}.json`;
/** The answer to the one email is lost after all. */
function losesTheAnswer(): void {
  const entry = JSON.parse(cloud.world.objects.get(ledger())?.body.toString() ?? "");
  const { v, id } = entry as { readonly v: 1; readonly id: string };
  const lost = { v, id, state: "unknown", at: "2026-11-16T08:12:17Z", since: "2026-11-16T08:12:17Z" };
  putObject(cloud.world, ledger(), Buffer.from(JSON.stringify(lost)));
}

/** What happens in the world before a command is typed. */
async function before([name, ...words]: readonly string[]): Promise<void> {
  if (name === "send-test") {
    await arrives(missing);
    await worked();
  }
  if (words.includes("--undo")) {
    const text = await readFile(centre.configFile, "utf8");
    await writeFile(centre.configFile, text.replace("Weekly service digest", "Another title"));
    expect((await typed(["push", "--config", centre.configFile, "--stack", "raport"])).code).toBe(0);
    await writeFile(centre.configFile, text);
  }
  if (name === "feedback") {
    const tag = cloud.world.accepted.at(-1)?.parameters["Tags.member.1.Value"] ?? "";
    await writeFile(join(folder, "events.ndjson"), `${JSON.stringify(mailEvent("Bounce", tag, now))}\n`);
  }
}

/** What the page shows of an output stands in it, but for what is another each time. */
function expectShown(page: string, first: string, out: string): void {
  const plain = (text: string) =>
    text
      .replaceAll(/version [0-9a-f]{16}/g, "version")
      .replaceAll(/(planned|lost) at \S+/g, "$1")
      .replaceAll(/^(Key )?[0-9a-f]{8}/gm, "$1");
  const sample = samplesIn(page).find((lines) => lines.startsWith(first)) ?? `nothing begins with ${first}`;
  expect(plain(out)).toContain(plain(sample));
}

/** Whatever the pages have typed, one after the other; what each said. */
async function typedIn(page: string, after: (words: readonly string[], said: Said) => Promise<void>) {
  const commands = commandsIn(page).filter(([name = ""]) => !notHere.includes(name));
  expect(commands.length).toBeGreaterThan(8);
  for (const words of commands) {
    await before(words);
    const done = await typed(words);
    expect(`${words.join(" ")}: ${done.code}\n${done.err}`).toMatch(/: 0\n/);
    await after(words, done);
  }
}

describe("as the pages say, from nothing on", () => {
  test("every command of deploy.md does what it says there", async () => {
    const page = read("deploy.md");
    let pushes = 0;
    await typedIn(page, async ([name = "", ...words], { out }) => {
      if (name === "check" && pushes === 0 && !words.includes("--stack"))
        expectShown(
          page,
          "my-reports/raport.yaml is",
          out.replaceAll(centre.configFile, "my-reports/raport.yaml"),
        );
      if (name === "push" && pushes++ === 0) {
        expectShown(page, "new       weekly", out);
        await worked();
      }
      if (name === "next") expectShown(page, "due       weekly", out);
    });
  });

  test("so does every one of operate.md, up to a reader of whom nobody knows whether they have their email", async () => {
    const page = read("operate.md");
    losesTheAnswer();
    await typedIn(page, async ([name, option], { out }) => {
      if (option === "--rotate") expectShown(page, "Key ", out);
      if (name === "resend")
        expectShown(page, "To:      Ana Pop", out.replace("Sent.\n", "Send it again? [y/N]\n"));
      if (name === "feedback")
        expect(out).toMatch(/^bounced {4}weekly-2026-W46-.*: the ledger says sent; nothing more/);
      if (name === "kpis") expect(out).toMatch(/^left out {2}1 row: opened_at is not a time$/m);
    });
    expect(samplesIn(page)).toContain(samplesIn(read("deploy.md")).find((one) => one.startsWith("due  ")));
  });
});

describe("as words", () => {
  const pages = ["deploy.md", "operate.md"] as const;

  test.each(pages)("every command of %s has the options it is typed with", async (page) => {
    for (const [name = "", ...words] of commandsIn(read(page))) {
      const { out } = await said(name, "--help");
      const known = new Set(out.match(/--[a-z-]+/g));
      const unknown = words.filter((word) => word.startsWith("--") && !known.has(word));
      expect([name, ...unknown]).toEqual([name]);
    }
  });

  test("once there is a stack, every command of theirs says which it works on, and what is pushed from where", () => {
    const own = new Set(["init", "check", "run"]); // before there is one
    const commands = pages.flatMap((page) => commandsIn(read(page)));
    const placeless = commands.filter(
      ([name = "", ...words]) => !own.has(name) && !words.includes("--stack"),
    );
    const fileless = commands.filter(([name, ...words]) => name === "push" && !words.includes("--config"));
    expect([...placeless, ...fileless]).toEqual([]);
  });
});
