/** SES of a world: the rate it allows, and messages taken or refused. */

import { randomUUID } from "node:crypto";
import type { Answer } from "./http.ts";
import type { World } from "./world.ts";

/** To addresses here it says that the message is refused for good. */
const refusedHost = "@refused.example.org";

export function ses(world: World, parameters: Readonly<Record<string, string>>): Answer {
  const { Action: action = "" } = parameters;
  if (action === "GetSendQuota")
    return answer(
      action,
      "<Max24HourSend>50000</Max24HourSend><MaxSendRate>500</MaxSendRate><SentLast24Hours>0</SentLast24Hours>",
    );
  if (action !== "SendRawEmail") return refusal("InvalidAction", `${action} is not served here.`);
  if (parameters["Destinations.member.1"]?.endsWith(refusedHost))
    return refusal("MessageRejected", "Address is on the suppression list.");
  const id = `${randomUUID()}-000000`;
  world.accepted.push({ id, parameters });
  return answer(action, `<MessageId>${id}</MessageId>`);
}

const space = `xmlns="http://ses.amazonaws.com/doc/2010-12-01/"`;

const answer = (action: string, result: string) =>
  xml(200, `<${action}Response ${space}><${action}Result>${result}</${action}Result></${action}Response>`);

const refusal = (code: string, message: string) =>
  xml(
    400,
    `<ErrorResponse ${space}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

const xml = (status: number, text: string): Answer => ({
  status,
  headers: { "content-type": "text/xml" },
  body: Buffer.from(text),
});
