/** Small made-up exports to try, made by the same few steps every time. */

const FIRST = ["Ada", "Ben", "Cora", "Dev", "Elif", "Finn", "Greta", "Hugo", "Ines", "Jamal", "Kaya", "Liam", "Mina", "Noor", "Otto", "Priya"];
const LAST = ["Abel", "Brandt", "Castro", "Dale", "Ekström", "Fofana", "Gill", "Hughes", "Ivanova"];
const TEAMS = 4;
const GROUPS = 3;
const MEMBERS = 6;

/** @typedef {{id: number, name: string, job: string, boss: number | ""}} Person */

/** A head, team leaders, managers, and groups of workers. @returns {Person[]} */
function department() {
  /** @type {Person[]} */
  const people = [];
  const add = (/** @type {string} */ job, /** @type {number | ""} */ boss) => {
    const place = people.length;
    const id = 1001 + place;
    people.push({ id, name: `${FIRST[(place * 7) % FIRST.length]} ${LAST[(place * 4) % LAST.length]}`, job, boss });
    return id;
  };
  const head = add("Head of department", "");
  for (let team = 0; team < TEAMS; team += 1) {
    const leader = add("Leader", head);
    for (let group = 0; group < GROUPS - (team % 2); group += 1) {
      const manager = add("Manager", leader);
      for (let member = 0; member < MEMBERS + ((team + group) % 3); member += 1) add("Specialist", manager);
    }
  }
  return people;
}

/** @param {string[]} header @param {(string | number)[][]} rows @param {string} mark */
function csv(header, rows, mark) {
  return [header, ...rows].map((row) => row.join(mark)).join("\r\n");
}

function clean() {
  const rows = department().map(({ id, name, job, boss }) => [id, name, job, boss]);
  return csv(["Employee ID", "Name", "Job title", "Manager ID"], rows, ",");
}

/** What exports of real systems are like: other names, decimals, doubles, leavers, a second head. */
function faulty() {
  const rows = department().map(({ id, name, job, boss }) => [id, name, job, boss === "" ? "-" : `${boss}.0`]);
  const [, , , , ...members] = rows;
  members[5][3] = "9999.0";
  members[9][0] = "";
  members[14].pop();
  members[20][3] = "n/a";
  const again = [...members[24].slice(0, 3), "1002.0"];
  rows.splice(40, 0, [...members[17]], again);
  rows.splice(60, 0, ["", "", "", ""]);
  return csv(["Personnel No.", "Full name", "Position", "Reports to"], rows, ";");
}

/** Somebody reports to someone below them. */
function circular() {
  const rows = department().map(({ id, name, job, boss }) => [id, name, job, boss]);
  rows[1][3] = rows[3][0];
  return csv(["Employee ID", "Name", "Job title", "Manager ID"], rows, ",");
}

/** Bosses' names where their ids should be. */
function named() {
  const people = department();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const rows = people.map(({ id, name, boss }) => [id, name, boss === "" ? "" : (names.get(boss) ?? "")]);
  return csv(["Staff number", "Employee", "Manager"], rows, ",");
}

/** Title, file name and text of each. */
export const SAMPLES = [
  { title: "A clean export", file: "clean-export.csv", text: clean },
  { title: "An export as they often are", file: "usual-export.csv", text: faulty },
  { title: "A circle of bosses", file: "circle.csv", text: circular },
  { title: "Names instead of ids", file: "names-of-bosses.csv", text: named },
];
