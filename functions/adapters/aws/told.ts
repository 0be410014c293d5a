/** What a deployed function was told by its environment, read from outside. */

import { GetFunctionConfigurationCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { explained, nameOf, type Service } from "./refusals.ts";
import { lambdaService } from "./services.ts";

const service: Service = {
  ...lambdaService,
  permissions: "lambda:GetFunctionConfiguration on the functions of the stack",
};

/** Its variables; undefined where the account has no such function in this region. */
export function environmentOf(
  name: string,
  client: LambdaClient,
): Promise<Readonly<Record<string, string>> | undefined> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: name });
  return explained(service, `look at the function ${name}`, async () => {
    try {
      return (await client.send(command)).Environment?.Variables ?? {};
    } catch (error) {
      if (nameOf(error) === "ResourceNotFoundException") return undefined;
      throw error;
    }
  });
}
