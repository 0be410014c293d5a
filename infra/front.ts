/** The address that links in emails lead to: an HTTP API before one function. */

import { Duration, RemovalPolicy, type Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Settings } from "./settings.ts";

export interface Front {
  /** Without a closing slash. */
  readonly url: string;
  /** What a domain of your own must point at; undefined without one. */
  readonly target: string | undefined;
}

const routes: readonly (readonly [path: string, methods: readonly HttpMethod[]])[] = [
  // A link that has ended asks for a new one with a POST: who only looks, as scanners of mail do, changes nothing.
  ["/open/{proxy+}", [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST]],
  // Mail programs unsubscribe with a bare POST (RFC 8058).
  ["/unsubscribe/{token}", [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST]],
  ["/desk.css", [HttpMethod.GET, HttpMethod.HEAD]],
  ["/robots.txt", [HttpMethod.GET, HttpMethod.HEAD]],
];

/** The API alone, whose address the functions are told; `serve` gives it its function. */
export function front(
  stack: Stack,
  { name, domain }: Pick<Settings, "name" | "domain">,
): { readonly api: HttpApi } & Front {
  const api = new HttpApi(stack, "Front", {
    apiName: name,
    description: "Links of Raport's emails.",
    createDefaultStage: false,
  });
  const log = new LogGroup(stack, "FrontLog", {
    logGroupName: `/raport/${name}-front`,
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stage = new HttpStage(stack, "Stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: 20, burstLimit: 40 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      // Neither the path, which holds somebody's token, nor an address.
      format: AccessLogFormat.custom(
        '{"request":"$context.requestId","at":"$context.requestTime","route":"$context.routeKey","status":"$context.status","milliseconds":"$context.responseLatency","bytes":"$context.responseLength"}',
      ),
    },
  });
  if (!domain) return { api, url: api.apiEndpoint, target: undefined };
  const named = new DomainName(stack, "Domain", {
    domainName: domain.name,
    certificate: Certificate.fromCertificateArn(stack, "Certificate", domain.certificateArn),
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  new ApiMapping(stack, "Mapping", { api, domainName: named, stage });
  return { api, url: `https://${domain.name}`, target: named.regionalDomainName };
}

export function serve(api: HttpApi, open: Lambda): void {
  const integration = new HttpLambdaIntegration("Open", open, { timeout: Duration.seconds(20) });
  for (const [path, methods] of routes)
    for (const route of api.addRoutes({ path, methods: [...methods], integration }))
      Validations.of(route).acknowledge({
        id: "AwsSolutions-APIG4",
        reason:
          "Readers have no login: the link is the key. Each holds a signed token, and what it opens is looked up in the config of the moment. The style sheet and robots.txt are everybody's.",
      });
}
