/**
 * What AWS and the way to it say, in words for the person who runs Raport, the same for every service: where, what, what to
 * do. Nothing of a request is repeated, because it is signed; of an answer only names and the action that is missing.
 */

import { AccessError, StorageError } from "../../core/errors.ts";

/** A service, and what of its failures only it can explain. */
export interface Service {
  readonly name: string;
  /** Variable that names another address for it. */
  readonly endpoint: string;
  /** What to allow a user or role whom it refuses, as the end of a sentence that begins "Allow them". */
  readonly permissions: string;
  /** By the error's name: something the person who runs Raport has to put right. */
  readonly theirs: Readonly<Record<string, string>>;
  /** By the error's name: something that may pass. */
  readonly passing: Readonly<Record<string, string>>;
  /** By the error's name: what needs no name beside it, and passes. */
  readonly plain?: Readonly<Record<string, string>>;
  /** Its answers are read bit by bit, and what breaks off or comes damaged is one of the SDK's plain Errors. */
  readonly streams?: boolean;
  /** Of an error whose name says too little: what its text means, for the person who has to put it right. */
  explains?(message: string): string | undefined;
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

const noRegion = "RegionMissing";
const broken = "AnswerBroken";

/** What the service calls it (NoSuchKey, AccessDeniedException ...), or the system (ECONNRESET ...). */
export function nameOf(error: unknown): string {
  const { name, code, message } = (error ?? {}) as Failure;
  if (typeof code === "string") return code;
  // The SDK's plain Errors: a region that nothing names, and bodies that broke off or came damaged.
  if (name === "Error") return /^Region is missing/.test(String(message)) ? noRegion : broken;
  return typeof name === "string" ? name : "";
}

/** False for a fault of ours, which must not be told as one of a service's. */
export function isFailure(service: Service, error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  if ("$metadata" in error || "code" in error || nameOf(error) === noRegion) return true;
  if (nameOf(error) === broken) return service.streams === true;
  return knownOf(service, error.name) !== undefined;
}

/** `cannot <doing>: why. What to do.` AccessError where the person who runs Raport can put it right. */
export function refusal(service: Service, doing: string, error: Error): StorageError {
  const name = nameOf(error).replaceAll(/[^\w.-]/g, "");
  const { said, theirs } = service.plain?.[name]
    ? { said: service.plain[name], theirs: false }
    : explanation(service, name, error);
  const message = `cannot ${doing}: ${said}`;
  return theirs ? new AccessError(message) : new StorageError(message);
}

/** Runs `act`; what the service refuses is told. The SDK's own error goes no further: it may hold signed text. */
export async function explained<T>(service: Service, doing: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isFailure(service, error) ? refusal(service, doing, error) : error;
  }
}

interface Told {
  readonly said: string;
  /** Whether the person who runs Raport can put it right. */
  readonly theirs: boolean;
}

function explanation(service: Service, name: string, error: Error): Told {
  if (name === noRegion) return { said: region, theirs: true };
  const { httpStatusCode: status, requestId } = (error as Failure).$metadata ?? {};
  if (name === broken && status === undefined)
    return {
      said: "the answer broke off or came damaged. Check the network, then run again.",
      theirs: false,
    };
  const known = knownOf(service, name);
  if (known) return { ...known, said: `${name}: ${known.said}` };
  const what = [name, status && `HTTP ${status}`, requestId && `request ${requestId}`]
    .filter(Boolean)
    .join(", ");
  if (status === 403 || /^(AccessDenied|AllAccessDisabled|NotAuthorized)/.test(name))
    return {
      said: `${what}: these credentials ${lacking(error)}. Allow them ${service.permissions}, then run again.`,
      theirs: true,
    };
  const meant = service.explains?.(error.message);
  if (meant) return { said: `${what}: ${meant}`, theirs: true };
  const last =
    status !== undefined && status >= 500
      ? `${service.name} has a fault. Run again; the AWS Health Dashboard says whether it lasts.`
      : `look this up in the documentation of ${service.name}, then run again.`;
  return { said: `${what}: ${last}`, theirs: false };
}

function knownOf(service: Service, name: string): Told | undefined {
  const find = (cures: Readonly<Record<string, string>>) =>
    Object.hasOwn(cures, name) ? cures[name] : undefined;
  const theirs = find(access) ?? find(service.theirs);
  if (theirs !== undefined) return { said: theirs, theirs: true };
  const passing = find(service.passing) ?? find(ways(service));
  return passing === undefined ? undefined : { said: passing, theirs: false };
}

/** What AWS says is missing when it refuses: the action, or the grant. */
function lacking({ message }: Error): string {
  const action = /not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
  if (action) return `lack ${action}`;
  const grant = /Lake Formation permission\(s\): ([\w ]{1,80})/.exec(message)?.[1];
  return grant ? `lack a permission of Lake Formation (${grant.trim()})` : "may not";
}

const unknown = "AWS does not know these credentials. Correct them, then run again.";
const expired = "the credentials have expired. Sign in again, then run again.";
const region = "no AWS region is named. Set AWS_REGION to that of the bucket or stack, then run again.";
const none = "there are no AWS credentials. Sign in, or set AWS_PROFILE, then run again.";

/** Who asks, and where: the same with every service. */
const access: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: unknown,
  SignatureDoesNotMatch: unknown,
  InvalidToken: unknown,
  UnrecognizedClientException: unknown,
  InvalidSignatureException: unknown,
  IncompleteSignatureException: unknown,
  InvalidClientTokenId: unknown,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  RequestExpired: expired,
  CredentialsProviderError: none,
  TokenProviderError: expired,
  MissingAuthenticationToken: none,
  RequestTimeTooSkewed: "the clock of this machine is wrong. Set it, then run again.",
};

/** What stands between us and the service. */
function ways({ name, endpoint }: Service): Readonly<Record<string, string>> {
  const unreachable = `${name} could not be reached. Check the network, the proxy, AWS_REGION and ${endpoint}, then run again.`;
  const breaks = "the connection broke again and again. Check the network, then run again.";
  const busy = `${name} asks for fewer requests. Run again in a minute.`;
  return {
    ENOTFOUND: unreachable,
    EAI_AGAIN: unreachable,
    ECONNREFUSED: unreachable,
    ETIMEDOUT: unreachable,
    EHOSTUNREACH: unreachable,
    ENETUNREACH: unreachable,
    TimeoutError: unreachable,
    ECONNRESET: breaks,
    EPIPE: breaks,
    SlowDown: busy,
    Throttling: busy,
    ThrottlingException: busy,
    TooManyRequestsException: busy,
  };
}
