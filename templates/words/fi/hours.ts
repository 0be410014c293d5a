/** The Finnish words of a report for operations. */

import type { HoursWords } from "../words.ts";

export const hours: HoursWords = {
  unusual: "Tälle viikonpäivälle epätavallista",
  title: "Avatut yhteydenotot tunneittain",
  note: "Sarake on päivä, rivi kaksi tuntia; mitä vahvempi väri, sitä enemmän yhteydenottoja",
  titleByDay: "Avatut yhteydenotot päivittäin ja tunneittain",
  titleOfDay: (day) => `Tunti tunnilta: ${day}`,
  hour: "Tunti",
  day: "Päivä",
  wholeDay: "Koko päivä",
  peak: (hours, contacts, n) =>
    n === 1 ? `Vilkkain tunti: ${hours}, ${contacts}` : `Vilkkaimmat tunnit: ${hours}, kussakin ${contacts}`,
  activity: { replied: "vastaukset", handled: "käsittelyt", resolved: "ratkaisut" },
  idle: (what, hours, opened) =>
    `Tunnit ilman toimintaa (${what}): ${hours}; niiden aikana avattiin ${opened}`,
  neverIdle: (what) => `Vuorokauden jokaisena tuntina oli toimintaa (${what})`,
  skipped: (day, hour) => `${day}: kelloja siirrettiin eteenpäin, joten tuntia ${hour} ei ollut`,
  repeated: (day, hour) =>
    `${day}: kelloja siirrettiin taaksepäin, joten tunti ${hour} oli kahdesti ja laskettiin yhteen`,
  unknown: "– tarkoittaa tunteja, joilta ei ole tietoja",
  marked: (sign, note) => `${sign} ${note}`,
  counted: "Suluissa: kuinka monesta yhteydenotosta, viestistä tai muusta luku on laskettu",
  notOfPart: (names) => `Yhdestä osastosta tai kanavasta ei kerrota tunneittain: ${names}`,
};
