import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { accountVendors } from "../../functions/adapters/aws/vendors.ts";
import { machineVendors } from "../../functions/adapters/local/vendors.ts";
import { AccessError, InputError, StorageError } from "../../functions/core/errors.ts";
import { secretIn } from "../../functions/core/secret.ts";

describe("a token in a variable", () => {
  test("is taken from the environment, without the line break behind it", async () => {
    expect(await machineVendors({ DESK_TOKEN: "abc\n" }).secret("DESK_TOKEN")).toBe("abc");
    expect(await accountVendors({ DESK_TOKEN: "abc" }).secret("DESK_TOKEN")).toBe("abc");
  });

  test.each([machineVendors, accountVendors])(
    "that is not set is asked for by its name, and what to do",
    async (vendors) => {
      for (const env of [{}, { DESK_TOKEN: "" }, { DESK_TOKEN: undefined }]) {
        const asking = vendors(env).secret("DESK_TOKEN");
        await expect(asking).rejects.toThrow(InputError);
        await expect(asking).rejects.toThrow(/variable DESK_TOKEN, which is not set\. .*[Ss]et it/);
      }
    },
  );

  test("is what a folder has: secrets of AWS are none of its", async () => {
    const asking = machineVendors({ "ssm:/a": "x" }).secret("ssm:/a");
    await expect(asking).rejects.toThrow(/token: ssm:\/a is a secret kept on AWS.* Name a variable/);
  });
});

test("the clock of this machine waits, and stops waiting when it is told to", async () => {
  const { clock } = machineVendors({});
  const before = clock.now();
  await clock.sleep(3);
  expect(clock.now() - before).toBeGreaterThanOrEqual(2);
  await expect(clock.sleep(60_000, AbortSignal.abort())).rejects.toThrow();
});

describe("what a place holds", () => {
  test.each([
    ["abc", "abc"],
    [" a b \r\n", "a b"],
    ['{"token":"abc","user":"x"}', "abc"],
    ['{"DESK":"abc"}', "abc"],
    ['{"v3":"abc","v1":"def"}', '{"v3":"abc","v1":"def"}'],
    ["{abc", "{abc"],
    ["[1]", "[1]"],
  ])("%j has the secret %j", (held, secret) => {
    expect(secretIn(held, "ssm:/a")).toBe(secret);
  });

  test.each(["", " \n", '{"token":""}', '{"a":"s3cret","b":"s3cret"}', '{"token":{"s3cret":1}}', "{}"])(
    "%j has none, and the error does not show it",
    (held) => {
      expect(() => secretIn(held, "ssm:/a")).toThrow(InputError);
      expect(() => secretIn(held, "ssm:/a")).toThrow(/^ssm:\/a (?!.*s3cret)/);
    },
  );
});

describe("a token on AWS", () => {
  interface Call {
    readonly target: string;
    readonly body: Readonly<Record<string, unknown>>;
  }
  const calls: Call[] = [];
  let answer: { readonly status: number; readonly body: object } = { status: 200, body: {} };
  let server: Server;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      calls.push({ target: String(request.headers["x-amz-target"]), body: JSON.parse(await text(request)) });
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answer.body));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const name of ["AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_SSM"])
      vi.stubEnv(name, address);
    vi.stubEnv("AWS_REGION", "eu-central-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "example");
  });
  afterEach(() => calls.splice(0));
  afterAll(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  const vendors = () => accountVendors({});

  test("is read from Secrets Manager by its name", async () => {
    answer = { status: 200, body: { Name: "raport/acme/desk", SecretString: '{"token":"abc"}' } };
    expect(await vendors().secret("secretsmanager:raport/acme/desk")).toBe("abc");
    expect(calls).toEqual([
      { target: "secretsmanager.GetSecretValue", body: { SecretId: "raport/acme/desk" } },
    ]);
  });

  test("is read from the Parameter Store in the clear, and anew each time", async () => {
    answer = { status: 200, body: { Parameter: { Name: "/raport/acme/desk", Value: "abc" } } };
    const { secret } = vendors();
    expect(await secret("ssm:/raport/acme/desk")).toBe("abc");
    answer = { status: 200, body: { Parameter: { Name: "/raport/acme/desk", Value: "new" } } };
    expect(await secret("ssm:/raport/acme/desk")).toBe("new");
    expect(calls[0]).toEqual({
      target: "AmazonSSM.GetParameter",
      body: { Name: "/raport/acme/desk", WithDecryption: true },
    });
  });

  test.each([
    [
      "secretsmanager:raport/acme/desk",
      "ResourceNotFoundException",
      "aws secretsmanager create-secret --name raport/acme/desk",
    ],
    [
      "ssm:/raport/acme/desk",
      "ParameterNotFound",
      "aws ssm put-parameter --type SecureString --name /raport/acme/desk",
    ],
  ])("that is not there (%s) is asked for with the command that makes it", async (token, type, command) => {
    answer = { status: 400, body: { __type: type, message: "no" } };
    const asking = vendors().secret(token);
    await expect(asking).rejects.toThrow(InputError);
    await expect(asking).rejects.toThrow(`token: ${token}: there is no such`);
    await expect(asking).rejects.toThrow(command);
  });

  test("that may not be read says what may be, and which permission is missing", async () => {
    const message =
      "User: arn:aws:sts::1:assumed-role/x is not authorized to perform: secretsmanager:GetSecretValue on resource: y";
    answer = { status: 400, body: { __type: "AccessDeniedException", message } };
    const asking = vendors().secret("secretsmanager:other");
    await expect(asking).rejects.toThrow(AccessError);
    await expect(asking).rejects.toThrow(
      /lack secretsmanager:GetSecretValue\. .*begin with raport\/ and the stack's own name/,
    );
  });

  test("that is encrypted by a key nobody gave is told from one that is not there", async () => {
    answer = { status: 400, body: { __type: "InvalidKeyId", message: "no" } };
    await expect(vendors().secret("ssm:/a")).rejects.toThrow(/kms:Decrypt/);
    answer = { status: 400, body: { __type: "DecryptionFailure", message: "no" } };
    await expect(vendors().secret("secretsmanager:a")).rejects.toThrow(/kms:Decrypt/);
  });

  test("of bytes is no text, and a fault of AWS passes", async () => {
    answer = { status: 200, body: { Name: "a", SecretBinary: "AAEC" } };
    await expect(vendors().secret("secretsmanager:a")).rejects.toThrow(InputError);
    answer = { status: 400, body: { __type: "InvalidNextTokenException", message: "no" } };
    await expect(vendors().secret("secretsmanager:a")).rejects.toThrow(StorageError);
  });
});
