import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { s3Inbox, s3Lake } from "../../functions/adapters/aws/s3.ts";
import { SourceError, StorageError } from "../../functions/core/errors.ts";
import type { Lake } from "../../functions/ports.ts";
import { bytes, listing } from "../contracts/lake.ts";
import { clientOptions, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";

/** An S3 that says this to whatever it is asked. */
async function saying(
  answer: (asked: IncomingMessage) => { readonly status: number; readonly body: string },
): Promise<Lake> {
  const server = createServer((asked, outgoing) => {
    const { status, body } = answer(asked);
    outgoing.writeHead(status, { "content-type": "application/xml", "x-amz-request-id": "r1" });
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return s3Lake({ client: s3Client(`http://127.0.0.1:${port}`), bucket: "b" });
}

describe("what S3 refuses", () => {
  test("a bucket that is not there is named by every call, with what to do", async () => {
    const missing = { client: s3Client(engines().moto), bucket: "raport-nobody-made-this" };
    const lake = s3Lake(missing);
    const said = "s3://raport-nobody-made-this/k: NoSuchBucket: there is no such bucket. Correct its name";
    await expect(lake.put("k", bytes("x"))).rejects.toThrow(`cannot write ${said}`);
    await expect(lake.claim("k", bytes("x"))).rejects.toThrow(`cannot write ${said}`);
    await expect(lake.swap("k", bytes("x"), '"e"')).rejects.toThrow(`cannot write ${said}`);
    await expect(lake.remove("k")).rejects.toThrow(`cannot write ${said}`);
    await expect(lake.get("k")).rejects.toThrow(`cannot read ${said}`);
    await expect(listing(lake, "k")).rejects.toThrow(`cannot read ${said}`);
    const listed = s3Inbox(missing).list({ id: "help", path: "/in/*.csv" });
    await expect(listed).rejects.toBeInstanceOf(SourceError);
    await expect(listed).rejects.toThrow("s3://raport-nobody-made-this/inbox/help/: NoSuchBucket");
  });

  test("a service that cannot be reached and credentials that are not there", async () => {
    const nowhere = s3Lake({ client: s3Client("http://127.0.0.1:1", { maxAttempts: 1 }), bucket: "b" });
    await expect(nowhere.get("k")).rejects.toThrow("s3://b/k: ECONNREFUSED: S3 could not be reached.");
    const credentials = () =>
      Promise.reject(Object.assign(new Error("none"), { name: "CredentialsProviderError" }));
    const nobody = s3Lake({ client: s3Client("http://127.0.0.1:1", { credentials }), bucket: "b" });
    await expect(nobody.claim("k", bytes("x"))).rejects.toThrow("there are no AWS credentials. Sign in");
  });

  test.each([
    ["AccessDenied", 403, "these credentials may not. Allow them s3:GetObject"],
    ["SignatureDoesNotMatch", 403, "AWS does not know these credentials"],
    ["ExpiredToken", 400, "the credentials have expired"],
    ["PermanentRedirect", 301, "another region. Set AWS_REGION"],
    ["KeyTooLongError", 400, "longer than 1,024 bytes. Use shorter names"],
    ["SomethingNew", 400, "SomethingNew, HTTP 400, request r1: look this up"],
  ])("%s is told without anything that was signed", async (code, status, said) => {
    const lake = await saying((asked) => {
      const signed = `${asked.headers.authorization} ${JSON.stringify(clientOptions("").credentials)}`;
      const body = `<Error><Code>${code}</Code><Message>${signed}</Message><StringToSign>${signed}</StringToSign></Error>`;
      return { status, body };
    });
    for (const act of [
      () => lake.put("k", bytes("x")),
      () => lake.get("k"),
      () => lake.claim("k", bytes("x")),
    ]) {
      const error = (await act().catch((problem: unknown) => problem)) as Error;
      expect(error).toBeInstanceOf(StorageError);
      expect(error.message).toContain(said);
      expect(`${error.message}${error.cause}${error.stack}`).not.toMatch(/Signature=|nobody|nothing/);
    }
  });
});

test("a space comes back from S3's listing as a plus sign, which moto writes as %20", async () => {
  const keys = ["two+words%2Bmore", "%C3%A9"].map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
  const lake = await saying(() => ({
    status: 200,
    body: `<ListBucketResult><EncodingType>url</EncodingType>${keys}</ListBucketResult>`,
  }));
  expect((await listing(lake, "")).map(({ key }) => key)).toEqual(["two words+more", "é"]);
});
