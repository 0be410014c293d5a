/** Romanian definitions of KPIs: queues, handling, surveys and replies. */

import type { DefinitionsWords } from "../words.ts";

const rank = "(cel mai apropiat rang, valoarea afișată are o precizie de 2\u00a0%)";
const offered = "Dintre solicitările intrate în coadă în perioadă,";
const answered = "Dintre solicitările intrate în coadă în perioadă și preluate de atunci,";
const handled = "Pentru solicitările tratate în perioadă,";
const handledOf = "Dintre solicitările tratate în perioadă,";
const first =
  "Pentru solicitările care au primit în perioadă primul răspuns, printr-un mesaj al agentului vizibil clientului,";
const reply =
  "Pentru mesajele clienților care au primit răspuns în perioadă (dintre mai multe la rând, primul), printr-un mesaj al agentului vizibil clientului,";

export const service = {
  queue_offered: "Solicitări primite care au intrat în coadă în perioadă, oricare a fost urmarea.",
  queue_answered: `${offered} cele preluate de un agent.`,
  queue_abandoned: `${offered} cele care au renunțat la așteptare, dar nu în primele secunde.`,
  answer_share: `${offered} ponderea celor preluate de un agent.`,
  abandonment_share: `${offered} fără cele plecate în primele secunde, ponderea celor care au renunțat la așteptare.`,
  service_level_share:
    "Dintre solicitările intrate în coadă în perioadă și preluate sau abandonate de atunci, ponderea celor preluate la timp; cum intră cele abandonate hotărăște formula.",
  answer_wait_seconds: `${answered} așteptarea medie în coadă, în timp calendaristic.`,
  answer_wait_seconds_p50: `${answered} jumătate au așteptat cel mult atât ${rank}.`,
  answer_wait_seconds_p90: `${answered} nouă din zece au așteptat cel mult atât ${rank}.`,
  answer_wait_seconds_largest: `${answered} cea mai lungă așteptare în coadă.`,
  abandon_wait_seconds: `${offered} așteptarea medie până la renunțare a celor care au renunțat, dar nu în primele secunde.`,
  callback_share: `${offered} acolo unde sursa indică, ponderea celor care au cerut să fie sunate înapoi în loc să aștepte.`,
  flow_out_share: `${offered} acolo unde sursa indică, ponderea celor trecute nepreluate în altă coadă.`,
  contacts_handled:
    "Solicitări preluate al căror timp de finalizare s-a încheiat în perioadă, numărate o dată pentru fiecare etapă preluată de un agent.",
  handle_seconds: `${handled} media convorbirii, a punerii în așteptare și a finalizării împreună, pe etapă preluată.`,
  handle_seconds_p50: `${handledOf} jumătate au luat unui agent cel mult atât (convorbire, așteptare, finalizare) ${rank}.`,
  handle_seconds_p90: `${handledOf} nouă din zece au luat unui agent cel mult atât (convorbire, așteptare, finalizare) ${rank}.`,
  talk_seconds: `${handled} acolo unde este indicat, timpul mediu de convorbire pe etapă preluată.`,
  hold_seconds: `${handled} acolo unde este indicat, timpul mediu de punere în așteptare pe etapă preluată.`,
  after_work_seconds: `${handled} acolo unde este indicat, timpul mediu de lucru după solicitare, pe etapă preluată.`,
  call_seconds: `${handled} media convorbirii și a punerii în așteptare împreună, pe etapă preluată.`,
  transfer_share:
    "Dintre solicitările a căror ultimă tratare s-a încheiat în perioadă, ponderea celor transferate cel puțin o dată; se socotește la cine le-a preluat primul.",
  transfers: "De câte ori a fost transferată în perioadă o solicitare tratată, după motivul transferului.",
  transfer_reason_share: "Din toate transferurile perioadei, ponderea celor cu acest motiv.",
  conversion_share:
    "Dintre solicitările preluate a căror ultimă tratare s-a încheiat în perioadă și al căror rezultat îl indică sursa, ponderea celor cu rezultatul dorit.",
  customer_satisfaction_share:
    "Dintre notele de satisfacție date în perioadă, ponderea celor de la nota de mulțumit în sus.",
  customer_satisfaction_score: "Media notelor de satisfacție date în perioadă.",
  customer_effort_share:
    "Dintre notele de efort date în perioadă, ponderea celor care spun că a fost ușor să primească ajutor.",
  customer_effort_score:
    "Media notelor de efort date în perioadă, pe scala organizației; ponderea arată care capăt este cel ușor.",
  net_promoter_points:
    "Dintre clienții care au spus în perioadă, de la 0 la 10, dacă ne-ar recomanda: procentul promotorilor minus procentul detractorilor; ceilalți se socotesc ca răspunsuri.",
  survey_response_share:
    "Dintre chestionarele trimise în perioadă, ponderea celor cu răspuns până acum (sau, dacă organizația socotește așa, dintre solicitările rezolvate, ponderea celor cu răspuns).",
  first_response_seconds: `${first} timpul mediu de la înregistrare la răspuns, în timp calendaristic.`,
  first_response_seconds_p50: `${first} jumătate au așteptat cel mult atât de la înregistrare, în timp calendaristic ${rank}.`,
  first_response_seconds_p90: `${first} nouă din zece au așteptat cel mult atât de la înregistrare, în timp calendaristic ${rank}.`,
  first_response_seconds_largest: `${first} cel mai lung timp de la înregistrare la răspuns, în timp calendaristic.`,
  first_response_business_seconds: `${first} timpul mediu de la înregistrare la răspuns, în programul departamentului.`,
  first_response_business_seconds_p50: `${first} jumătate au așteptat cel mult atât în programul departamentului ${rank}.`,
  first_response_business_seconds_p90: `${first} nouă din zece au așteptat cel mult atât în programul departamentului ${rank}.`,
  first_response_business_seconds_largest: `${first} cel mai lung timp de la înregistrare la răspuns, în programul departamentului.`,
  response_seconds: `${reply} timpul mediu până la răspuns, în timp calendaristic.`,
  response_seconds_p50: `${reply} jumătate au primit răspuns în acest timp calendaristic ${rank}.`,
  response_seconds_p90: `${reply} nouă din zece au primit răspuns în acest timp calendaristic ${rank}.`,
  response_seconds_largest: `${reply} cel mai lung timp până la răspuns, în timp calendaristic.`,
  response_business_seconds: `${reply} timpul mediu până la răspuns, în programul departamentului solicitării.`,
  messages_per_contact:
    "Pentru solicitările rezolvate în perioadă care au mesaje, câte mesaje și-au scris în medie clientul și agenții (sau, dacă organizația socotește așa, doar agenții).",
} as const satisfies Partial<DefinitionsWords>;
