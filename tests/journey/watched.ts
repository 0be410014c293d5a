/** Ports, disk and engine that tell before and after each of their calls. */

import type { Engine } from "../../functions/adapters/engine.ts";
import type { Disk } from "../../functions/adapters/local/disk.ts";
import type { Draft, Inbox, Lake, Mail, Ports, Reader, Warehouse } from "../../functions/ports.ts";

/** Called around every call; `halves` says that the call may also be cut off in the middle. */
export type Around = <T>(name: string, call: () => Promise<T>, halves?: boolean) => Promise<T>;

export function watchedDisk(real: Disk, around: Around): Disk {
  const names = [
    "readFile",
    "writeFile",
    "rename",
    "link",
    "symlink",
    "readlink",
    "unlink",
    "mkdir",
    "readdir",
    "stat",
    "syncFolder",
  ] as const;
  const watched = names.map((name) => {
    const call = real[name] as (...args: readonly unknown[]) => Promise<unknown>;
    const told = (...args: readonly unknown[]) =>
      around(`disk.${name}`, () => call(...args), name === "writeFile");
    return [name, told];
  });
  return { ...real, ...(Object.fromEntries(watched) as Partial<Disk>) };
}

/** Only what reaches the disk on its own: a query answered or not leaves the same files. */
export function watchedEngine(real: Engine, around: Around): Engine {
  return {
    ...real,
    write: (select, reading, target) =>
      around("engine.write", () => real.write(select, reading, target), true),
    sweep: (live, generation) => around("engine.sweep", () => real.sweep(live, generation), true),
  };
}

export function watchedPorts(real: Ports, around: Around): Ports {
  return {
    lake: watchedLake(real.lake, around),
    warehouse: watchedWarehouse(real.warehouse, around),
    mail: watchedMail(real.mail, around),
    inbox: watchedInbox(real.inbox, around),
    vendors: real.vendors,
  };
}

export function watchedLake(real: Lake, around: Around): Lake {
  return {
    put: (key, body) => around("lake.put", () => real.put(key, body)),
    get: (key) => around("lake.get", () => real.get(key)),
    list: (prefix) => each("lake.list", real.list(prefix), around),
    remove: (key) => around("lake.remove", () => real.remove(key)),
    claim: (key, body) => around("lake.claim", () => real.claim(key, body)),
    swap: (key, body, etag) => around("lake.swap", () => real.swap(key, body, etag)),
  };
}

function watchedMail(real: Mail, around: Around): Mail {
  return {
    send: (message) => around("mail.send", () => real.send(message)),
    lookup: (id) => around("mail.lookup", () => real.lookup(id)),
  };
}

function watchedInbox(real: Inbox, around: Around): Inbox {
  return {
    where: (source) => real.where(source),
    list: (source) => around("inbox.list", () => real.list(source)),
    look: (key) => around("inbox.look", () => real.look(key)),
    open: async (key) => each("inbox.chunk", await around("inbox.open", () => real.open(key)), around),
  };
}

function watchedWarehouse(real: Warehouse, around: Around): Warehouse {
  return {
    ...real,
    published: () => around("warehouse.published", () => real.published()),
    read: (read) =>
      around("warehouse.read", () => real.read((reader) => read(watchedReader(reader, "reader", around)))),
    draft: async (run) => watchedDraft(await around("warehouse.draft", () => real.draft(run)), around),
    describe: (select) => around("warehouse.describe", () => real.describe(select)),
    sweep: () => around("warehouse.sweep", () => real.sweep()),
  };
}

function watchedReader(real: Reader, name: string, around: Around): Reader {
  return {
    state: real.state,
    rows: (select) => each(`${name}.rows`, real.rows(select), around),
    pointers: (table) => around(`${name}.pointers`, () => real.pointers(table)),
  };
}

function watchedDraft(real: Draft, around: Around): Draft {
  return {
    ...watchedReader(real, "draft", around),
    run: real.run,
    partitionsAtOnce: real.partitionsAtOnce,
    rowsAtOnce: real.rowsAtOnce,
    rawBytesAtOnce: real.rawBytesAtOnce,
    attach: (table, pointers) => real.attach(table, pointers), // memory only
    clear: (table) => around("draft.clear", () => real.clear(table)),
    write: (select, table, partitions, fingerprint) =>
      around("draft.write", () => real.write(select, table, partitions, fingerprint)),
    commit: (state, facts) => around("draft.commit", () => real.commit(state, facts)),
  };
}

/** Told of every step of an iteration. */
async function* each<T>(name: string, real: AsyncIterable<T>, around: Around): AsyncGenerator<T, void, void> {
  const steps = real[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await around(name, () => steps.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await steps.return?.();
  }
}
