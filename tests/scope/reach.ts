/** Every byte one reader can come by: their messages, and what their links open under the config of now. */

import { mimeOf } from "../../functions/adapters/mime.ts";
import type { Config } from "../../functions/core/config.ts";
import type { Period } from "../../functions/core/period.ts";
import type { Lake, Message, Ports } from "../../functions/ports.ts";
import { send } from "../../functions/stages/send.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { open } from "../../functions/web/open.ts";
import { parseEml } from "../contracts/eml.ts";
import { owner } from "../stages/sending.ts";

/** Sends the report of a week; the messages it made. */
export async function sendWeek(
  config: Config,
  period: Period,
  lake: Lake,
  warehouse: Ports["warehouse"],
): Promise<readonly Message[]> {
  const sent: Message[] = [];
  const mail = {
    send: async (message: Message) => {
      sent.push(message);
      return { messageId: message.id };
    },
    lookup: async () => undefined,
  };
  const now = period.endsAt.replace("23:00:00Z", "23:30:00Z");
  const state = await loadState({ config, polled: new Set() }, { lake, warehouse });
  const worker = { owner, machineNow: now, isAlive: () => false };
  const archive = "https://reports.example.org/archive";
  const missing = [{ kind: "no_file", source: "carrier-late file" }] as const;
  await send(
    { config, state, period, now, worker, archive, missing, report: "weekly" },
    { lake, warehouse, mail },
  );
  return sent;
}

/** The message as it leaves: headers, both parts, and the bytes between. */
export async function bytesOf(message: Message): Promise<string> {
  const body = await mimeOf(message);
  const eml = parseEml(body);
  return [JSON.stringify(message), new TextDecoder().decode(body), JSON.stringify(eml)].join("\n");
}

/** What lies behind every link of the messages, the archive of its report too, and the answers themselves. */
export async function openedBy(
  messages: readonly Message[],
  config: Config,
  lake: Lake,
): Promise<readonly { readonly status: number; readonly bytes: string }[]> {
  const app = open({
    lake,
    config: () => config,
    now: () => "2026-11-16T08:00:00Z",
    freshLink: () => Promise.reject(new Error("nobody asks for one")),
    onRefusal: () => {},
  });
  const paths = new Set(messages.flatMap(({ html, text }) => linksOf(`${html}\n${text}`)));
  return Promise.all(
    [...paths].flatMap((path) =>
      ["", "/", "/kpis.csv", "/as-sent.html", "/archive/", "/archive/compare?report=weekly"].map(
        async (end) => {
          const answer = await app.request(`${path}${end}`);
          const headers = JSON.stringify([...answer.headers]);
          return { status: answer.status, bytes: `${headers}\n${await answer.text()}` };
        },
      ),
    ),
  );
}

/** What links lead to below `/open`; every other one of ours is refused here. */
function linksOf(text: string): readonly string[] {
  const links = [...text.matchAll(/(?<!xmlns(?::\w)?=")(?:https?|file):\/\/[^\s"'<>]+/g)].map(
    ([link]) => link,
  );
  const own = links.filter((link) => !/^https:\/\/reports\.example\.org\/unsubscribe\/[\w.-]+$/.test(link));
  return own.map((link) => {
    const [, token] = /^https:\/\/reports\.example\.org\/open(\/[\w.-]+)(?:#[\w-]+)?$/.exec(link) ?? [];
    if (token === undefined) throw new Error(`a link that is not the reader's own: ${link}`);
    return token;
  });
}
