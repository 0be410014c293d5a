/** `raport serve`: the desk, a plain page on this machine with the sent emails, the archive and the quarantine. */

import type { Duplex } from "node:stream";
import { serve } from "@hono/node-server";
import { Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../core/errors.ts";
import type { Ports, Reader } from "../ports.ts";
import { currentVersion, storedConfig } from "../stages/config-versions.ts";
import { readExclusions, readQuarantine } from "../stages/values.ts";
import { desk } from "../web/desk.ts";
import type { OnRefusal } from "../web/refusal.ts";
import { comingSends } from "./coming.ts";
import { linesOf } from "./next.ts";
import { homeOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { sentEmails } from "./sent.ts";
import { refusals } from "./summary.ts";

export const portOption = () =>
  new Option("--port <number>", "port of the desk").default(4747).argParser(port);

export function serveCommand(): Command {
  return new Command("serve")
    .description("Serve the desk: sent emails, archive, quarantine.")
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(portOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- serve --home my/.raport\n  npm run raport -- serve --stack raport",
    )
    .action(async (options: Place & { port: number }) => {
      const ports = openPlace(options);
      try {
        const { address } = await serveDesk(ports, options.port);
        console.log(`The desk is on ${address} (Ctrl+C ends it)`);
      } catch (error) {
        await ports.warehouse.close();
        throw error;
      }
    });
}

/** Something that answers. */
export interface Served {
  readonly address: string;
  /** Resolves when it answers no more; the ports stay open. */
  close(): Promise<void>;
}

/** Starts the desk, on this machine only; throws InputError when the port is taken or not for this user. */
export async function serveDesk(ports: Ports, port: number): Promise<Served> {
  const app = deskOf(ports);
  const fetch = (request: Request) =>
    isOurs(request)
      ? app.fetch(request)
      : new Response("Open the desk as http://localhost.", { status: 421 });
  return listen(fetch, port, "localhost");
}

/**
 * How long somebody may take to say what they want, milliseconds: who says it a byte at a time is cut off, and keeps no
 * connection from others. What is longer than 16 kB, Node refuses.
 */
export const patience = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
} as const;

const badRequests: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** What is no HTTP, too long or too slow, answered as Node does by itself where nobody listens. Who goes away is no news. */
const refusing = (onRefusal: OnRefusal) => (error: NodeJS.ErrnoException, socket: Duplex) => {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  onRefusal({ route: "none", why: "malformed" });
  const status = badRequests[error.code ?? ""] ?? "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
};

/** Answers on the port of a name or address of this machine. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
  hostname: string,
  {
    limits = patience,
    onRefusal = () => {},
  }: {
    readonly limits?: Readonly<Record<keyof typeof patience, number>>;
    readonly onRefusal?: OnRefusal;
  } = {},
): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: limits }, () =>
      resolve({
        address: `http://${hostname}:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // Browsers keep connections they may use again.
            if ("closeIdleConnections" in server) server.closeIdleConnections();
          }),
      }),
    );
    server.on("clientError", refusing(onRefusal));
    server.on("error", (error: NodeJS.ErrnoException) => {
      const { code } = error;
      const why = code === "EADDRINUSE" ? "is taken" : code === "EACCES" ? "is not for this user" : undefined;
      reject(why ? new InputError(`Port ${port} ${why}. Choose another with --port.`) : error);
    });
  });
}

function deskOf({ lake, warehouse }: Ports) {
  /** Asks about the rows left out of every source this home ever had. */
  const ask = <T>(question: (reader: Reader, sources: readonly string[]) => Promise<T>) =>
    warehouse.read(async (reader) => {
      const pointers = await reader.pointers("quarantine");
      return question(
        reader,
        pointers.map(({ partition }) => String(partition.home)),
      );
    });
  /** What the last run went by. */
  const inForce = async () => {
    const seen = await currentVersion(lake);
    return seen && storedConfig(seen.current.version, lake);
  };
  return desk({
    lake,
    emails: () => sentEmails(lake),
    emailHtml: async (id) => {
      const stored = await lake.get(`outbox/${id}.html`);
      return stored && servable(new TextDecoder().decode(stored.body));
    },
    async coming() {
      const config = await inForce();
      if (!config) return [];
      const now = utc(new Date());
      const coming = await comingSends({ config, now }, { lake, warehouse });
      return coming.map((one) => linesOf(one, now).map((line) => line.trim().replace(/ {2,}/, " ")));
    },
    async refused() {
      const config = await inForce();
      return config ? refusals(config, lake) : [];
    },
    quarantine: () => ask(readQuarantine),
    quarantined: async () => (await ask(readExclusions)).reduce((sum, { rows }) => sum + rows, 0),
  });
}

/** Without a url in the config, links open files, which a browser refuses to do from a served page: here they are served. */
function servable(html: string): string {
  return html.replaceAll(
    /href="file:\/\/[^"]*\/archive\/([^"/]+\/[^"/]+\/(?:[^"/]+\/)?index\.html)/g,
    'href="/archive/$1',
  );
}

/** Only this machine's own names: a page elsewhere must not reach the desk by a name it points here. */
function isOurs(request: Request): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(request.url).hostname);
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError("Write a port from 1 to 65535.");
  return number;
}
