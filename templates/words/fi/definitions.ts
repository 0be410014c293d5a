/** Finnish definitions of KPIs. */

import type { DefinitionsWords } from "../words.ts";
import { service } from "./definitions-service.ts";

const rank = "(lähin järjestysluku, esitetyn luvun tarkkuus 2\u00a0%)";
const resolved = "Jaksolla ratkaistuista yhteydenotoista";
const resolvedOf = "Jaksolla ratkaistujen yhteydenottojen";
const resolvedIn = "Jaksolla ratkaistuissa yhteydenotoissa";
const open = "Jakson viimeisen päivän päättyessä avoinna olleista yhteydenotoista";
const due =
  "joista jaksolla tuli tulos (täyttyivät tai erääntyivät), määräaikaan mennessä täyttyneiden osuus.";

export const definitions: DefinitionsWords = {
  contacts_opened: "Yhteydenotot, joiden avaamisaika on jaksolla.",
  contacts_resolved: "Yhteydenotot, joiden ratkaisuaika on jaksolla, avaamisajasta riippumatta.",
  open_backlog: "Avatut yhteydenotot, joita ei ollut ratkaistu jakson viimeisen päivän päättyessä.",
  resolved_share: "Jaksolla avatuista yhteydenotoista tähän mennessä ratkaistujen osuus.",
  channel_share: "Jakson kaikista avatuista yhteydenotoista tämän kanavan osuus.",
  reason_share: "Jakson kaikista avatuista yhteydenotoista tämän syyn osuus.",
  contacts_per_day: "Jaksolla avatut yhteydenotot jaettuna sen päivillä.",
  contacts_assigned: "Yhteydenotot, jotka osoitettiin asiakaspalvelijalle jaksolla.",
  contacts_completed: "Yhteydenotot, joilla on asiakaspalvelija ja jotka ratkaistiin jaksolla.",
  open_older_than_1_day: `${open} aiempana päivänä avatut.`,
  open_older_than_7_days: `${open} vähintään 7 päivää aiemmin avatut.`,
  open_older_than_30_days: `${open} vähintään 30 päivää aiemmin avatut.`,
  known_answer_open_share: `${open}, joiden tunnisteet on ilmoitettu, niiden osuus, joiden tunnisteen mukaan vastaus on tietopankissa.`,
  complaints: "Asiakkaiden jaksolla avaamat yhteydenotot, joilla on reklamaation tunniste.",
  complaint_share:
    "Asiakkaiden jaksolla avaamista yhteydenotoista, joiden tunnisteet on ilmoitettu, niiden osuus, joilla on reklamaation tunniste.",
  out_of_hours_share:
    "Asiakkaiden jaksolla avaamista yhteydenotoista osaston palveluajan ulkopuolella avattujen osuus.",
  self_service_share:
    "Asiakkaiden jaksolla avaamista yhteydenotoista botista tai itsepalvelusta alkaneiden osuus, jos tietolähde sen ilmoittaa.",
  bot_containment_share:
    "Jaksolla avatuista, botista alkaneista yhteydenotoista niiden osuus, jotka eivät siirtyneet ihmiselle, jos tietolähde sen ilmoittaa.",
  resolution_seconds: `${resolvedOf} keskimääräinen aika avaamisesta ratkaisuun, kalenteriajassa.`,
  resolution_seconds_p50: `${resolved} puolet vei enintään tämän ajan ${rank}.`,
  resolution_seconds_p90: `${resolved} yhdeksän kymmenestä vei enintään tämän ajan ${rank}.`,
  resolved_within_day_share: `${resolved} enintään 24 tunnissa avaamisesta ratkaistujen osuus.`,
  first_resolution_seconds:
    "Jaksolla ensi kerran ratkaistujen yhteydenottojen keskimääräinen aika avaamisesta ensimmäiseen ratkaisuun, kalenteriajassa, riippumatta mahdollisesta uudelleen avaamisesta.",
  first_resolution_seconds_p50: `Jaksolla ensi kerran ratkaistuista yhteydenotoista puolet ratkesi ensi kerran enintään tässä ajassa ${rank}.`,
  first_resolution_seconds_p90: `Jaksolla ensi kerran ratkaistuista yhteydenotoista yhdeksän kymmenestä ratkesi ensi kerran enintään tässä ajassa ${rank}.`,
  resolution_business_seconds: `${resolvedOf} keskimääräinen aika avaamisesta ratkaisuun, osaston palveluaikana.`,
  requester_wait_seconds: `${resolvedIn} asiakkaan keskimääräinen odotusaika (uusi, avoin tai odotustilassa), jos tietolähde sen ilmoittaa.`,
  agent_wait_seconds: `${resolvedIn} keskimääräinen aika, jonka asiakaspalvelu odotti asiakasta, jos tietolähde sen ilmoittaa.`,
  on_hold_seconds: `${resolvedIn} keskimääräinen aika odotustilassa jonkun muun vuoksi, jos tietolähde sen ilmoittaa.`,
  first_contact_resolution_share:
    "Jaksolla avatuista tunnetun asiakkaan ensimmäisistä yhteydenotoista niiden osuus, joiden jälkeen asiakas ei palannut asiaan aikaikkunan sisällä, jos tietolähde sen ilmoittaa.",
  repeat_contact_share:
    "Tunnettujen asiakkaiden jaksolla avatuista yhteydenotoista niiden osuus, joiden asiakas oli ottanut yhteyttä jo aiemmin aikaikkunan sisällä.",
  reopened_share:
    "Jaksolla ensi kerran ratkaistuista yhteydenotoista niiden osuus, jotka avattiin uudelleen aikaikkunan sisällä ratkaisusta, jos tietolähde sen ilmoittaa.",
  occupancy_share:
    "Ajasta, jonka asiakaspalvelijat jaksolla hoitivat yhteydenottoa tai olivat vapaina, yhteydenottojen osuus; päivä, jolta vapaata aikaa ei ole ilmoitettu, jätetään pois.",
  utilisation_share: "Jakson päivien palkallisesta työajasta yhteydenottojen hoitamiseen käytetty osuus.",
  logged_in_seconds: "Asiakaspalvelijoiden kirjautuneena olema aika jakson päivinä yhteensä.",
  log_ins: "Kuinka monta kertaa asiakaspalvelija kirjautui sisään jakson päivinä.",
  break_seconds: "Asiakaspalvelijoiden tauoilla viettämä aika jakson päivinä yhteensä.",
  break_share: "Tauoilla vietetyn ajan osuus kirjautuneena ollusta ajasta jakson päivinä.",
  adherence_share: "Jakson päivien suunnitellusta työajasta kirjautuneena ollun ajan osuus.",
  cost_per_contact:
    "Jakson päivien kustannus (kunkin päivän osuus kuukauden kustannuksesta) jaettuna niinä päivinä käsitellyillä yhteydenotoilla; jos kanava tai osasto ei käsitellyt mitään, sen kustannus ei ole missään luvussa.",
  sla_met_share: `SLA-tavoitteista, ${due}`,
  sla_first_reply_met_share: `Ensivastauksen SLA-tavoitteista, ${due}`,
  sla_next_reply_met_share: `Jatkovastausten SLA-tavoitteista, ${due}`,
  sla_resolution_met_share: `Ratkaisun SLA-tavoitteista, ${due}`,
  ...service,
};
