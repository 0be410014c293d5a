import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledgerTag, sesMail } from "../../functions/adapters/aws/ses.ts";
import { mimeOf } from "../../functions/adapters/mime.ts";
import { mailContract, message } from "../contracts/mail.ts";
import { clientOf, mailrooms } from "./mailroom.ts";

const room = mailrooms();

describe("SES", () => {
  mailContract(
    async () => {
      const { url, accepted } = await room();
      return {
        mail: sesMail({ client: clientOf(url) }),
        delivered: async () => accepted.map(({ raw }) => raw),
      };
    },
    { deduplicates: false },
  );

  test("is handed the bytes of the outbox, one recipient, the ledger's tag and the configuration set", async () => {
    const { url, accepted } = await room();
    const { messageId } = await sesMail({ client: clientOf(url), configurationSet: "raport" }).send(message);
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.messageId).toBe(messageId);
    expect(Buffer.from(accepted[0]!.raw).equals(await mimeOf(message))).toBe(true);
    expect(accepted[0]!.parameters).toMatchObject({
      Action: "SendRawEmail",
      Source: "raport@example.org",
      "Destinations.member.1": "eva@example.org",
      "Tags.member.1.Name": "ledger",
      "Tags.member.1.Value": "weekly__2026-W46__7f3a",
      ConfigurationSetName: "raport",
    });
    expect(Object.keys(accepted[0]!.parameters).filter((name) => /^(Dest|Tags)/.test(name))).toHaveLength(3);
  });

  test("a host in another script is written as the network knows it", async () => {
    const { url, accepted } = await room();
    await sesMail({ client: clientOf(url) }).send({
      ...message,
      to: { name: "Éva", address: "eva@árvíz.example.org" },
    });
    // árvíz in Punycode (RFC 3492): á and í leave "rvz", their places follow.
    expect(accepted[0]!.parameters["Destinations.member.1"]).toMatch(/^eva@xn--rvz-[a-z0-9]+\.example\.org$/);
  });

  test("no two ids share a tag, and a tag can be read back", () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/);
    const read = (tag: string) => tag.replaceAll(/_(.)/g, (_, mark) => (mark === "_" ? "." : "_"));
    fc.assert(
      fc.property(id, (one) => {
        expect(ledgerTag(one)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        expect(read(ledgerTag(one))).toBe(one);
      }),
    );
    expect(["a_-b", "a.b", "a__b", "a-_b"].map(ledgerTag)).toEqual(["a_--b", "a__b", "a_-_-b", "a-_-b"]);
    expect(() => ledgerTag(".".repeat(129))).toThrow("does not fit into a tag");
  });
});
