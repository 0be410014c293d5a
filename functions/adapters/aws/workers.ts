/** The other functions of this installation: started and not waited for. */

import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { explained } from "./refusals.ts";
import { lambdaService } from "./services.ts";

export interface Workers {
  /**
   * Has the function of this name look at what it is told. It may come to nothing: whoever needs its work finds
   * at the next tick that it is still missing.
   */
  start(name: string, event: Readonly<Record<string, string>>): Promise<void>;
}

/** A function that was started and lost its answer is started twice, and then the second one finds nothing to do. */
export const lambdaClient = (): LambdaClient => new LambdaClient({ maxAttempts: 3 });

export function lambdaWorkers(client: LambdaClient): Workers {
  return {
    async start(name, event) {
      const Payload = new TextEncoder().encode(JSON.stringify(event));
      const command = new InvokeCommand({ FunctionName: name, InvocationType: "Event", Payload });
      await explained(lambdaService, `start the function ${name}`, () => client.send(command));
    },
  };
}
