/** A mail server of one process, small enough to read: it takes messages and can fail at any point of the conversation. */

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterAll } from "vitest";
import type { SmtpSettings } from "../../functions/core/organisation.ts";

/** What is done instead of the usual answer: another one, the end of the connection, in the middle of an answer too, or silence for ever. */
export type Answer = string | "reset" | "end" | "half" | "nothing";

export interface Fate {
  /** By the point of the conversation; `dot` comes after the message was taken, or not. */
  readonly at?: Partial<Record<"greeting" | "ehlo" | "auth" | "mail" | "rcpt" | "data" | "dot", Answer>>;
  /** Whether the message is taken at its final dot, whatever is answered. */
  readonly accepts?: boolean;
  /** Breaks off after so many bytes of the message. */
  readonly cutAt?: number;
  /** Offers passwords, and takes this one: `\0user\0password`. */
  readonly login?: string;
}

export interface MailServer {
  readonly settings: SmtpSettings;
  /** Messages as a mailbox would get them, dots unstuffed. */
  readonly taken: Buffer[];
  readonly envelopes: { readonly from: string; readonly to: string }[];
  /** How many connections were made, and when each message began. */
  readonly connections: () => number;
  decide(fate: Fate): void;
}

/** Opens servers that are closed after the file's tests. */
export function mailServers(): (fate?: Fate) => Promise<MailServer> {
  const closers: (() => void)[] = [];
  afterAll(() => {
    for (const close of closers) close();
  });
  return async (fate = {}) => {
    const state = {
      fate,
      taken: [] as Buffer[],
      envelopes: [] as { from: string; to: string }[],
      connections: 0,
    };
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      state.connections += 1;
      sockets.add(socket);
      socket.on("error", () => undefined);
      talk(socket, state);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return {
      settings: {
        host: "127.0.0.1",
        port: (server.address() as AddressInfo).port,
        tls: false,
        insecure: true,
        perSecond: 1000,
      },
      taken: state.taken,
      envelopes: state.envelopes,
      connections: () => state.connections,
      decide: (next) => {
        state.fate = next;
      },
    };
  };
}

interface State {
  fate: Fate;
  readonly taken: Buffer[];
  readonly envelopes: { from: string; to: string }[];
}

function talk(socket: Socket, state: State): void {
  const { fate } = state;
  let buffer = Buffer.alloc(0);
  let isData = false;
  let [from, to] = ["", ""];
  const answer = (point: keyof NonNullable<Fate["at"]>, usual: string): void => {
    const given = fate.at?.[point] ?? usual;
    if (given === "nothing") return;
    if (given === "reset") return void socket.resetAndDestroy();
    if (given === "half") return void socket.end("550 5.7");
    if (given === "end") return void socket.end();
    socket.write(`${given}\r\n`);
  };
  const command = (line: string): void => {
    const word = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (word === "EHLO") answer("ehlo", fate.login ? "250-here\r\n250 AUTH PLAIN" : "250 here");
    else if (word === "AUTH") {
      const given = Buffer.from(line.split(" ")[2] ?? "", "base64").toString();
      answer("auth", given === fate.login ? "235 welcome" : "535 5.7.8 wrong");
    } else if (word === "MAIL") {
      from = address;
      answer("mail", "250 ok");
    } else if (word === "RCPT") {
      to = address;
      answer("rcpt", "250 ok");
    } else if (word === "DATA") {
      isData = (fate.at?.data ?? "354").startsWith("354");
      answer("data", "354 go on");
    } else if (word === "QUIT") socket.end("221 bye\r\n");
    else socket.write("502 what\r\n");
  };
  const message = (bytes: Buffer): void => {
    isData = false;
    if (fate.accepts ?? true) {
      state.taken.push(Buffer.from(bytes.toString("latin1").replaceAll(/^\./gm, ""), "latin1"));
      state.envelopes.push({ from, to });
    }
    answer("dot", `250 2.0.0 Ok: queued as ${state.taken.length}-${socket.remotePort}`);
  };
  socket.on("data", (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      if (isData && fate.cutAt !== undefined && buffer.length > fate.cutAt)
        return void socket.resetAndDestroy();
      const end = buffer.indexOf(isData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const piece = buffer.subarray(0, isData ? end + 2 : end);
      buffer = buffer.subarray(end + (isData ? 5 : 2));
      if (isData) message(piece);
      else command(piece.toString());
    }
  });
  answer("greeting", "220 ready");
}
