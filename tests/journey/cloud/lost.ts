/** A network in which nothing that changes anything is ever answered, until it is asked for again. */

import { faultProxy } from "../../engines/proxy.ts";
import type { Cloud } from "./cloud.ts";
import { kindOf } from "./kinds.ts";
import { nameOf } from "./world.ts";

export interface LosingAnswers {
  readonly url: string;
  /** Kinds of the requests whose answers were lost, one for each. */
  readonly lost: readonly string[];
  close(): Promise<void>;
}

export async function losingAnswers(cloud: Cloud): Promise<LosingAnswers> {
  const lost: string[] = [];
  const told = () => `${nameOf(cloud.world)} ${cloud.world.executions.size}`;
  const { url, close } = await faultProxy(cloud.url, {
    async around(asked, take) {
      const before = told();
      await take();
      if (told() === before) return true;
      lost.push(kindOf(asked));
      return false;
    },
  });
  return { url, lost, close };
}
