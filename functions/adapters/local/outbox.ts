/** Mail as files that a browser and a mail program can open: how Raport runs with no mail server at all. */

import { join } from "node:path";
import { MailError, StorageError } from "../../core/errors.ts";
import type { Mail } from "../../ports.ts";
import { messageIdOf, mimeOf, requireSafeId } from "../mime.ts";
import { codeOf, type Disk, explained, machineDisk } from "./disk.ts";
import { wholeFiles } from "./whole.ts";

/**
 * Writes `<root>/<id>.html` and then `<root>/<id>.eml` (root: absolute). The `.eml` is the proof that the message
 * was accepted. Each is created once: sending an id again changes nothing, whatever the message says by then.
 */
export function outbox(root: string, disk: Disk = machineDisk()): Mail {
  // Their links open reports without a login.
  const files = wholeFiles(root, disk, () => true);
  const proof = (id: string) => join(root, `${id}.eml`);

  async function accepted(id: string): Promise<boolean> {
    requireSafeId(id);
    try {
      return (await explained("read", proof(id), () => disk.stat(proof(id)))).kind === "file";
    } catch (error) {
      if (error instanceof StorageError && codeOf(error.cause) === "ENOENT") return false;
      throw error;
    }
  }

  async function write(id: string, html: string, mime: Uint8Array): Promise<void> {
    await explained("write", proof(id), async () => {
      await files.create(join(root, `${id}.html`), new TextEncoder().encode(html));
      await files.create(proof(id), mime);
    });
  }

  return {
    async send(message) {
      const mime = await mimeOf(message);
      try {
        if (!(await accepted(message.id))) await write(message.id, message.html, mime);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        const perhaps = await accepted(message.id).catch(() => true);
        throw new MailError(error.message, perhaps ? "perhaps" : "no", { cause: error });
      }
      return { messageId: messageIdOf(message) };
    },
    lookup: accepted,
  };
}
