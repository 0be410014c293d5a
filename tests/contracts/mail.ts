/** What every Mail must do. The factory gives an adapter with nothing sent, and a way to read what was delivered. */

import { expect, test } from "vitest";
import type { Mail, Message } from "../../functions/ports.ts";
import { headersOf, parseEml } from "./eml.ts";

export interface MailUnderTest {
  readonly mail: Mail;
  /** Every delivered message, as the bytes a recipient would get. */
  delivered(): Promise<readonly Uint8Array[]>;
}

export const message: Message = {
  id: "weekly.2026-W46.7f3a",
  from: { name: "Raport, support", address: "raport@example.org" },
  to: { name: "Éva Őry", address: "eva@example.org" },
  replyTo: "desk@example.org",
  subject: "First reply 12 % slower: 2 h 05 min – week 46",
  html: `<p>Árvíztűrő tükörfúrógép</p>\n.\n<i>${"x".repeat(1500)}</i>\n`,
  text: "Árvíztűrő tükörfúrógép\n.\nFrom here on = plain text\n",
  language: "hu",
  date: "2026-11-16T06:00:00Z",
  listId: "weekly.raport.example.org",
  unsubscribe: "https://reports.example.org/unsubscribe/a1.eyJwIjoidSJ9.c2ln-_",
};

export interface MailTraits {
  /** The provider knows an id it has taken; else every send is one more message, and only the ledger makes it once. */
  readonly deduplicates: boolean;
}

export function mailContract(open: () => Promise<MailUnderTest>, { deduplicates }: MailTraits): void {
  contents(open);
  if (deduplicates) once(open);
  else eachTime(open);
  identities(open);
  hostile(open);
}

function contents(open: () => Promise<MailUnderTest>): void {
  test("what was sent is what a mail program reads", async () => {
    const { mail, delivered } = await open();
    await mail.send(message);
    const all = await delivered();
    expect(all).toHaveLength(1);
    const eml = parseEml(all[0]!);
    const expected = {
      from: `"Raport, support" <raport@example.org>`,
      to: "Éva Őry <eva@example.org>",
      "reply-to": "desk@example.org",
      subject: message.subject,
      date: "Mon, 16 Nov 2026 06:00:00 +0000",
      "list-id": "<weekly.raport.example.org>",
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "OOF, AutoReply",
      "content-language": "hu",
      "list-unsubscribe": "<https://reports.example.org/unsubscribe/a1.eyJwIjoidSJ9.c2ln-_>",
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      "mime-version": "1.0",
    };
    for (const [name, value] of Object.entries(expected)) expect(headersOf(eml, name), name).toEqual([value]);
    expect(eml.parts.map(({ type }) => type)).toEqual([
      "text/plain; charset=utf-8",
      "text/html; charset=utf-8",
    ]);
    expect(eml.parts.map(({ content }) => content.replaceAll("\r\n", "\n").trimEnd())).toEqual([
      message.text.trimEnd(),
      message.html.trimEnd(),
    ]);
  });
}

function once(open: () => Promise<MailUnderTest>): void {
  test("an id sent twice is delivered once, with the first words and the same answer", async () => {
    const { mail, delivered } = await open();
    const first = await mail.send(message);
    const before = await delivered();
    expect(await mail.send({ ...message, subject: "Other words", html: "<p>Other</p>" })).toEqual(first);
    expect(await delivered()).toEqual(before);
  });

  test("twenty sends of one id at once deliver one message", async () => {
    const { mail, delivered } = await open();
    const answers = await Promise.all(Array.from({ length: 20 }, () => mail.send(message)));
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await delivered()).toHaveLength(1);
  });
}

function eachTime(open: () => Promise<MailUnderTest>): void {
  test("an id sent twice is delivered twice, each with its own answer", async () => {
    const { mail, delivered } = await open();
    const first = await mail.send(message);
    const second = await mail.send({ ...message, subject: "Other words" });
    expect(second.messageId).not.toBe(first.messageId);
    const subjects = (await delivered()).map((body) => headersOf(parseEml(body), "subject")[0]);
    expect(subjects).toEqual([message.subject, "Other words"]);
  });

  test("one send is one message, also of twenty at once", async () => {
    const { mail, delivered } = await open();
    const answers = await Promise.all(Array.from({ length: 20 }, () => mail.send(message)));
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(20);
    expect(await delivered()).toHaveLength(20);
  });
}

function identities(open: () => Promise<MailUnderTest>): void {
  test("two ids are two messages", async () => {
    const { mail, delivered } = await open();
    const answers = await Promise.all([mail.send(message), mail.send({ ...message, id: `${message.id}-2` })]);
    expect(answers[0]?.messageId).not.toBe(answers[1]?.messageId);
    expect(await delivered()).toHaveLength(2);
  });

  test("what was sent can be looked up, what was not is not there, and nobody claims to know otherwise", async () => {
    const { mail } = await open();
    expect(await mail.lookup(message.id)).not.toBe(true);
    await mail.send(message);
    expect(await mail.lookup(message.id)).not.toBe(false);
    expect(await mail.lookup("another")).not.toBe(true);
  });
}

function hostile(open: () => Promise<MailUnderTest>): void {
  const injections = [
    "x\r\nBcc: spy@example.net",
    "x\nBcc: spy@example.net",
    "x\r\n\r\n<b>body</b>",
    "x\u0000y\rz",
    "x\u2028Bcc: y",
  ];

  test("no subject and no name can add a header or a body", async () => {
    const { mail, delivered } = await open();
    for (const [index, text] of injections.entries()) {
      const who = { name: text, address: "eva@example.org" };
      await mail.send({ ...message, id: `m${index}`, subject: text, from: { ...who, name: text }, to: who });
    }
    const clean = parseEml((await delivered())[0]!).headers.map(([name]) => name);
    for (const body of await delivered()) {
      const eml = parseEml(body);
      expect(eml.headers.map(([name]) => name)).toEqual(clean);
      expect(headersOf(eml, "bcc")).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the point of the test
      for (const [, value] of eml.headers) expect(value).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/);
    }
  });

  test("a subject already written as an encoded word is shown as it was written", async () => {
    const { mail, delivered } = await open();
    await mail.send({ ...message, subject: "=?utf-8?Q?a=0D=0ABcc:_x?=" });
    const subject = headersOf(parseEml((await delivered())[0]!), "subject")[0];
    expect(subject?.replaceAll("= ?", "=?")).toBe("=?utf-8?Q?a=0D=0ABcc:_x?=");
  });

  test("an id, an address, a list id or a language that could do harm is refused, and nothing is delivered", async () => {
    const { mail, delivered } = await open();
    const wrong: readonly Partial<Message>[] = [
      ...["", "..", ".hidden", "a/b", "../a", "a b", "a\r\nX: y", "é", "x".repeat(201)].map((id) => ({ id })),
      ...[
        "",
        "eva",
        "a@b@c",
        "eva@example.org, spy@example.net",
        "eva@example.org\r\nBcc: x@y.z",
        "<eva@example.org>",
      ].map((address) => ({ to: { name: "Eva", address } })),
      { replyTo: "x@y.z\nBcc: spy@example.net" },
      { from: { name: "Raport", address: "raport@" } },
      { listId: "a>\r\nX: y" },
      { unsubscribe: "https://example.org/u\r\nBcc: spy@example.net" },
      { unsubscribe: "https://example.org/u>, <mailto:spy@example.net" },
      { unsubscribe: "javascript:alert(1)" },
      { language: "hu\r\nX: y" },
      { date: "yesterday" },
    ];
    for (const part of wrong) {
      await expect(mail.send({ ...message, ...part }), JSON.stringify(part)).rejects.toMatchObject({
        accepted: "no",
      });
    }
    expect(await delivered()).toEqual([]);
  });
}
