import { GetSendQuotaCommand, type SESClient } from "@aws-sdk/client-ses";
import { expect, test } from "vitest";
import { sesPace } from "../../functions/adapters/aws/ses-pace.ts";

/** An account that answers so, and how often it was asked. */
function account(answer: () => Promise<object>) {
  const asked: unknown[] = [];
  const send = async (command: unknown) => {
    asked.push(command);
    return answer();
  };
  return { asked, client: { send } as unknown as SESClient };
}

async function millisecondsFor(messages: number, client: SESClient): Promise<number> {
  const turn = sesPace(client);
  const began = performance.now();
  await Promise.all(Array.from({ length: messages }, turn));
  return performance.now() - began;
}

test("messages go out at four fifths of the account's rate, which is asked for once", async () => {
  const { asked, client } = account(async () => ({ MaxSendRate: 50 }));
  // 40 a second: five pauses of 25 ms
  expect(await millisecondsFor(6, client)).toBeGreaterThan(120);
  expect(asked).toEqual([expect.any(GetSendQuotaCommand)]);
});

test("an account whose rate cannot be read is taken for a new one: one a second", async () => {
  for (const answer of [async () => ({}), () => Promise.reject(new Error("AccessDenied"))])
    expect(await millisecondsFor(2, account(answer).client)).toBeGreaterThan(990);
});
