/** What S3 and the way to it say, in words for the person who runs Raport. Nothing of a request is repeated: it is signed. */

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** What S3 calls it (NoSuchKey, PreconditionFailed ...), or the system (ECONNRESET ...). */
export function nameOf(error: unknown): string {
  const { name, code } = (error ?? {}) as Failure;
  return typeof code === "string" ? code : typeof name === "string" ? name : "";
}

/** False for a fault of ours, which must not be told as one of S3's. */
export function isS3Failure(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  // The SDK's plain Errors are of bodies that broke off or came damaged.
  return "$metadata" in error || "code" in error || error.name === "Error" || error.name in cures;
}

/** `cannot write s3://bucket/key: why. What to do.` */
export function told(doing: "read" | "write", place: string, error: unknown): string {
  return `cannot ${doing} ${place}: ${why(error)}`;
}

function why(error: unknown): string {
  const name = nameOf(error).replaceAll(/[^\w.-]/g, "");
  const { httpStatusCode: status, requestId } = (error as Failure).$metadata ?? {};
  const said = plain[name];
  if (said !== undefined) return said;
  if (name === "Error" && status === undefined)
    return "the answer broke off or came damaged. Check the network, then run again.";
  const cure = cures[name];
  if (cure !== undefined) return `${name}: ${cure}`;
  const what = [name, status && `HTTP ${status}`, requestId && `request ${requestId}`]
    .filter(Boolean)
    .join(", ");
  if (status === 403) return `${what}: ${forbidden}`;
  return status !== undefined && status >= 500
    ? `${what}: S3 has a fault. Run again; the AWS Health Dashboard says whether it lasts.`
    : `${what}: look this up in the S3 documentation, then run again.`;
}

/** What needs no name beside it. */
const plain: Readonly<Record<string, string>> = {
  NoSuchKey: "it is not there any more. Put it back, or wait for the next run.",
  PreconditionFailed: "it changed while it was read. It is read again at the next run.",
};

const forbidden =
  "these credentials may not. Allow them s3:GetObject, s3:PutObject and s3:DeleteObject on the bucket's objects and s3:ListBucket on the bucket, then run again.";
const unknown = "AWS does not know these credentials. Correct them, then run again.";
const expired = "the credentials have expired. Sign in again, then run again.";
const elsewhere = "the bucket is in another region. Set AWS_REGION to the bucket's region, then run again.";
const unreachable =
  "S3 could not be reached. Check the network, the proxy and AWS_ENDPOINT_URL_S3, then run again.";
const busy = "S3 asks for fewer requests. Run again in a minute.";

const cures: Readonly<Record<string, string>> = {
  AccessDenied: forbidden,
  AllAccessDisabled: forbidden,
  NoSuchBucket:
    "there is no such bucket. Correct its name, or deploy the stack to this account and region, then run again.",
  PermanentRedirect: elsewhere,
  AuthorizationHeaderMalformed: elsewhere,
  IllegalLocationConstraintException: elsewhere,
  InvalidAccessKeyId: unknown,
  SignatureDoesNotMatch: unknown,
  InvalidToken: unknown,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  CredentialsProviderError: "there are no AWS credentials. Sign in, or set AWS_PROFILE, then run again.",
  RequestTimeTooSkewed: "the clock of this machine is wrong. Set it, then run again.",
  SlowDown: busy,
  Throttling: busy,
  ThrottlingException: busy,
  TooManyRequestsException: busy,
  ConditionalRequestConflict: "others kept writing it at the same moment. Run again.",
  KeyTooLongError: "the key is longer than 1,024 bytes. Use shorter names.",
  EntityTooLarge: "one object may have 5 GB at most here. Make it smaller.",
  InvalidObjectState: "the object was moved to an archive. Restore it, then run again.",
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: "the connection broke again and again. Check the network, then run again.",
  EPIPE: "the connection broke again and again. Check the network, then run again.",
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  TimeoutError: unreachable,
};
