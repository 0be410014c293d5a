/**
 * From what `npx cdk synth` leaves to emails in their readers' hands: every function as it is bundled, in a process of its own, with
 * the environment of the template and what its trigger really sends; every call asked of the role the template gives it.
 * On any AWS: each is taken through the same steps.
 */

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Eml, parseEml } from "../contracts/eml.ts";
import { openCentre } from "../journey/centre.ts";
import { type Account, deployedIn, exported } from "./account.ts";
import { type Assembly, assembled } from "./assembly.ts";
import type { OpenAws } from "./aws.ts";
import { httpRequest } from "./payloads.ts";
import { matches } from "./policy.ts";
import { owner, steps } from "./steps.ts";
import { isRare, rarelyUsed, unusedGrants } from "./unused.ts";

/** Monday 2026-11-16, two minutes after eight in Budapest: the weekly report is due. */
const begin = "2026-11-16T07:02:00.000Z";

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

export interface Journey {
  readonly account: Account;
  /** What the schedule sends, and all that comes of it. */
  ticked(): Promise<void>;
  asked(method: "GET" | "POST", path: string, body?: string): Promise<Answer>;
  messages(): readonly { readonly to: string; readonly tag: string; readonly mail: Eml }[];
  /** What the functions said that ran since there had been so many. */
  saidBy(from: number): readonly string[];
  /** The path of the first link of this kind in a message. */
  linkIn(message: number, kind: "open" | "unsubscribe"): string;
}

/** Registers the journey on an AWS. `firstDay`: of the exports, which end with the week that is reported. */
export function deployedJourney(open: OpenAws, firstDay?: string): void {
  let assembly: Assembly;
  let journey: Journey;
  beforeAll(async () => {
    const centre = await openCentre(firstDay, undefined, (yaml) =>
      yaml.replace(/^ {2}url: .*\n/m, "").replace("    to:\n", `    owner: ${owner}\n    to:\n`),
    );
    assembly = assembled(centre.configFile);
    const account = await deployedIn(open, assembly, begin);
    journey = journeyOf(account, assembly);
    await exported(account, join(centre.folder, "exports"), "helpdesk");
    await journey.ticked();
    await account.operator("push", "--config", centre.configFile, "--stack", "raport", "--now", begin);
  });

  describe("a deployed installation", () => {
    for (const [says, step] of Object.entries(steps)) test(says, () => step(journey));
  });

  test("may do nothing that nobody did, but for what is written down with its reason", () => {
    const unused = unusedGrants(assembly, journey.account.gate.done);
    expect(unused.filter((one) => !isRare(one))).toEqual([]);
    // What is used after all needs no excuse.
    const excuses = Object.keys(rarelyUsed).filter((pattern) => !unused.some((one) => matches(pattern, one)));
    expect(excuses).toEqual([]);
  });
}

function journeyOf(account: Account, { resources }: Assembly): Journey {
  const messages = () => account.aws.messages().map(({ to, tag, raw }) => ({ to, tag, mail: parseEml(raw) }));
  return {
    account,
    messages,
    async ticked() {
      const [schedule] = resources("AWS::Scheduler::Schedule");
      const { Arn, Input } = (schedule?.Target ?? {}) as { readonly Arn: string; readonly Input: string };
      await account.happens(Arn.split(":").at(-1) ?? "", JSON.parse(Input));
    },
    async asked(method, path, body) {
      return (await account.happens("raport-open", httpRequest(method, path, body))).answer as Answer;
    },
    saidBy: (from) =>
      account.ran.slice(from).map(({ name, lines, error }) => `${name}: ${error ?? outcomeIn(lines)}`),
    linkIn(message, kind) {
      const { content } = messages()[message]!.mail.parts[0]!;
      return new RegExp(`https://links\\.example\\.org(/${kind}/\\S+)`).exec(content)?.[1] ?? "none";
    },
  };
}

/** Lines of queries stand before that of the outcome, metrics after it. */
const outcomeIn = (lines: readonly Readonly<Record<string, unknown>>[]) =>
  lines
    .filter(({ message }) => message !== undefined && message !== "query")
    .map(({ message }) => message)
    .join();
