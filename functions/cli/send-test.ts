/** `raport send-test`: a report to one address, marked as a test. The list gets nothing and the ledger does not hear of it. */

import { Command, Option } from "commander";
import type { Config } from "../core/config.ts";
import { InputError, MailError } from "../core/errors.ts";
import { mailFor, sentTo } from "../home.ts";
import type { Message } from "../ports.ts";
import { personal } from "../stages/plan.ts";
import { configOf } from "./in-force.ts";
import { configOption, date, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";
import { type Preview, previewOf } from "./preview.ts";

interface Options extends Place {
  readonly config: string;
  readonly to: string;
  readonly now?: string;
  readonly on?: string;
}

export function sendTestCommand(): Command {
  return new Command("send-test")
    .description("Send a report to one address, marked as a test. Nobody of its list gets anything.")
    .argument("<report>", "its id")
    .requiredOption(
      "--to <email>",
      "the address; somebody of the list gets it as they would, others as the first of the list",
    )
    .addOption(
      new Option(
        "--on <date>",
        "a local date in the period (default: the last one that has ended)",
      ).argParser(date),
    )
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- send-test weekly --to me@example.org\n  npm run raport -- send-test weekly --to me@example.org --stack raport",
    )
    .action(sendTest);
}

async function sendTest(id: string, options: Options): Promise<void> {
  if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(options.to.trim()))
    throw new InputError(`--to: "${plain(options.to)}" is not one plain address. Write it as name@host.`);
  const config = await configOf(options);
  const ports = openPlace(options);
  try {
    const now = options.now ?? utc(new Date());
    const { to, ...asked } = options;
    const isListed = config.reports.some(
      (report) =>
        report.id === id && report.to.some(({ address }) => address.toLowerCase() === to.toLowerCase()),
    );
    const shown = await previewOf(id, { ...asked, ...(isListed && { to }), config, now }, ports);
    const message = testOf(shown, to, config, { now, sentAt: new Date() });
    await mailFor(config, ports.mail).send(message);
    console.log(`To:      ${plain(to)}, and nobody else`);
    if (!isListed)
      console.log(`As:      ${plain(shown.reader.name)}, the first of the list: ${plain(to)} is not on it`);
    console.log(`Subject: ${plain(message.subject)}`);
    console.log(`The emails of this home ${sentTo(options.home, config.mail)}`);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    console.error(error.message);
    process.exitCode = error.isLasting ? 1 : 2;
  } finally {
    await ports.warehouse.close();
  }
}

const note = "This is a test. It was sent to this address only, and its links open nothing.";

function testOf(
  { report, period, variant }: Preview,
  to: string,
  config: Config,
  { now, sentAt }: { readonly now: string; readonly sentAt: Date },
): Message {
  const { sender, replyTo, url } = config.organisation;
  const { subject, html, text } = personal(variant, { open: url ?? "about:blank" });
  const marked = `<p style="margin:0;padding:8px 16px;background:#fff3c4;color:#3b2f00;font:14px sans-serif">${note}</p>`;
  return {
    // Every test is a message of its own, also to a mailbox that knows what it has.
    id: `test-${report.id}-${period.name}-${sentAt.getTime()}`,
    from: sender,
    to: { name: "", address: to.trim() },
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: `[Test] ${subject}`,
    html: html.replace(/<body[^>]*>/, (body) => `${body}${marked}`),
    text: `${note}\n\n${text}`,
    language: variant.locale,
    date: now,
    listId: report.id,
  };
}
