/** Finnish names and definitions of KPIs: queues, handling, surveys and replies. */

import type { KpiWords } from "../words.ts";

const rank = "(lähin järjestysluku, esitetyn luvun tarkkuus 2\u00a0%)";
const offered = "Jaksolla jonoon tulleista yhteydenotoista";
const answered = "Jaksolla jonoon tulleista ja sen jälkeen vastatuista yhteydenotoista";
const handled = "Jaksolla käsitellyistä yhteydenotoista";
const handledOf = "Jaksolla käsiteltyjen yhteydenottojen";
const first = "Yhteydenotot, joihin vastattiin ensi kerran jaksolla asiakkaalle näkyvällä viestillä:";
const reply =
  "Asiakkaiden viestit, joihin vastattiin jaksolla asiakkaalle näkyvällä viestillä (peräkkäisistä lasketaan ensimmäinen):";

export const service = {
  queue_offered: {
    name: "Jonoon tulleet",
    definition: "Saapuneet yhteydenotot, jotka tulivat jonoon jaksolla, lopputuloksesta riippumatta.",
  },
  queue_answered: {
    name: "Jonosta vastatut",
    definition: `${offered} ne, joihin asiakaspalvelija vastasi.`,
  },
  queue_abandoned: {
    name: "Jonosta luopuneet",
    definition: `${offered} ne, jotka luopuivat odottamisesta muuten kuin heti ensimmäisten sekuntien aikana.`,
  },
  answer_share: {
    name: "Vastausprosentti",
    definition: `${offered} se osuus, johon asiakaspalvelija vastasi.`,
  },
  abandonment_share: {
    name: "Luopumisprosentti",
    definition: `${offered}, pois lukien heti ensimmäisten sekuntien aikana poistuneet, se osuus, joka luopui odottamisesta.`,
  },
  service_level_share: {
    name: "Palvelutaso",
    definition:
      "Jaksolla jonoon tulleista ja sen jälkeen vastatuista tai jonosta luopuneista yhteydenotoista ajoissa vastattujen osuus; luopuneiden käsittelyn määrää laskukaava.",
  },
  answer_wait_seconds: {
    name: "Vastausnopeus, keskiarvo",
    definition:
      "Jaksolla jonoon tulleiden ja sen jälkeen vastattujen yhteydenottojen keskimääräinen jonotusaika, kalenteriajassa.",
  },
  answer_wait_seconds_p50: {
    name: "Vastausnopeus, mediaani",
    definition: `${answered} puolet jonotti enintään tämän ajan ${rank}.`,
  },
  answer_wait_seconds_p90: {
    name: "Vastausnopeus, 90. prosenttipiste",
    definition: `${answered} yhdeksän kymmenestä jonotti enintään tämän ajan ${rank}.`,
  },
  answer_wait_seconds_largest: {
    name: "Vastausnopeus, hitain",
    definition: "Jaksolla jonoon tulleiden ja sen jälkeen vastattujen yhteydenottojen pisin jonotusaika.",
  },
  abandon_wait_seconds: {
    name: "Luopuneiden odotusaika, keskiarvo",
    definition: `${offered} niiden, jotka luopuivat muuten kuin heti ensimmäisten sekuntien aikana, keskimääräinen odotusaika luopumiseen.`,
  },
  callback_share: {
    name: "Takaisinsoittopyynnöt",
    definition: `${offered} se osuus, joka pyysi takaisinsoittoa jonottamisen sijasta.`,
  },
  flow_out_share: {
    name: "Toiseen jonoon siirtyneet",
    definition: `${offered} se osuus, joka siirtyi vastaamatta toiseen jonoon.`,
  },
  contacts_handled: {
    name: "Käsitellyt yhteydenotot",
    definition:
      "Vastatut yhteydenotot, joiden jälkikäsittely päättyi jaksolla, laskettuna kerran jokaista asiakaspalvelijan vastaamaa vaihetta kohti.",
  },
  handle_seconds: {
    name: "Käsittelyaika, keskiarvo",
    definition: `${handledOf} puhe-, pito- ja jälkikäsittelyaika yhteensä, keskimäärin vastattua vaihetta kohti.`,
  },
  handle_seconds_p50: {
    name: "Käsittelyaika, mediaani",
    definition: `${handled} puolet vei asiakaspalvelijalta enintään tämän ajan (puhe, pito ja jälkikäsittely) ${rank}.`,
  },
  handle_seconds_p90: {
    name: "Käsittelyaika, 90. prosenttipiste",
    definition: `${handled} yhdeksän kymmenestä vei asiakaspalvelijalta enintään tämän ajan (puhe, pito ja jälkikäsittely) ${rank}.`,
  },
  talk_seconds: {
    name: "Puheaika",
    definition: `${handledOf} puheaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  },
  hold_seconds: {
    name: "Pitoaika",
    definition: `${handledOf} pitoaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  },
  after_work_seconds: {
    name: "Jälkikäsittelyaika",
    definition: `${handledOf} jälkikäsittelyaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  },
  call_seconds: {
    name: "Puhelun keskimääräinen kesto",
    definition: `${handledOf} puhe- ja pitoaika yhteensä, keskimäärin vastattua vaihetta kohti.`,
  },
  transfer_share: {
    name: "Siirtoprosentti",
    definition:
      "Yhteydenotoista, joiden viimeinen käsittely päättyi jaksolla, vähintään kerran eteenpäin siirrettyjen osuus; luetaan ensimmäisenä vastanneelle.",
  },
  transfers: {
    name: "Siirrot",
    definition:
      "Kuinka monta kertaa käsitelty yhteydenotto siirrettiin jaksolla eteenpäin, siirron syyn mukaan.",
  },
  transfer_reason_share: {
    name: "Siirtojen syyt",
    definition: "Jakson kaikista siirroista tämän syyn osuus.",
  },
  conversion_share: {
    name: "Konversioaste",
    definition:
      "Vastatuista yhteydenotoista, joiden viimeinen käsittely päättyi jaksolla ja joiden lopputulos on ilmoitettu, toivottuun lopputulokseen päätyneiden osuus.",
  },
  customer_satisfaction_share: {
    name: "Asiakastyytyväisyys",
    definition: "Jaksolla annetuista tyytyväisyysarvosanoista tyytyväiseksi luettavien osuus.",
  },
  customer_satisfaction_score: {
    name: "Asiakastyytyväisyys, keskiarvo",
    definition: "Jaksolla annettujen tyytyväisyysarvosanojen keskiarvo.",
  },
  customer_effort_share: {
    name: "Asiointi oli helppoa",
    definition:
      "Jaksolla annetuista helppousarvosanoista niiden osuus, joiden mukaan avun saaminen oli helppoa.",
  },
  customer_effort_score: {
    name: "Asioinnin helppous, keskiarvo",
    definition:
      "Jaksolla annettujen helppousarvosanojen keskiarvo organisaation asteikolla; osuus kertoo, kumpi pää on helppo.",
  },
  net_promoter_points: {
    name: "Nettosuositteluindeksi (NPS)",
    definition:
      "Asiakkaista, jotka kertoivat jaksolla asteikolla 0–10, suosittelisivatko he meitä: suosittelijoiden prosenttiosuus vähennettynä arvostelijoiden osuudella; muutkin lasketaan vastaajiksi.",
  },
  survey_response_share: {
    name: "Kyselyn vastausprosentti",
    definition:
      "Jaksolla lähetetyistä kyselyistä tähän mennessä vastattujen osuus (tai organisaation niin valitessa ratkaistuista yhteydenotoista niiden osuus, joista saatiin vastaus).",
  },
  first_response_seconds: {
    name: "Ensivasteaika, keskiarvo",
    definition: `${first} keskimääräinen aika avaamisesta vastaukseen, kalenteriajassa.`,
  },
  first_response_seconds_p50: {
    name: "Ensivasteaika, mediaani",
    definition: `${first} puolet odotti avaamisesta enintään tämän ajan, kalenteriajassa ${rank}.`,
  },
  first_response_seconds_p90: {
    name: "Ensivasteaika, 90. prosenttipiste",
    definition: `${first} yhdeksän kymmenestä odotti avaamisesta enintään tämän ajan, kalenteriajassa ${rank}.`,
  },
  first_response_seconds_largest: {
    name: "Ensivasteaika, hitain",
    definition: `${first} pisin aika avaamisesta vastaukseen, kalenteriajassa.`,
  },
  first_response_business_seconds: {
    name: "Ensivasteaika palveluaikana, keskiarvo",
    definition: `${first} keskimääräinen aika avaamisesta vastaukseen, osaston palveluaikana.`,
  },
  first_response_business_seconds_p50: {
    name: "Ensivasteaika palveluaikana, mediaani",
    definition: `${first} puolet odotti enintään tämän ajan osaston palveluaikana ${rank}.`,
  },
  first_response_business_seconds_p90: {
    name: "Ensivasteaika palveluaikana, 90. prosenttipiste",
    definition: `${first} yhdeksän kymmenestä odotti enintään tämän ajan osaston palveluaikana ${rank}.`,
  },
  first_response_business_seconds_largest: {
    name: "Ensivasteaika palveluaikana, hitain",
    definition: `${first} pisin aika avaamisesta vastaukseen, osaston palveluaikana.`,
  },
  response_seconds: {
    name: "Vasteaika, keskiarvo",
    definition: `${reply} keskimääräinen aika vastaukseen, kalenteriajassa.`,
  },
  response_seconds_p50: {
    name: "Vasteaika, mediaani",
    definition: `${reply} puoleen vastattiin tässä ajassa, kalenteriajassa ${rank}.`,
  },
  response_seconds_p90: {
    name: "Vasteaika, 90. prosenttipiste",
    definition: `${reply} yhdeksään kymmenestä vastattiin tässä ajassa, kalenteriajassa ${rank}.`,
  },
  response_seconds_largest: {
    name: "Vasteaika, hitain",
    definition: `${reply} pisin aika vastaukseen, kalenteriajassa.`,
  },
  response_business_seconds: {
    name: "Vasteaika palveluaikana, keskiarvo",
    definition: `${reply} keskimääräinen aika vastaukseen, yhteydenoton osaston palveluaikana.`,
  },
  messages_per_contact: {
    name: "Viestejä yhteydenottoa kohti",
    definition:
      "Jaksolla ratkaistuissa yhteydenotoissa, joissa on viestejä, asiakkaan ja asiakaspalvelijoiden viestien määrä keskimäärin (tai organisaation niin valitessa vain asiakaspalvelijoiden).",
  },
} as const satisfies Readonly<Record<string, KpiWords>>;
