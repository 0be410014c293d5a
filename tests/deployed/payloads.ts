/** What the triggers of the stack send, as AWS documents it. */

import { account, region } from "./assembly.ts";

/** An event of SES as EventBridge delivers it, of the message that carries this tag. */
export function mailEvent(type: "Delivery" | "Bounce", ledger: string, at: string): unknown {
  const told =
    type === "Bounce"
      ? {
          bounce: {
            bounceType: "Permanent",
            bounceSubType: "General",
            timestamp: at,
            bouncedRecipients: [{ emailAddress: "samuel.adeyemi@example.org" }],
          },
        }
      : { delivery: { timestamp: at, recipients: ["ilona.varga@example.org"], smtpResponse: "250 OK" } };
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": type === "Bounce" ? "Email Bounced" : "Email Delivered",
    source: "aws.ses",
    account,
    time: at,
    region,
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/raport`],
    detail: {
      eventType: type,
      mail: {
        timestamp: at,
        messageId: "0100018f-example",
        source: "reports@example.org",
        tags: { ledger: [ledger], "ses:configuration-set": ["raport"] },
      },
      ...told,
    },
  };
}

/** A request as an HTTP API hands it to its function, payload format 2.0. */
export function httpRequest(method: "GET" | "POST", path: string, body?: string): unknown {
  return {
    version: "2.0",
    routeKey: `${method} ${path.startsWith("/open/") ? "/open/{proxy+}" : "/unsubscribe/{token}"}`,
    rawPath: path,
    rawQueryString: "",
    headers: {
      accept: "text/html",
      host: "links.example.org",
      "x-forwarded-for": "198.51.100.7",
      "x-forwarded-proto": "https",
      ...(body === undefined
        ? {}
        : { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) }),
    },
    requestContext: {
      accountId: account,
      apiId: "front",
      domainName: "links.example.org",
      domainPrefix: "links",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "198.51.100.7", userAgent: "a mail program" },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: "$default",
      stage: "$default",
      time: "16/Nov/2026:07:10:00 +0000",
      timeEpoch: 1_794_467_400_000,
    },
    ...(body === undefined ? {} : { body: Buffer.from(body).toString("base64") }),
    isBase64Encoded: body !== undefined,
  };
}
