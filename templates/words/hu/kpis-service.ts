/** Hungarian names and definitions of KPIs: queues, handling, surveys and replies. */

import type { KpiWords } from "../words.ts";

const rank = "(legközelebbi rang, a kiírt érték 2%-os pontosságú)";
const offered = "Az időszakban sorba érkezett megkeresések közül";
const answered = "Az időszakban sorba érkezett és azóta fogadott megkeresések közül";
const answeredMean = "Az időszakban sorba érkezett és azóta fogadott megkeresések";
const handled = "Az időszakban kezelt megkeresések";
const first = "Az időszakban először, az ügyfél által látható üzenettel megválaszolt megkereséseknél";
const reply =
  "Az időszakban az ügyfél által látható üzenettel megválaszolt ügyfélüzeneteknél (több egymás utáni közül az elsőnél)";

export const service = {
  queue_offered: {
    name: "Sorba érkezett megkeresések",
    definition: "Bejövő megkeresések, amelyek az időszakban sorba kerültek, bármi lett is belőlük.",
  },
  queue_answered: {
    name: "Sorból fogadott megkeresések",
    definition: `${offered} azok, amelyeket ügyintéző fogadott.`,
  },
  queue_abandoned: {
    name: "Sorban megszakított megkeresések",
    definition: `${offered} azok, amelyeknél az ügyfél feladta a várakozást, de nem rögtön az első másodpercekben.`,
  },
  answer_share: {
    name: "Fogadási arány",
    definition: `${offered} az ügyintéző által fogadottak aránya.`,
  },
  abandonment_share: {
    name: "Megszakítási arány",
    definition: `${offered}, az első másodpercekben távozókat nem számítva, a várakozást feladók aránya.`,
  },
  service_level_share: {
    name: "Kiszolgálási szint",
    definition:
      "Az időszakban sorba érkezett és azóta fogadott vagy megszakított megkeresések közül az időben fogadottak aránya; a megszakítottak beszámítását a képlet adja meg.",
  },
  answer_wait_seconds: {
    name: "Fogadási idő, átlag",
    definition: `${answeredMean} átlagos várakozási ideje a sorban, naptári időben.`,
  },
  answer_wait_seconds_p50: {
    name: "Fogadási idő, medián",
    definition: `${answered} minden második legfeljebb ennyit várt ${rank}.`,
  },
  answer_wait_seconds_p90: {
    name: "Fogadási idő, 90. percentilis",
    definition: `${answered} tízből kilenc legfeljebb ennyit várt ${rank}.`,
  },
  answer_wait_seconds_largest: {
    name: "Fogadási idő, leglassabb",
    definition: `${answeredMean} leghosszabb várakozási ideje a sorban.`,
  },
  abandon_wait_seconds: {
    name: "Megszakítók várakozása, átlag",
    definition: `${offered} azoknál, ahol az ügyfél nem az első másodpercekben adta fel, az addigi átlagos várakozási idő.`,
  },
  callback_share: {
    name: "Visszahívási arány",
    definition: `${offered} azok aránya, ahol várakozás helyett visszahívást kértek.`,
  },
  flow_out_share: {
    name: "Más sorba átkerültek aránya",
    definition: `${offered} a fogadás nélkül más sorba átkerültek aránya.`,
  },
  contacts_handled: {
    name: "Kezelt megkeresések",
    definition:
      "Fogadott megkeresések, amelyek utómunkája az időszakban ért véget, minden ügyintéző által fogadott szakaszt egyszer számolva.",
  },
  handle_seconds: {
    name: "Kezelési idő, átlag",
    definition: `${handled} beszélgetési, tartási és utómunkaideje együtt, fogadott szakaszonként átlagosan.`,
  },
  handle_seconds_p50: {
    name: "Kezelési idő, medián",
    definition: `${handled} közül minden második legfeljebb ennyi időt vett igénybe (beszélgetés, tartás és utómunka) ${rank}.`,
  },
  handle_seconds_p90: {
    name: "Kezelési idő, 90. percentilis",
    definition: `${handled} közül tízből kilenc legfeljebb ennyi időt vett igénybe (beszélgetés, tartás és utómunka) ${rank}.`,
  },
  talk_seconds: {
    name: "Beszélgetési idő",
    definition: `${handled} átlagos beszélgetési ideje fogadott szakaszonként, ahol meg van adva.`,
  },
  hold_seconds: {
    name: "Tartási idő",
    definition: `${handled} átlagos tartási ideje fogadott szakaszonként, ahol meg van adva.`,
  },
  after_work_seconds: {
    name: "Utómunka ideje",
    definition: `${handled} átlagos utómunkaideje fogadott szakaszonként, ahol meg van adva.`,
  },
  call_seconds: {
    name: "Átlagos híváshossz",
    definition: `${handled} beszélgetési és tartási ideje együtt, fogadott szakaszonként átlagosan.`,
  },
  transfer_share: {
    name: "Átadási arány",
    definition:
      "Azon megkeresések közül, amelyek utolsó kezelése az időszakban ért véget, a legalább egyszer továbbadottak aránya; annál számít, aki először fogadta.",
  },
  transfers: {
    name: "Átadások",
    definition: "Hányszor adtak tovább kezelt megkeresést az időszakban, az átadás oka szerint.",
  },
  transfer_reason_share: {
    name: "Átadási okok",
    definition: "Az időszak összes átadásából az ilyen okúak aránya.",
  },
  conversion_share: {
    name: "Konverziós arány",
    definition:
      "Azon fogadott megkeresések közül, amelyek utolsó kezelése az időszakban ért véget és eredményük meg van adva, a kívánt eredményűek aránya.",
  },
  customer_satisfaction_share: {
    name: "Ügyfél-elégedettség",
    definition: "Az időszakban adott elégedettségi pontszámok közül az elégedettnek számítók aránya.",
  },
  customer_satisfaction_score: {
    name: "Ügyfél-elégedettség, átlagpont",
    definition: "Az időszakban adott elégedettségi pontszámok átlaga.",
  },
  customer_effort_share: {
    name: "Könnyű ügyintézés",
    definition: "Az időszakban adott ráfordítási pontszámok közül a könnyűnek számítók aránya.",
  },
  customer_effort_score: {
    name: "Ügyfélráfordítás, átlagpont",
    definition:
      "Az időszakban adott ráfordítási pontszámok átlaga a szervezet skáláján; hogy melyik vége a könnyű, azt az arány mutatja.",
  },
  net_promoter_points: {
    name: "Nettó ajánlási index (NPS)",
    definition:
      "Azok közül, akik az időszakban 0-tól 10-ig megmondták, ajánlanának-e minket: az ajánlók százaléka mínusz a kritikusoké; a többi is válasznak számít.",
  },
  survey_response_share: {
    name: "Kérdőívek válaszadási aránya",
    definition:
      "Az időszakban kiküldött kérdőívek közül az eddig megválaszoltak aránya (vagy, ha a szervezet így számolja, a megoldott megkeresések közül azoké, amelyekre válasz érkezett).",
  },
  first_response_seconds: {
    name: "Első válaszidő, átlag",
    definition: `${first} a megnyitástól a válaszig eltelt átlagos idő, naptári időben.`,
  },
  first_response_seconds_p50: {
    name: "Első válaszidő, medián",
    definition: `${first} minden második legfeljebb ennyit várt a megnyitástól, naptári időben ${rank}.`,
  },
  first_response_seconds_p90: {
    name: "Első válaszidő, 90. percentilis",
    definition: `${first} tízből kilenc legfeljebb ennyit várt a megnyitástól, naptári időben ${rank}.`,
  },
  first_response_seconds_largest: {
    name: "Első válaszidő, leglassabb",
    definition: `${first} a megnyitástól a válaszig eltelt leghosszabb idő, naptári időben.`,
  },
  first_response_business_seconds: {
    name: "Első válaszidő nyitvatartásban, átlag",
    definition: `${first} a megnyitástól a válaszig eltelt átlagos idő a részleg nyitvatartásában.`,
  },
  first_response_business_seconds_p50: {
    name: "Első válaszidő nyitvatartásban, medián",
    definition: `${first} minden második legfeljebb ennyit várt a részleg nyitvatartásában ${rank}.`,
  },
  first_response_business_seconds_p90: {
    name: "Első válaszidő nyitvatartásban, 90. percentilis",
    definition: `${first} tízből kilenc legfeljebb ennyit várt a részleg nyitvatartásában ${rank}.`,
  },
  first_response_business_seconds_largest: {
    name: "Első válaszidő nyitvatartásban, leglassabb",
    definition: `${first} a megnyitástól a válaszig eltelt leghosszabb idő a részleg nyitvatartásában.`,
  },
  response_seconds: {
    name: "Válaszidő, átlag",
    definition: `${reply} a válaszig eltelt átlagos idő, naptári időben.`,
  },
  response_seconds_p50: {
    name: "Válaszidő, medián",
    definition: `${reply} minden másodikra ennyi időn belül érkezett válasz, naptári időben ${rank}.`,
  },
  response_seconds_p90: {
    name: "Válaszidő, 90. percentilis",
    definition: `${reply} tízből kilencre ennyi időn belül érkezett válasz, naptári időben ${rank}.`,
  },
  response_seconds_largest: {
    name: "Válaszidő, leglassabb",
    definition: `${reply} a válaszig eltelt leghosszabb idő, naptári időben.`,
  },
  response_business_seconds: {
    name: "Válaszidő nyitvatartásban, átlag",
    definition: `${reply} a válaszig eltelt átlagos idő a megkeresés részlegének nyitvatartásában.`,
  },
  messages_per_contact: {
    name: "Üzenet megkeresésenként",
    definition:
      "Az időszakban megoldott, üzeneteket tartalmazó megkeresésekben az ügyfél és az ügyintézők üzeneteinek átlagos száma (vagy, ha a szervezet így számolja, csak az ügyintézőké).",
  },
} as const satisfies Readonly<Record<string, KpiWords>>;
