/** `raport serve`: the desk, a plain page on this machine with the sent emails, the archive and the quarantine. */

import { serve } from "@hono/node-server";
import { Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../core/errors.ts";
import { local } from "../local.ts";
import type { Ports } from "../ports.ts";
import { readQuarantine } from "../stages/values.ts";
import { desk } from "../web/desk.ts";
import { homeOption } from "./options.ts";
import { sentEmails } from "./sent.ts";

export const portOption = () =>
  new Option("--port <number>", "port of the desk").default(4747).argParser(port);

export function serveCommand(): Command {
  return new Command("serve")
    .description("Serve the desk: sent emails, archive, quarantine.")
    .addOption(homeOption())
    .addOption(portOption())
    .addHelpText("after", "\nExample:\n  npm run raport -- serve --home my/.raport")
    .action(async (options: { home: string; port: number }) => {
      console.log(`The desk is on ${await serveDesk(local(options.home), options.port)} (Ctrl+C ends it)`);
    });
}

/** Starts the desk on this machine only. Its address. */
export async function serveDesk(ports: Ports, port: number): Promise<string> {
  const app = desk({
    lake: ports.lake,
    emails: () => sentEmails(ports.lake),
    emailHtml: async (id) => {
      const stored = await ports.lake.get(`outbox/${id}.html`);
      return stored && new TextDecoder().decode(stored.body);
    },
    quarantine: () =>
      ports.warehouse.read(async (reader) =>
        readQuarantine(
          reader,
          (await reader.pointers("quarantine")).map(({ partition }) => String(partition.home)),
        ),
      ),
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "localhost" }, () =>
      resolve(`http://localhost:${port}`),
    );
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new InputError(`Port ${port} is taken. Choose another with --port.`)
          : error,
      ),
    );
  });
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError("Write a port from 1 to 65535.");
  return number;
}
