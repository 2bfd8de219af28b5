// One phone: its conversation, where one writes, its menu, and whether it is on.

import { Chat } from "./chat.js";
import { Compose } from "./compose.js";
import { make, post, toast } from "./wire.js";

const STAFF_COMMANDS = ["/onduty", "/offduty", "/team", "/menu", "/help"];
const RING_SECONDS = 30;

export class Phone {
  /** `facts` is one phone of the world; `unread` is called with a count, `rang` when an urgent message came. */
  constructor(facts, { unread, rang }) {
    this.id = facts.id;
    this.rang = rang;
    this.box = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    Object.assign(this.box.dataset, { phone: facts.id, role: facts.role });
    this.box.ariaLabel = `Phone of ${facts.name}`;
    if (facts.bot) this.box.querySelector(".bot").textContent = facts.bot;
    this.compose = new Compose(facts.id, this.box);
    const [say, locate] = [(text) => this.compose.say(text), () => this.compose.place()];
    const reply = (to) => this.compose.startReply(to.dataset.message, to.querySelector(".text")?.textContent ?? "");
    this.chat = new Chat(facts.id, this.box, { say, locate, reply, unread });
    this.menu = this.box.querySelector(".menu");
    this.more = this.box.querySelector(".more");
    this.curtain = this.box.querySelector(".curtain");
    this.setPower({ off: false, blocked: false });
    this.startChips(facts.commands ?? (facts.role === "reporter" ? [] : STAFF_COMMANDS));
    this.startMenu();
    for (const name of ["pointerdown", "keydown"]) this.box.addEventListener(name, () => this.quiet());
  }

  startChips(commands) {
    const chips = this.box.querySelector(".chips");
    chips.hidden = !commands.length;
    chips.append(...commands.map((text) => make("button", { type: "button", "data-command": text, dir: "auto", text })));
    chips.addEventListener("click", ({ target }) => target.dataset.command && this.compose.say(target.dataset.command));
  }

  startMenu() {
    this.more.addEventListener("click", () => this.open(this.menu.hidden));
    this.menu.addEventListener("click", ({ target }) => this.do(target.dataset.do));
    this.curtain.querySelector("button").addEventListener("click", () => this.do(this.power.off ? "off" : "block"));
    document.addEventListener("click", ({ target }) => target.closest(".top") !== this.menu.parentElement && this.open(false));
    this.box.addEventListener("keydown", ({ key }) => key === "Escape" && this.open(false));
  }

  open(open) {
    this.menu.hidden = !open;
    this.more.ariaExpanded = String(open);
  }

  do(what) {
    if (!what) return;
    this.open(false);
    const last = this.chat.lastOwn();
    if (what === "off") post("off", { phone: this.id, off: !this.power.off }).catch(() => {});
    else if (what === "block") post("block", { phone: this.id, blocked: !this.power.blocked }).catch(() => {});
    else if (!last) toast("This phone has not sent anything yet.");
    else if (what === "edit") this.compose.startEditing(last.dataset.message, last.querySelector(".text")?.textContent ?? "");
    else post("delete", { phone: this.id, delete: last.dataset.message }).catch(() => {});
  }

  show(message, live) {
    const isNew = !this.chat.find(message.id);
    this.chat.show(message, live);
    if (live && isNew && message.urgent && !message.mine) this.ring();
  }

  /** Switches the phone off or on, or lets it block the bot. */
  setPower({ off, blocked }) {
    this.power = { off, blocked };
    this.box.dataset.off = String(off);
    this.curtain.hidden = !off && !blocked;
    this.curtain.classList.toggle("blocked", !off && blocked);
    this.curtain.querySelector("p").textContent = off ? "This phone is switched off." : "This person has blocked the bot.";
    this.curtain.querySelector("button").textContent = off ? "Switch on" : "Take it back";
    for (const part of this.curtain.parentElement.children) part.inert = off && part !== this.curtain;
    if (off) this.quiet();
  }

  ring() {
    this.box.classList.add("ringing");
    clearTimeout(this.ringing);
    this.ringing = setTimeout(() => this.quiet(), RING_SECONDS * 1000);
    this.rang();
  }

  quiet() {
    this.box.classList.remove("ringing");
  }
}
