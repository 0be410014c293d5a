/** Finnish definitions of KPIs: queues, handling, surveys and replies. */

import type { DefinitionsWords } from "../words.ts";

const rank = "(lähin järjestysluku, esitetyn luvun tarkkuus 2\u00a0%)";
const offered = "Jaksolla jonoon tulleista yhteydenotoista";
const answered = "Jaksolla jonoon tulleista ja sen jälkeen vastatuista yhteydenotoista";
const handled = "Jaksolla käsitellyistä yhteydenotoista";
const handledOf = "Jaksolla käsiteltyjen yhteydenottojen";
const first = "Yhteydenotot, joihin vastattiin ensi kerran jaksolla asiakkaalle näkyvällä viestillä:";
const reply =
  "Asiakkaiden viestit, joihin vastattiin jaksolla asiakkaalle näkyvällä viestillä (peräkkäisistä lasketaan ensimmäinen):";

export const service = {
  queue_offered: "Saapuneet yhteydenotot, jotka tulivat jonoon jaksolla, lopputuloksesta riippumatta.",
  queue_answered: `${offered} ne, joihin asiakaspalvelija vastasi.`,
  queue_abandoned: `${offered} ne, jotka luopuivat odottamisesta muuten kuin heti ensimmäisten sekuntien aikana.`,
  answer_share: `${offered} se osuus, johon asiakaspalvelija vastasi.`,
  abandonment_share: `${offered}, pois lukien heti ensimmäisten sekuntien aikana poistuneet, se osuus, joka luopui odottamisesta.`,
  service_level_share:
    "Jaksolla jonoon tulleista ja sen jälkeen vastatuista tai jonosta luopuneista yhteydenotoista ajoissa vastattujen osuus; luopuneiden käsittelyn määrää laskukaava.",
  answer_wait_seconds:
    "Jaksolla jonoon tulleiden ja sen jälkeen vastattujen yhteydenottojen keskimääräinen jonotusaika, kalenteriajassa.",
  answer_wait_seconds_p50: `${answered} puolet jonotti enintään tämän ajan ${rank}.`,
  answer_wait_seconds_p90: `${answered} yhdeksän kymmenestä jonotti enintään tämän ajan ${rank}.`,
  answer_wait_seconds_largest:
    "Jaksolla jonoon tulleiden ja sen jälkeen vastattujen yhteydenottojen pisin jonotusaika.",
  abandon_wait_seconds: `${offered} niiden, jotka luopuivat muuten kuin heti ensimmäisten sekuntien aikana, keskimääräinen odotusaika luopumiseen.`,
  callback_share: `${offered} se osuus, joka pyysi takaisinsoittoa jonottamisen sijasta, jos tietolähde sen ilmoittaa.`,
  flow_out_share: `${offered} se osuus, joka siirtyi vastaamatta toiseen jonoon, jos tietolähde sen ilmoittaa.`,
  contacts_handled:
    "Vastatut yhteydenotot, joiden jälkikäsittely päättyi jaksolla, laskettuna kerran jokaista asiakaspalvelijan vastaamaa vaihetta kohti.",
  handle_seconds: `${handledOf} puhe-, pito- ja jälkikäsittelyaika yhteensä, keskimäärin vastattua vaihetta kohti.`,
  handle_seconds_p50: `${handled} puolet vei asiakaspalvelijalta enintään tämän ajan (puhe, pito ja jälkikäsittely) ${rank}.`,
  handle_seconds_p90: `${handled} yhdeksän kymmenestä vei asiakaspalvelijalta enintään tämän ajan (puhe, pito ja jälkikäsittely) ${rank}.`,
  talk_seconds: `${handledOf} puheaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  hold_seconds: `${handledOf} pitoaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  after_work_seconds: `${handledOf} jälkikäsittelyaika keskimäärin vastattua vaihetta kohti, jos se on ilmoitettu.`,
  call_seconds: `${handledOf} puhe- ja pitoaika yhteensä, keskimäärin vastattua vaihetta kohti.`,
  transfer_share:
    "Yhteydenotoista, joiden viimeinen käsittely päättyi jaksolla, vähintään kerran eteenpäin siirrettyjen osuus; luetaan ensimmäisenä vastanneelle.",
  transfers:
    "Kuinka monta kertaa käsitelty yhteydenotto siirrettiin jaksolla eteenpäin, siirron syyn mukaan.",
  transfer_reason_share: "Jakson kaikista siirroista tämän syyn osuus.",
  conversion_share:
    "Vastatuista yhteydenotoista, joiden viimeinen käsittely päättyi jaksolla ja joiden lopputuloksen tietolähde ilmoittaa, toivottuun lopputulokseen päätyneiden osuus.",
  customer_satisfaction_share: "Jaksolla annetuista tyytyväisyysarvosanoista tyytyväiseksi luettavien osuus.",
  customer_satisfaction_score: "Jaksolla annettujen tyytyväisyysarvosanojen keskiarvo.",
  customer_effort_share:
    "Jaksolla annetuista helppousarvosanoista niiden osuus, joiden mukaan avun saaminen oli helppoa.",
  customer_effort_score:
    "Jaksolla annettujen helppousarvosanojen keskiarvo organisaation asteikolla; osuus kertoo, kumpi pää on helppo.",
  net_promoter_points:
    "Asiakkaista, jotka kertoivat jaksolla asteikolla 0–10, suosittelisivatko he meitä: suosittelijoiden prosenttiosuus vähennettynä arvostelijoiden osuudella; muutkin lasketaan vastaajiksi.",
  survey_response_share:
    "Jaksolla lähetetyistä kyselyistä tähän mennessä vastattujen osuus (tai organisaation niin valitessa ratkaistuista yhteydenotoista niiden osuus, joista saatiin vastaus).",
  first_response_seconds: `${first} keskimääräinen aika avaamisesta vastaukseen, kalenteriajassa.`,
  first_response_seconds_p50: `${first} puolet odotti avaamisesta enintään tämän ajan, kalenteriajassa ${rank}.`,
  first_response_seconds_p90: `${first} yhdeksän kymmenestä odotti avaamisesta enintään tämän ajan, kalenteriajassa ${rank}.`,
  first_response_seconds_largest: `${first} pisin aika avaamisesta vastaukseen, kalenteriajassa.`,
  first_response_business_seconds: `${first} keskimääräinen aika avaamisesta vastaukseen, osaston palveluaikana.`,
  first_response_business_seconds_p50: `${first} puolet odotti enintään tämän ajan osaston palveluaikana ${rank}.`,
  first_response_business_seconds_p90: `${first} yhdeksän kymmenestä odotti enintään tämän ajan osaston palveluaikana ${rank}.`,
  first_response_business_seconds_largest: `${first} pisin aika avaamisesta vastaukseen, osaston palveluaikana.`,
  response_seconds: `${reply} keskimääräinen aika vastaukseen, kalenteriajassa.`,
  response_seconds_p50: `${reply} puoleen vastattiin tässä ajassa, kalenteriajassa ${rank}.`,
  response_seconds_p90: `${reply} yhdeksään kymmenestä vastattiin tässä ajassa, kalenteriajassa ${rank}.`,
  response_seconds_largest: `${reply} pisin aika vastaukseen, kalenteriajassa.`,
  response_business_seconds: `${reply} keskimääräinen aika vastaukseen, yhteydenoton osaston palveluaikana.`,
  messages_per_contact:
    "Jaksolla ratkaistuissa yhteydenotoissa, joissa on viestejä, asiakkaan ja asiakaspalvelijoiden viestien määrä keskimäärin (tai organisaation niin valitessa vain asiakaspalvelijoiden).",
} as const satisfies Partial<DefinitionsWords>;
