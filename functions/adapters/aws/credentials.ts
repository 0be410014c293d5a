/** In a bundle, what stands in for every way the SDK knows of finding credentials: those in the environment. */

export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";
