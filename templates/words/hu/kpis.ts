/** Hungarian names and definitions of KPIs. */

import type { KpisWords, ShortNames } from "../words.ts";
import { service } from "./kpis-service.ts";

const rank = "(legközelebbi rang, a kiírt érték 2%-os pontosságú)";
const resolved = "Az időszakban megoldott megkeresések";
const resolvedAt = "Az időszakban megoldott megkereséseknél, ahol a forrás közli,";
const firstResolved = "Az időszakban először megoldott megkeresések";
const open = "Az időszak utolsó napjának végén nyitott megkeresések közül";
const due =
  "közül, amelyek az időszakban eldőltek (teljesültek vagy lejártak), a határidőre teljesültek aránya.";

/** Names that are too long for a subject line, said shorter. */
export const shortNames: ShortNames = {
  known_answer_open_share: "Nyitott, ismert válasszal",
  resolution_seconds_p90: "Megoldási idő, 90. perc.",
  resolution_business_seconds: "Megoldási idő nyitvatartásban",
  first_resolution_seconds: "Idő az első megoldásig",
  first_resolution_seconds_p50: "Idő az első megoldásig, medián",
  first_resolution_seconds_p90: "Idő az első megoldásig, 90. perc.",
  first_contact_resolution_share: "Elsőre megoldott",
  answer_wait_seconds_p90: "Fogadási idő, 90. perc.",
  handle_seconds_p90: "Kezelési idő, 90. perc.",
  first_response_seconds_p90: "Első válaszidő, 90. perc.",
  first_response_business_seconds: "Első válasz nyitvatartásban",
  first_response_business_seconds_p50: "Első válasz nyitvatart., medián",
  first_response_business_seconds_p90: "Első válasz nyitvatart., 90. perc.",
  first_response_business_seconds_largest: "Első válasz nyitvatart., leglassabb",
  response_seconds_p90: "Válaszidő, 90. perc.",
  response_business_seconds: "Válaszidő nyitvatartásban",
  net_promoter_points: "NPS",
};

export const kpis: KpisWords = {
  contacts_opened: {
    name: "Megnyitott megkeresések",
    definition: "Megkeresések, amelyeket az időszakban nyitottak meg.",
  },
  contacts_resolved: {
    name: "Megoldott megkeresések",
    definition: "Megkeresések, amelyeket az időszakban oldottak meg, bármikor nyitották is meg őket.",
  },
  open_backlog: {
    name: "Nyitott megkeresések",
    definition: "Megnyitott, de az időszak utolsó napjának végéig meg nem oldott megkeresések.",
  },
  resolved_share: {
    name: "Megoldottak aránya",
    definition: "Az időszakban megnyitott megkeresések közül az eddig megoldottak aránya.",
  },
  channel_share: {
    name: "Csatornák megoszlása",
    definition: "Az időszakban megnyitott összes megkeresésből az ezen a csatornán érkezettek aránya.",
  },
  reason_share: {
    name: "Megkeresési okok",
    definition: "Az időszakban megnyitott összes megkeresésből az ilyen okúak aránya.",
  },
  contacts_per_day: {
    name: "Megkeresés naponta",
    definition: "Az időszakban megnyitott megkeresések száma osztva a napok számával.",
  },
  contacts_assigned: {
    name: "Kiosztott megkeresések",
    definition: "Megkeresések, amelyeket az időszakban osztottak ki ügyintézőnek.",
  },
  contacts_completed: {
    name: "Elvégzett megkeresések",
    definition: "Megkeresések, amelyeknek van ügyintézőjük és az időszakban oldották meg őket.",
  },
  open_older_than_1_day: {
    name: "Egy napnál régebben nyitott",
    definition: `${open} egy korábbi napon megnyitottak.`,
  },
  open_older_than_7_days: {
    name: "7 napnál régebben nyitott",
    definition: `${open} a legalább 7 nappal korábban megnyitottak.`,
  },
  open_older_than_30_days: {
    name: "30 napnál régebben nyitott",
    definition: `${open} a legalább 30 nappal korábban megnyitottak.`,
  },
  known_answer_open_share: {
    name: "Nyitott, pedig ismert a válasz",
    definition: `${open}, ahol meg vannak adva a címkék, azok aránya, amelyek címkéje szerint a tudásbázis tartalmazza a választ.`,
  },
  complaints: {
    name: "Panaszok",
    definition: "Az ügyfelek által az időszakban megnyitott, panaszt jelző címkéjű megkeresések.",
  },
  complaint_share: {
    name: "Panaszok aránya",
    definition:
      "Az ügyfelek által az időszakban megnyitott, ismert címkéjű megkeresések közül a panaszt jelző címkéjűek aránya.",
  },
  out_of_hours_share: {
    name: "Nyitvatartáson kívül",
    definition:
      "Az ügyfelek által az időszakban megnyitott megkeresések közül a részleg nyitvatartásán kívül megnyitottak aránya.",
  },
  self_service_share: {
    name: "Önkiszolgálás aránya",
    definition:
      "Az ügyfelek által az időszakban megnyitott megkeresések közül a chatbottal vagy önkiszolgálással indultak aránya.",
  },
  bot_containment_share: {
    name: "Chatbot által megoldott",
    definition:
      "Az időszakban megnyitott, chatbottal indult megkeresések közül azok aránya, amelyek sosem kerültek munkatárshoz.",
  },
  resolution_seconds: {
    name: "Megoldási idő, átlag",
    definition: `${resolved} átlagos ideje a megnyitástól a megoldásig, naptári időben.`,
  },
  resolution_seconds_p50: {
    name: "Megoldási idő, medián",
    definition: `${resolved} közül minden második legfeljebb ennyi időt vett igénybe ${rank}.`,
  },
  resolution_seconds_p90: {
    name: "Megoldási idő, 90. percentilis",
    definition: `${resolved} közül tízből kilenc legfeljebb ennyi időt vett igénybe ${rank}.`,
  },
  resolved_within_day_share: {
    name: "24 órán belül megoldott",
    definition: `${resolved} közül a megnyitástól számított 24 órán belül megoldottak aránya.`,
  },
  first_resolution_seconds: {
    name: "Idő az első megoldásig, átlag",
    definition: `${firstResolved} átlagos ideje a megnyitástól az első megoldásig, naptári időben, akár újranyitották, akár nem.`,
  },
  first_resolution_seconds_p50: {
    name: "Idő az első megoldásig, medián",
    definition: `${firstResolved} közül minden második legfeljebb ennyi idő alatt oldódott meg először ${rank}.`,
  },
  first_resolution_seconds_p90: {
    name: "Idő az első megoldásig, 90. percentilis",
    definition: `${firstResolved} közül tízből kilenc legfeljebb ennyi idő alatt oldódott meg először ${rank}.`,
  },
  resolution_business_seconds: {
    name: "Megoldási idő nyitvatartásban, átlag",
    definition: `${resolved} átlagos ideje a megnyitástól a megoldásig, a részleg nyitvatartásában.`,
  },
  requester_wait_seconds: {
    name: "Az ügyfél várakozása",
    definition: `${resolvedAt} az ügyfél átlagos várakozási ideje: új, nyitott vagy felfüggesztett.`,
  },
  agent_wait_seconds: {
    name: "Várakozás az ügyfélre",
    definition: `${resolvedAt} az az átlagos idő, amíg az ügyintéző az ügyfélre várt.`,
  },
  on_hold_seconds: {
    name: "Várakozás harmadik félre",
    definition: `${resolvedAt} a felfüggesztés átlagos ideje, amíg valaki másra vártak.`,
  },
  first_contact_resolution_share: {
    name: "Első megkeresésre megoldott arány",
    definition:
      "Az ismert ügyfelek időszakban megnyitott első megkeresései közül azok aránya, amelyek után az ügyfél az időablakon belül nem kérdezett újra.",
  },
  repeat_contact_share: {
    name: "Ismételt megkeresések",
    definition:
      "Az ismert ügyfelek időszakban megnyitott megkeresései közül azok aránya, amelyeknél az ügyfél az időablakon belül már korábban is jelentkezett.",
  },
  reopened_share: {
    name: "Újranyitott",
    definition: `${firstResolved} közül a megoldás után az időablakon belül újranyitottak aránya.`,
  },
  occupancy_share: {
    name: "Lekötöttség",
    definition:
      "Abból az időből, amikor az ügyintézők megkeresést kezeltek vagy elérhetők voltak, a megkeresésekre fordított rész; az a nap, amelyre nincs megadva elérhető idő, kimarad.",
  },
  utilisation_share: {
    name: "Kihasználtság",
    definition: "Az időszak napjainak fizetett idejéből a megkeresésekre fordított rész.",
  },
  logged_in_seconds: {
    name: "Bejelentkezett idő",
    definition: "Az ügyintézők bejelentkezve töltött ideje az időszak napjain, összesen.",
  },
  log_ins: {
    name: "Bejelentkezések",
    definition: "Hányszor jelentkezett be egy be nem jelentkezett ügyintéző az időszak napjain.",
  },
  break_seconds: {
    name: "Szünetek ideje",
    definition: "Az ügyintézők szünetben töltött ideje az időszak napjain, összesen.",
  },
  break_share: {
    name: "Szünetek aránya a bejelentkezett időből",
    definition: "A szünetben töltött idő aránya a bejelentkezve töltött időhöz az időszak napjain.",
  },
  adherence_share: {
    name: "Beosztás betartása",
    definition: "Az időszak napjaira beosztott időből a bejelentkezve töltött rész.",
  },
  cost_per_contact: {
    name: "Költség megkeresésenként",
    definition:
      "Az időszak napjainak költsége (mindegyikre a havi költség rá eső része) osztva az azokon kezelt megkeresésekkel; ahol egy csatorna vagy részleg semmit sem kezelt, annak költsége egyik számban sincs benne.",
  },
  sla_met_share: {
    name: "Teljesült SLA-célok",
    definition: `Az SLA-célok ${due}`,
  },
  sla_first_reply_met_share: {
    name: "Teljesült SLA-célok, első válasz",
    definition: `Az első válaszra vonatkozó SLA-célok ${due}`,
  },
  sla_next_reply_met_share: {
    name: "Teljesült SLA-célok, további válasz",
    definition: `A további válaszokra vonatkozó SLA-célok ${due}`,
  },
  sla_resolution_met_share: {
    name: "Teljesült SLA-célok, megoldás",
    definition: `A megoldásra vonatkozó SLA-célok ${due}`,
  },
  ...service,
};
