/** Finnish names and definitions of KPIs. */

import type { KpisWords, ShortNames } from "../words.ts";
import { service } from "./kpis-service.ts";

const rank = "(lähin järjestysluku, esitetyn luvun tarkkuus 2\u00a0%)";
const resolved = "Jaksolla ratkaistuista yhteydenotoista";
const resolvedOf = "Jaksolla ratkaistujen yhteydenottojen";
const resolvedIn = "Jaksolla ratkaistuissa yhteydenotoissa";
const open = "Jakson viimeisen päivän päättyessä avoinna olleista yhteydenotoista";
const due =
  "joista jaksolla tuli tulos (täyttyivät tai erääntyivät), määräaikaan mennessä täyttyneiden osuus.";

/** Names that are too long for a subject line, said shorter. */
export const shortNames: ShortNames = {
  known_answer_open_share: "Avoinna, vastaus tiedossa",
  first_resolution_seconds_p90: "Aika 1. ratkaisuun, 90. %-piste",
  first_resolution_seconds_p50: "Aika 1. ratkaisuun, mediaani",
  first_resolution_seconds: "Aika 1. ratkaisuun, keskiarvo",
  resolution_business_seconds: "Ratkaisuaika palveluaikana",
  resolution_seconds_p90: "Ratkaisuaika, 90. %-piste",
  answer_wait_seconds_p90: "Vastausnopeus, 90. %-piste",
  handle_seconds_p90: "Käsittelyaika, 90. %-piste",
  first_response_seconds_p90: "Ensivaste, 90. %-piste",
  first_response_business_seconds: "Ensivaste palveluaikana",
  first_response_business_seconds_p50: "Ensivaste palveluaik., mediaani",
  first_response_business_seconds_p90: "Ensivaste palveluaik., 90. %-piste",
  first_response_business_seconds_largest: "Ensivaste palveluaikana, hitain",
  response_seconds_p90: "Vasteaika, 90. %-piste",
  response_business_seconds: "Vasteaika palveluaikana",
  abandon_wait_seconds: "Luopuneiden odotusaika",
  net_promoter_points: "NPS",
};

export const kpis: KpisWords = {
  contacts_opened: {
    name: "Avatut yhteydenotot",
    definition: "Yhteydenotot, joiden avaamisaika on jaksolla.",
  },
  contacts_resolved: {
    name: "Ratkaistut yhteydenotot",
    definition: "Yhteydenotot, joiden ratkaisuaika on jaksolla, avaamisajasta riippumatta.",
  },
  open_backlog: {
    name: "Avoin työjono",
    definition: "Avatut yhteydenotot, joita ei ollut ratkaistu jakson viimeisen päivän päättyessä.",
  },
  resolved_share: {
    name: "Ratkaistujen osuus",
    definition: "Jaksolla avatuista yhteydenotoista tähän mennessä ratkaistujen osuus.",
  },
  channel_share: {
    name: "Kanavajakauma",
    definition: "Jakson kaikista avatuista yhteydenotoista tämän kanavan osuus.",
  },
  reason_share: {
    name: "Yhteydenottojen syyt",
    definition: "Jakson kaikista avatuista yhteydenotoista tämän syyn osuus.",
  },
  contacts_per_day: {
    name: "Yhteydenottoja päivässä",
    definition: "Jaksolla avatut yhteydenotot jaettuna sen päivillä.",
  },
  contacts_assigned: {
    name: "Osoitetut yhteydenotot",
    definition: "Yhteydenotot, jotka osoitettiin asiakaspalvelijalle jaksolla.",
  },
  contacts_completed: {
    name: "Loppuun hoidetut yhteydenotot",
    definition: "Yhteydenotot, joilla on asiakaspalvelija ja jotka ratkaistiin jaksolla.",
  },
  open_older_than_1_day: {
    name: "Avoinna yli päivän",
    definition: `${open} aiempana päivänä avatut.`,
  },
  open_older_than_7_days: {
    name: "Avoinna yli 7 päivää",
    definition: `${open} vähintään 7 päivää aiemmin avatut.`,
  },
  open_older_than_30_days: {
    name: "Avoinna yli 30 päivää",
    definition: `${open} vähintään 30 päivää aiemmin avatut.`,
  },
  known_answer_open_share: {
    name: "Avoinna, vaikka vastaus on tiedossa",
    definition: `${open}, joiden tunnisteet on ilmoitettu, niiden osuus, joiden tunnisteen mukaan vastaus on tietopankissa.`,
  },
  complaints: {
    name: "Reklamaatiot",
    definition: "Asiakkaiden jaksolla avaamat yhteydenotot, joilla on reklamaation tunniste.",
  },
  complaint_share: {
    name: "Reklamaatioiden osuus",
    definition:
      "Asiakkaiden jaksolla avaamista yhteydenotoista, joiden tunnisteet on ilmoitettu, niiden osuus, joilla on reklamaation tunniste.",
  },
  out_of_hours_share: {
    name: "Palveluajan ulkopuolella",
    definition:
      "Asiakkaiden jaksolla avaamista yhteydenotoista osaston palveluajan ulkopuolella avattujen osuus.",
  },
  self_service_share: {
    name: "Itsepalvelun osuus",
    definition: "Asiakkaiden jaksolla avaamista yhteydenotoista botista tai itsepalvelusta alkaneiden osuus.",
  },
  bot_containment_share: {
    name: "Botin hoitamat",
    definition:
      "Jaksolla avatuista, botista alkaneista yhteydenotoista niiden osuus, jotka eivät siirtyneet ihmiselle.",
  },
  resolution_seconds: {
    name: "Ratkaisuaika, keskiarvo",
    definition: `${resolvedOf} keskimääräinen aika avaamisesta ratkaisuun, kalenteriajassa.`,
  },
  resolution_seconds_p50: {
    name: "Ratkaisuaika, mediaani",
    definition: `${resolved} puolet vei enintään tämän ajan ${rank}.`,
  },
  resolution_seconds_p90: {
    name: "Ratkaisuaika, 90. prosenttipiste",
    definition: `${resolved} yhdeksän kymmenestä vei enintään tämän ajan ${rank}.`,
  },
  resolved_within_day_share: {
    name: "Ratkaistu 24 tunnissa",
    definition: `${resolved} enintään 24 tunnissa avaamisesta ratkaistujen osuus.`,
  },
  first_resolution_seconds: {
    name: "Aika ensimmäiseen ratkaisuun, keskiarvo",
    definition:
      "Jaksolla ensi kerran ratkaistujen yhteydenottojen keskimääräinen aika avaamisesta ensimmäiseen ratkaisuun, kalenteriajassa, riippumatta mahdollisesta uudelleen avaamisesta.",
  },
  first_resolution_seconds_p50: {
    name: "Aika ensimmäiseen ratkaisuun, mediaani",
    definition: `Jaksolla ensi kerran ratkaistuista yhteydenotoista puolet ratkesi ensi kerran enintään tässä ajassa ${rank}.`,
  },
  first_resolution_seconds_p90: {
    name: "Aika ensimmäiseen ratkaisuun, 90. prosenttipiste",
    definition: `Jaksolla ensi kerran ratkaistuista yhteydenotoista yhdeksän kymmenestä ratkesi ensi kerran enintään tässä ajassa ${rank}.`,
  },
  resolution_business_seconds: {
    name: "Ratkaisuaika palveluaikana, keskiarvo",
    definition: `${resolvedOf} keskimääräinen aika avaamisesta ratkaisuun, osaston palveluaikana.`,
  },
  requester_wait_seconds: {
    name: "Asiakkaan odotusaika",
    definition: `${resolvedIn} asiakkaan keskimääräinen odotusaika (uusi, avoin tai odotustilassa), jos tietolähde sen ilmoittaa.`,
  },
  agent_wait_seconds: {
    name: "Asiakkaan vastauksen odotus",
    definition: `${resolvedIn} keskimääräinen aika, jonka asiakaspalvelu odotti asiakasta, jos tietolähde sen ilmoittaa.`,
  },
  on_hold_seconds: {
    name: "Kolmannen osapuolen odotus",
    definition: `${resolvedIn} keskimääräinen aika odotustilassa jonkun muun vuoksi, jos tietolähde sen ilmoittaa.`,
  },
  first_contact_resolution_share: {
    name: "Ensiratkaisuaste",
    definition:
      "Jaksolla avatuista tunnetun asiakkaan ensimmäisistä yhteydenotoista niiden osuus, joiden jälkeen asiakas ei palannut asiaan aikaikkunan sisällä.",
  },
  repeat_contact_share: {
    name: "Toistuvat yhteydenotot",
    definition:
      "Tunnettujen asiakkaiden jaksolla avatuista yhteydenotoista niiden osuus, joiden asiakas oli ottanut yhteyttä jo aiemmin aikaikkunan sisällä.",
  },
  reopened_share: {
    name: "Uudelleen avatut",
    definition:
      "Jaksolla ensi kerran ratkaistuista yhteydenotoista niiden osuus, jotka avattiin uudelleen aikaikkunan sisällä ratkaisusta.",
  },
  occupancy_share: {
    name: "Varausaste",
    definition:
      "Ajasta, jonka asiakaspalvelijat jaksolla hoitivat yhteydenottoa tai olivat vapaina, yhteydenottojen osuus; päivä, jolta vapaata aikaa ei ole ilmoitettu, jätetään pois.",
  },
  utilisation_share: {
    name: "Käyttöaste",
    definition: "Jakson päivien palkallisesta työajasta yhteydenottojen hoitamiseen käytetty osuus.",
  },
  logged_in_seconds: {
    name: "Kirjautuneena oltu aika",
    definition: "Asiakaspalvelijoiden kirjautuneena olema aika jakson päivinä yhteensä.",
  },
  log_ins: {
    name: "Kirjautumiset",
    definition: "Kuinka monta kertaa asiakaspalvelija kirjautui sisään jakson päivinä.",
  },
  break_seconds: {
    name: "Taukoaika",
    definition: "Asiakaspalvelijoiden tauoilla viettämä aika jakson päivinä yhteensä.",
  },
  break_share: {
    name: "Taukojen osuus kirjautumisajasta",
    definition: "Tauoilla vietetyn ajan osuus kirjautuneena ollusta ajasta jakson päivinä.",
  },
  adherence_share: {
    name: "Työvuorojen noudattaminen",
    definition: "Jakson päivien suunnitellusta työajasta kirjautuneena ollun ajan osuus.",
  },
  cost_per_contact: {
    name: "Kustannus yhteydenottoa kohti",
    definition:
      "Jakson päivien kustannus (kunkin päivän osuus kuukauden kustannuksesta) jaettuna niinä päivinä käsitellyillä yhteydenotoilla; jos kanava tai osasto ei käsitellyt mitään, sen kustannus ei ole missään luvussa.",
  },
  sla_met_share: {
    name: "SLA-tavoitteet täyttyneet",
    definition: `SLA-tavoitteista, ${due}`,
  },
  sla_first_reply_met_share: {
    name: "SLA täyttynyt, ensivastaus",
    definition: `Ensivastauksen SLA-tavoitteista, ${due}`,
  },
  sla_next_reply_met_share: {
    name: "SLA täyttynyt, jatkovastaus",
    definition: `Jatkovastausten SLA-tavoitteista, ${due}`,
  },
  sla_resolution_met_share: {
    name: "SLA täyttynyt, ratkaisu",
    definition: `Ratkaisun SLA-tavoitteista, ${due}`,
  },
  ...service,
};
