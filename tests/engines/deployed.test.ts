/** The journey of what is deployed (tests/deployed), on moto and on Trino behind Athena's protocol. */

import { deployedJourney } from "../deployed/journey.ts";
import { awsOnEngines } from "./deployed-aws.ts";

deployedJourney(awsOnEngines, "2026-11-09");
