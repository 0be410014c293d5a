import { describe, expect, test } from "vitest";
import { ledgerTag } from "../../functions/adapters/aws/ses.ts";
import { sesEvents } from "../../functions/adapters/aws/ses-events.ts";
import { InputError } from "../../functions/core/errors.ts";

const id = "weekly_sales-2026-W46-0123456789abcdef.2";
const mail = {
  timestamp: "2026-11-16T08:00:00.000Z",
  source: "reports@example.org",
  messageId: "0100018f-1111-2222-3333-444444444444-000000",
  destination: ["eva@example.org"],
  commonHeaders: { messageId: "0100018f-1111-2222-3333-444444444444-000000@eu-west-1.amazonses.com" },
  tags: { "ses:configuration-set": ["raport"], ledger: [ledgerTag(id)] },
};
const bounce = {
  eventType: "Bounce",
  bounce: {
    bounceType: "Permanent",
    bounceSubType: "General",
    bouncedRecipients: [{ emailAddress: "eva@example.org", action: "failed", status: "5.1.1" }],
    timestamp: "2026-11-16T08:00:02.669Z",
    feedbackId: "x",
  },
  mail,
};
const read = (value: unknown) => sesEvents(JSON.stringify(value));
const permanent = { id, kind: "bounced", at: "2026-11-16T08:00:02.669Z" };

describe("an event of SES", () => {
  test.each([
    ["Send", {}, { id, kind: "accepted", at: "2026-11-16T08:00:00.000Z" }],
    [
      "Delivery",
      { timestamp: "2026-11-16T08:00:01.5Z" },
      { id, kind: "delivered", at: "2026-11-16T08:00:01.500Z" },
    ],
    ["Reject", { reason: "Bad content" }, { id, kind: "returned", at: "2026-11-16T08:00:00.000Z" }],
    [
      "Bounce",
      { bounceType: "Transient", bounceSubType: "MailboxFull", timestamp: "2026-11-16T08:00:03Z" },
      { id, kind: "returned", at: "2026-11-16T08:00:03.000Z" },
    ],
    [
      "Complaint",
      { complaintFeedbackType: "abuse", timestamp: "2026-11-17T09:00:00Z" },
      { id, kind: "complained", at: "2026-11-17T09:00:00.000Z" },
    ],
  ])("of type %s says what became of our message", (eventType, body, expected) => {
    expect(read({ eventType, [eventType.toLowerCase()]: body, mail })).toEqual([expected]);
  });

  test("is read alone, in an array, one a line, as a notification and as an event of EventBridge", () => {
    const { eventType: notificationType, ...rest } = bounce;
    for (const value of [
      bounce,
      [bounce],
      { notificationType, ...rest },
      { Type: "Notification", Message: JSON.stringify(bounce) },
      { Records: [{ EventSource: "aws:sns", Sns: { Message: JSON.stringify(bounce) } }] },
      { version: "0", "detail-type": "Email Bounced", detail: bounce },
    ])
      expect(read(value)).toEqual([permanent]);
    expect(sesEvents(`${JSON.stringify(bounce)}\n\n${JSON.stringify(bounce)}\n`)).toEqual([
      permanent,
      permanent,
    ]);
  });

  test("finds our message by the Message-ID where a server between us and SES kept no tag", () => {
    const own = {
      ...mail,
      tags: {},
      commonHeaders: { messageId: "<weekly-2026-W46-0123456789abcdef@example.org>" },
    };
    expect(read({ ...bounce, mail: own })).toMatchObject([{ id: "weekly-2026-W46-0123456789abcdef" }]);
  });

  test("about somebody else's message, an opening, a delay or a withdrawn complaint says nothing", () => {
    expect(read({ ...bounce, mail: { ...mail, tags: {} } })).toEqual([]);
    for (const eventType of ["Open", "Click", "DeliveryDelay", "Subscription"])
      expect(read({ eventType, mail })).toEqual([]);
    expect(read({ eventType: "Complaint", complaint: { complaintFeedbackType: "not-spam" }, mail })).toEqual(
      [],
    );
  });

  test("whose id could be a path is nobody's", () => {
    for (const ledger of ["../../state/keys", "a/b", "", 7, null])
      expect(read({ ...bounce, mail: { ...mail, tags: { ledger: [ledger] } } })).toEqual([]);
  });

  test.each([
    ["no JSON", "{"],
    ["another thing", '{"a":1}'],
    ["a number", "7"],
    ["null", "null"],
    ["no time", JSON.stringify({ eventType: "Send", mail: { tags: mail.tags } })],
  ])("that is none (%s) is refused in words", (_, text) => {
    expect(() => sesEvents(text)).toThrow(InputError);
  });
});
