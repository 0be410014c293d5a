import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { MailError } from "../../functions/core/errors.ts";
import type { Notice } from "../../functions/core/notice.ts";
import type { Mail, Message } from "../../functions/ports.ts";
import { notify } from "../../functions/stages/notify.ts";
import { memoryLake } from "../memory.ts";

const config = {
  organisation: {
    name: "Northwind <Support>",
    sender: { name: "Northwind reports", address: "reports@example.org" },
    replyTo: "desk@example.org",
  },
} as Config;
const worker = {
  owner: { token: "ann", host: "h", pid: 1, startedAt: "s" },
  machineNow: "2026-11-16T12:00:00.000Z",
  isAlive: () => undefined,
};
const notice: Notice = {
  key: "waits-weekly-2026-w46",
  to: "owner@example.org",
  subject: "The weekly digest waits for <helpdesk>",
  lines: ["The file of Sunday is missing.", "Readers get nothing until it is there.", "Put it there."],
};

function mailbox() {
  const sent: Message[] = [];
  const mail: Mail & { readonly sent: Message[]; refuses: boolean } = {
    sent,
    refuses: false,
    async send(message) {
      if (mail.refuses) throw new MailError("the server is down", "no");
      sent.push(message);
      return { messageId: message.id };
    },
    lookup: async () => undefined,
  };
  return mail;
}

const tell = (one: Notice, lake: ReturnType<typeof memoryLake>, mail: Mail, now = "2026-11-16T08:00:00Z") =>
  notify(one, { config, now, worker }, { lake, mail });

describe("a notice", () => {
  test("goes to its owner from the sender of the reports, and says all its lines in both parts", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    expect(await tell(notice, lake, mail)).toMatchObject({ outcome: "sent", fresh: true });
    const [message] = mail.sent;
    expect(message).toMatchObject({
      id: "notice-waits-weekly-2026-w46",
      from: config.organisation.sender,
      to: { name: "", address: "owner@example.org" },
      replyTo: "desk@example.org",
      subject: "Raport: The weekly digest waits for <helpdesk>",
      date: "2026-11-16T08:00:00Z",
    });
    for (const line of notice.lines) {
      expect(message?.text).toContain(line);
      expect(message?.html).toContain(line);
    }
    expect(message?.html).toContain("waits for &lt;helpdesk&gt;");
    expect(message?.html).toContain("Northwind &lt;Support&gt;");
    expect(message?.html).not.toContain("<helpdesk>");
  });

  test("is told once, whatever its words are by then", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    await tell(notice, lake, mail);
    const again = await tell({ ...notice, lines: ["Still."] }, lake, mail, "2026-11-16T09:00:00Z");
    expect(again).toMatchObject({ outcome: "sent", fresh: false });
    expect(mail.sent).toHaveLength(1);
    await tell({ ...notice, key: "another" }, lake, mail);
    expect(mail.sent).toHaveLength(2);
  });

  test("that nobody could be told is told when the mail server is back", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    mail.refuses = true;
    expect(await tell(notice, lake, mail)).toMatchObject({ outcome: "failed" });
    mail.refuses = false;
    const later = { ...worker, machineNow: "2026-11-17T12:00:00.000Z" };
    await notify(notice, { config, now: "2026-11-17T08:00:00Z", worker: later }, { lake, mail });
    expect(mail.sent).toHaveLength(1);
  });

  test("leaves no address in the lake", async () => {
    const lake = memoryLake();
    await tell(notice, lake, mailbox());
    for (const [key, body] of lake.objects) expect(key + new TextDecoder().decode(body)).not.toContain("@");
    expect([...lake.objects.keys()]).toEqual(["state/notices/waits-weekly-2026-w46.json"]);
  });
});
