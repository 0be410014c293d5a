import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { SESClient } from "@aws-sdk/client-ses";
import { describe, expect, test } from "vitest";
import { sesClient, sesMail } from "../../functions/adapters/aws/ses.ts";
import { MailError } from "../../functions/core/errors.ts";
import type { Message } from "../../functions/ports.ts";
import { message } from "../contracts/mail.ts";
import { clientOf, type Fate, fine, keys, mailrooms, refusal } from "./mailroom.ts";

const room = mailrooms();
const patience = { timeout: 20_000 };

/** What a send ended with; it must not name anybody. */
async function errorOf(mail: ReturnType<typeof sesMail>, part: Partial<Message> = {}): Promise<MailError> {
  const given = { ...message, ...part };
  const error = await mail.send(given).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MailError);
  const { message: said, cause } = error as MailError;
  expect(said).toMatch(/\. .+\.$/s);
  for (const personal of [given.to.address, given.to.name, given.from.address, "@"])
    expect(said).not.toContain(personal);
  expect(cause).toBeUndefined();
  return error as MailError;
}

/** How a send through a mailroom of this fate ends. */
async function ending(fate: Fate, part: Partial<Message> = {}) {
  const opened = await room(fate);
  const client = clientOf(opened.url, fate.answers === "nothing" ? { answerWithin: 600 } : {});
  const { accepted, message: said } = await errorOf(sesMail({ client }), part);
  expect(opened.knocks()).toBe(1);
  // Who stopped waiting is told before moto is done.
  if (fate.accepts && accepted === "perhaps")
    await expect.poll(() => opened.accepted.length, patience).toBe(1);
  return { accepted, said, delivered: opened.accepted.length };
}

describe("refused, and surely not sent", () => {
  test.each([
    [
      "an identity moto does not know",
      fine,
      { from: { name: "R", address: "raport@unverified.test" } },
      "Verify the sender",
    ],
    [
      "an unverified recipient in the sandbox",
      refusal(
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region US-EAST-1: Éva Őry &lt;eva@example.org&gt;, raport@example.org",
      ),
      {},
      "sandbox",
    ],
    ["bad contents", refusal("MessageRejected", "Email is bad, eva@example.org"), {}, "Read what SES says"],
    [
      "MAIL FROM",
      refusal("MailFromDomainNotVerifiedException", "Mail from domain not verified"),
      {},
      "DNS records",
    ],
    [
      "the configuration set",
      refusal("ConfigurationSetDoesNotExist", "Configuration set &lt;raport&gt; does not exist"),
      {},
      "Create the configuration set",
    ],
    ["a paused account", refusal("AccountSendingPausedException", "paused"), {}, "reputation"],
    ["the rate", refusal("Throttling", "Maximum sending rate exceeded."), {}, "the next run sends it"],
    ["the quota", refusal("Throttling", "Daily message quota exceeded."), {}, "within 24 hours"],
    [
      "an address",
      refusal("InvalidParameterValue", "Illegal address: eva@example.org"),
      {},
      "Check the sender's",
    ],
    [
      "no permission",
      refusal(
        "AccessDenied",
        "User `arn:aws:sts::1:assumed-role/r/f' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:us-east-1:1:identity/eva@example.org'",
        403,
      ),
      {},
      "ses:SendRawEmail",
    ],
    ["a wrong signature", refusal("SignatureDoesNotMatch", "no", 403), {}, "Check the AWS credentials"],
    ["unknown keys", refusal("InvalidClientTokenId", "no", 403), {}, "Check the AWS credentials"],
  ] as const)("%s", async (_, fate, part, cure) => {
    const { accepted, said, delivered } = await ending(fate, part);
    expect(said).toContain(cure);
    expect({ accepted, delivered }).toEqual({ accepted: "no", delivered: 0 });
  });

  test("what SES says of an address is kept, without the address", async () => {
    const { said } = await ending(
      refusal("InvalidParameterValue", "Missing final &quot;@domain&quot; in eva@example.org now"),
    );
    expect(said).toContain("InvalidParameterValue (Missing final (address) in (address) now)");
  });

  test("a host nobody knows", async () => {
    const error = await errorOf(sesMail({ client: clientOf("http://ses.invalid") }));
    expect(error).toMatchObject({ accepted: "no", message: expect.stringContaining("DNS") });
  });

  test.each(["127.0.0.1", "localhost"])("a closed port of %s", async (host) => {
    const { url, close } = await room();
    await close();
    const error = await errorOf(sesMail({ client: clientOf(url.replace("127.0.0.1", host)) }));
    expect(error).toMatchObject({ accepted: "no", message: expect.stringContaining("ECONNREFUSED") });
  });

  test("a port that lets nobody in", async () => {
    // Its process sleeps, so the kernel greets the first two callers and leaves the others waiting.
    const program = `require("net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, function () {
      process.stdout.write(String(this.address().port), () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    })`;
    const sleeper = spawn(process.execPath, ["-e", program]);
    try {
      const port = Number(await new Promise((resolve) => sleeper.stdout.once("data", resolve)));
      const callers = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const client = clientOf(`http://127.0.0.1:${port}`, { connectWithin: 400 });
      const error = await errorOf(sesMail({ client }));
      expect(error).toMatchObject({
        accepted: "no",
        message: expect.stringContaining("no connection in time"),
      });
      for (const caller of callers) caller.destroy();
    } finally {
      sleeper.kill("SIGKILL");
    }
  });

  test("no credentials, or no region: nothing leaves this machine", async () => {
    const { url, knocks } = await room();
    const none = async () => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    const without = sesMail({ client: sesClient({ endpoint: url, region: "us-east-1", credentials: none }) });
    expect(await errorOf(without)).toMatchObject({
      accepted: "no",
      message: expect.stringContaining("AWS_PROFILE"),
    });
    const nowhere = async () => {
      throw new Error("Region is missing");
    };
    const lost = sesMail({ client: sesClient({ endpoint: url, region: nowhere, credentials: keys }) });
    expect(await errorOf(lost)).toMatchObject({
      accepted: "no",
      message: expect.stringContaining("AWS_REGION"),
    });
    expect(knocks()).toBe(0);
  });

  test("a message of more than 10 MB, or a mailbox SES cannot write, is never handed over", async () => {
    const { url, knocks } = await room();
    const mail = sesMail({ client: clientOf(url) });
    const large = await errorOf(mail, { text: "x".repeat(10 * 1024 * 1024) });
    expect(large).toMatchObject({ accepted: "no", message: expect.stringContaining("SES takes 10485760") });
    const to = { name: "Éva", address: "éva@example.org" };
    expect(await errorOf(mail, { to })).toMatchObject({
      accepted: "no",
      message: expect.stringContaining("recipient's address cannot be written in ASCII"),
    });
    expect(knocks()).toBe(0);
  });
});

describe("perhaps sent", () => {
  test.each([
    ["the connection breaks after SES took it", { accepts: true, answers: "reset" }, "ECONNRESET", 1],
    ["the connection breaks before", { accepts: false, answers: "reset" }, "ECONNRESET", 0],
    ["SES takes it and never answers", { accepts: true, answers: "nothing" }, "did not answer in time", 1],
    ["SES fails", refusal("InternalFailure", "eva@example.org", 500), "500 (InternalFailure)", 0],
    ["SES is away", refusal("ServiceUnavailable", "eva@example.org", 503), "503 (ServiceUnavailable)", 0],
    ["another answers for SES", { accepts: true, answers: "rubbish" }, "", 1],
    [
      "a gate before SES shuts",
      { accepts: false, answers: { status: 403, body: "<html>no</html>" } },
      "403",
      0,
    ],
    ["a refusal nobody has met", refusal("ImATeapot", "eva@example.org"), "400 (ImATeapot)", 0],
    ["throttled by a server error", refusal("Throttling", "Maximum sending rate exceeded.", 503), "503", 0],
  ] as const)("%s", async (_, fate, words, delivered) => {
    const end = await ending(fate as Fate);
    expect(end.said).toContain(words);
    expect(end.said).toContain("not sent again");
    expect(end).toMatchObject({ accepted: "perhaps", delivered });
  });

  test("the network's own error after a connection is no refusal", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { readonly port: number };
    const error = await errorOf(sesMail({ client: clientOf(`http://127.0.0.1:${port}`) }));
    expect(error.accepted).toBe("perhaps");
    server.close();
  });

  test("a client that would retry hands it over once", async () => {
    const { url, knocks, accepted } = await room({ accepts: true, answers: { status: 503, body: "" } });
    const client = new SESClient({ endpoint: url, region: "us-east-1", credentials: keys, maxAttempts: 4 });
    expect(await errorOf(sesMail({ client }))).toMatchObject({ accepted: "perhaps" });
    expect([knocks(), accepted.length]).toEqual([1, 1]);
  });
});
