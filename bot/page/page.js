// The page: three columns (the person, who is on duty, who coordinates), each with one or more phones.

import { ring, startBell } from "./bell.js";
import { setClock, startClock } from "./clock.js";
import { Phone } from "./phone.js";
import { listen, make, toast } from "./wire.js";

const ROLES = { reporter: "The person", volunteer: "On duty", coordinator: "Coordinator" };

const phones = new Map();
const columns = [];
let live = false;
let run = "";

class Column {
  constructor(role, people, bot) {
    this.box = document.getElementById("column").content.firstElementChild.cloneNode(true);
    this.box.dataset.role = role;
    this.tab = make("button", { type: "button", "data-column": role });
    this.tab.addEventListener("click", () => this.box.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" }));
    this.title = ROLES[role] ?? role;
    this.people = people;
    this.counts = new Map();
    this.picks = new Map();
    this.box.querySelector("h2").textContent = this.title;
    const row = this.box.querySelector(".people");
    row.ariaLabel = this.title;
    for (const facts of people) {
      const phone = new Phone({ bot, ...facts }, { unread: (count) => this.count(facts.id, count), rang: () => this.rang(facts.id) });
      const pick = make("button", { type: "button", "data-pick": facts.id });
      pick.addEventListener("click", () => this.pick(facts.id));
      this.picks.set(facts.id, pick);
      phones.set(facts.id, phone);
      row.append(pick);
      this.box.append(phone.box);
    }
    this.pick(people[0].id);
  }

  /** Takes one of the phones of this column to the front. */
  pick(id) {
    this.front = id;
    for (const facts of this.people) {
      const chosen = facts.id === id;
      phones.get(facts.id).box.hidden = !chosen;
      if (chosen) this.picks.get(id).classList.remove("ringing");
      if (chosen) this.box.querySelector(".hint").textContent = facts.hint ?? "";
    }
    this.draw();
    look();
    if (live) phones.get(id).chat.toEnd();
  }

  /** An urgent message came; when its phone is behind another one, its name rings. */
  rang(id) {
    ring();
    if (id !== this.front) this.picks.get(id).classList.add("ringing");
    if (!this.inSight) this.tab.classList.add("ringing");
  }

  count(id, count) {
    this.counts.set(id, count);
    this.draw();
  }

  draw() {
    const badge = (count) => count > 0 && make("b", { class: "badge", text: count, "aria-label": `${count} new` });
    for (const { id, name } of this.people) {
      const pick = this.picks.get(id);
      if (!pick) continue;
      pick.ariaPressed = String(id === this.front);
      pick.replaceChildren(...[name, badge(this.counts.get(id))].filter(Boolean));
    }
    const all = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    this.tab.replaceChildren(...[this.title, badge(all)].filter(Boolean));
  }
}

/** Tells each phone whether somebody can see it now. */
function look() {
  for (const column of columns) {
    for (const { id } of column.people) {
      phones.get(id).chat.setSeen(!document.hidden && column.inSight !== false && id === column.front);
    }
  }
}

function watchColumns() {
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio } of entries) {
      const column = columns.find(({ box }) => box === target);
      column.inSight = intersectionRatio > 0.5;
      column.tab.setAttribute("aria-current", String(column.inSight));
      if (column.inSight) column.tab.classList.remove("ringing");
    }
    look();
  }, { threshold: [0.4, 0.6] });
  for (const { box } of columns) watcher.observe(box);
  document.addEventListener("visibilitychange", look);
}

function hear(event) {
  const phone = phones.get(event.message?.phone ?? event.phone);
  if (event.event === "start") start(event);
  else if (event.event === "live") live = true;
  else if (event.event === "clock") setClock(event.now);
  else if (event.event === "shown") phone?.show(event.message, live);
  else if (event.event === "gone") phone?.chat.remove(event.message);
  else if (event.event === "seen") phone?.chat.pressSeen(event);
  else if (event.event === "phone") phone?.setPower(event);
  document.body.dataset.live = String(live);
}

function start(event) {
  if (run && run !== event.run) return location.reload();
  run = event.run;
  live = false;
  setClock(event.now);
  for (const phone of phones.values()) {
    phone.chat.clear();
    phone.setPower({ off: false, blocked: false });
  }
}

async function open() {
  const world = await (await fetch("demo/world")).json();
  setClock(world.now, world.time_zone);
  if (world.title) document.querySelector("h1").firstChild.textContent = `${world.title} `;
  const roles = [...new Set([...Object.keys(ROLES), ...world.phones.map(({ role }) => role)])];
  for (const role of roles) {
    const people = world.phones.filter((phone) => phone.role === role);
    if (!people.length) continue;
    const column = new Column(role, people, world.bot);
    columns.push(column);
    document.getElementById("columns").append(column.box);
    document.getElementById("roles").append(column.tab);
  }
  startClock();
  startBell();
  watchColumns();
  listen(hear, (lost) => (lost ? toast("The demo has stopped. Start it again: this page comes back by itself.", true) : toast("")));
}

open();
