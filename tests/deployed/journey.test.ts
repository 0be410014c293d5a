import { deployedJourney } from "./journey.ts";
import { awsInMemory } from "./memory.ts";

deployedJourney(awsInMemory);
