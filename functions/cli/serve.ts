/** `raport serve`: the desk, pages on this machine of what was sent, what comes, the data, the numbers and the config. */

import { resolve } from "node:path";
import type { Duplex } from "node:stream";
import { serve } from "@hono/node-server";
import { Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../core/errors.ts";
import type { Ports } from "../ports.ts";
import type { OnRefusal } from "../web/refusal.ts";
import { type DeskPlace, deskOf } from "./desk.ts";
import { homeOption } from "./options.ts";
import { openPlace, stackOption } from "./place.ts";

export const portOption = () =>
  new Option("--port <number>", "port of the desk").default(4747).argParser(port);

export function serveCommand(): Command {
  return new Command("serve")
    .description("Serve the desk: what was sent, what comes, data health, KPIs, the config.")
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(portOption())
    .option("--config <file>", "the config to look at (default: the one the last run read)")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- serve --home my/.raport\n  npm run raport -- serve --stack raport",
    )
    .action(async (options: DeskPlace & { port: number }) => {
      const ports = openPlace(options);
      try {
        const { address } = await serveDesk(ports, options.port, options);
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
export async function serveDesk(
  ports: Ports,
  port: number,
  place: DeskPlace = { home: resolve(".raport") },
): Promise<Served> {
  const app = deskOf(place, ports);
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
  return new Promise((served, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: limits }, () =>
      served({
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
