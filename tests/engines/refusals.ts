/** How each kind of AWS service says no: S3 in XML, JSON services by `__type`, SES in its own XML. */

import type { Asked } from "./proxy.ts";

export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Too many requests; nothing was done. */
export function throttling(asked: Asked): Refusal {
  const kind = kindOf(asked);
  if (kind === "json") return json(400, "ThrottlingException", "Rate exceeded");
  return kind === "query"
    ? query(400, "Throttling", "Maximum sending rate exceeded.")
    : s3(503, "SlowDown", "Please reduce your request rate.");
}

/** A fault inside the service. */
export function failure(asked: Asked, status: 500 | 503): Refusal {
  const kind = kindOf(asked);
  const message = "We encountered an internal error. Please try again.";
  if (kind === "json") return json(status, "InternalServerException", message);
  return kind === "query"
    ? query(status, status === 500 ? "InternalFailure" : "ServiceUnavailable", message)
    : s3(status, status === 500 ? "InternalError" : "ServiceUnavailable", message);
}

export const conflict: Refusal = s3(
  409,
  "ConditionalRequestConflict",
  "The conditional request cannot succeed due to a conflicting operation against this resource.",
);

function kindOf({ target, headers }: Asked): "json" | "query" | "s3" {
  if (headers["x-amz-target"] !== undefined) return "json";
  return target === "" ? "s3" : "query";
}

function json(status: number, code: string, message: string): Refusal {
  return { status, type: "application/x-amz-json-1.1", body: JSON.stringify({ __type: code, message }) };
}

function query(status: number, code: string, message: string): Refusal {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${error}<RequestId>proxy</RequestId></ErrorResponse>`;
  return { status, type: "text/xml", body };
}

function s3(status: number, code: string, message: string): Refusal {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>proxy</RequestId></Error>`;
  return { status, type: "application/xml", body };
}
