/** What a function is told, asked of Lambda as it answers: found, not there, not allowed. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { afterEach, expect, test } from "vitest";
import { environmentOf } from "../../functions/adapters/aws/told.ts";
import { AccessError } from "../../functions/core/errors.ts";
import { clientOptions } from "../engines/clients.ts";

const paths: string[] = [];
let close = () => {};
afterEach(() => close());

/** A Lambda that answers everything like this. */
async function lambda(status: number, type: string, body: unknown): Promise<LambdaClient> {
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  close = () => server.close();
  return new LambdaClient(clientOptions(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
}

test("its variables are what it was deployed with, and none where it has none", async () => {
  const variables = { RAPORT_BUCKET: "care-lake" };
  const client = await lambda(200, "", { Environment: { Variables: variables } });
  expect(await environmentOf("care-tick", client)).toEqual(variables);
  expect(paths).toEqual(["GET /2015-03-31/functions/care-tick/configuration"]);
  close();
  expect(await environmentOf("care-tick", await lambda(200, "", { FunctionName: "care-tick" }))).toEqual({});
});

test("a function that is not there is none", async () => {
  const client = await lambda(404, "ResourceNotFoundException", {
    Type: "User",
    Message: "Function not found",
  });
  expect(await environmentOf("care-tick", client)).toBeUndefined();
});

test("credentials that may not look are told which action they lack, and nothing of who they are", async () => {
  const Message =
    "User: arn:aws:iam::111122223333:user/mira is not authorized to perform: lambda:GetFunctionConfiguration on resource: care-tick";
  const client = await lambda(403, "AccessDeniedException", { Message });
  const error = await environmentOf("care-tick", client).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(AccessError);
  expect(String((error as Error).message)).toMatch(
    /^cannot look at the function care-tick: AccessDeniedException.*: these credentials lack lambda:GetFunctionConfiguration\. Allow them lambda:GetFunctionConfiguration on the functions of the stack, then run again\.$/,
  );
  expect(String(error)).not.toMatch(/mira|111122223333/);
});
