// The conversation on one phone: what is shown, what is new, and the buttons in it.

import { day } from "./clock.js";
import { drawMessage } from "./bubble.js";
import { make, post } from "./wire.js";

const NEAR_END = 60;

export class Chat {
  /** `phone` is the id, `box` its article; `say`, `locate`, `reply` and `unread` are called with a command, nothing, a message and a count. */
  constructor(phone, box, { say, locate, reply, unread }) {
    this.phone = phone;
    this.list = box.querySelector(".chat");
    this.empty = box.querySelector(".empty");
    this.down = box.querySelector(".down");
    this.doing = box.querySelector(".doing");
    this.unread = unread;
    this.seen = false;
    this.clear();
    box.querySelector(".room").addEventListener("click", ({ target }) => {
      const key = target.closest("button");
      if (!key) return;
      if (key.dataset.option !== undefined) this.press(key);
      if (key.dataset.command) say(key.dataset.command);
      if (key.dataset.locate !== undefined) locate();
      if (key.dataset.reply !== undefined) reply(key.closest(".message"));
    });
    this.down.addEventListener("click", () => this.toEnd(true));
    this.list.addEventListener("scroll", () => this.look());
    this.stuck = true;
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
  }

  clear() {
    this.list.replaceChildren();
    this.count = 0;
    this.day = "";
    this.empty.hidden = false;
    this.wait(false);
    this.look();
  }

  /** Shows a message, new or changed; `live` unless it is only told again. */
  show(message, live) {
    const old = this.find(message.id);
    const atEnd = this.atEnd();
    const item = drawMessage(message);
    this.empty.hidden = true;
    if (old) {
      old.replaceWith(item);
      item.style.animation = "none";
      if (live && !message.mine && !message.pressed) item.classList.add("flash");
    } else {
      this.startDay(message.at);
      if (live && !message.mine && !(this.seen && atEnd)) this.countNew();
      this.list.append(item);
    }
    if (!message.mine && !message.pressed) this.wait(false);
    if (message.mine && live) this.wait(message.state === "sent" && !old?.classList.contains("sent"));
    for (const picture of item.querySelectorAll("img, video")) picture.onload = () => this.atEnd(400) && this.toEnd();
    if (!live || atEnd || (message.mine && !old)) this.toEnd();
  }

  remove(id) {
    this.find(id)?.remove();
    this.empty.hidden = this.list.querySelector(".message") !== null;
  }

  /** The last message that the person wrote and that can be changed. */
  lastOwn() {
    return [...this.list.querySelectorAll(".message.mine.sent")].at(-1);
  }

  async press(key) {
    if (key.ariaBusy === "true") return;
    key.ariaBusy = "true";
    setTimeout(() => (key.ariaBusy = "false"), 4000);
    const message = key.closest(".message").dataset.message;
    try {
      await post("press", { phone: this.phone, message, press: key.dataset.option });
      this.wait(true);
    } catch {
      key.ariaBusy = "false";
    }
  }

  /** The bot has seen a press. */
  pressSeen({ message }) {
    for (const key of this.find(message)?.querySelectorAll(".key") ?? []) key.ariaBusy = "false";
  }

  /** Shows that the bot is thinking, for four seconds at most. */
  wait(waits) {
    clearTimeout(this.waiting);
    this.list.querySelector(".typing")?.remove();
    this.doing.textContent = waits ? "typing…" : "human rights observers";
    if (!waits) return;
    const atEnd = this.atEnd();
    this.list.append(make("li", { class: "typing", "aria-hidden": "true" }, make("i"), make("i"), make("i")));
    if (atEnd) this.toEnd();
    this.waiting = setTimeout(() => this.wait(false), 4000);
  }

  /** The phone came into sight or went out of it. */
  setSeen(seen) {
    this.seen = seen;
    this.look();
  }

  look() {
    this.stuck = this.atEnd();
    if (this.atEnd() && this.seen) {
      this.count = 0;
      const mark = this.list.querySelector(".fresh");
      if (mark) setTimeout(() => mark.remove(), 6000);
    }
    this.down.hidden = this.atEnd();
    this.down.querySelector("b").textContent = this.count || "";
    this.unread(this.count);
  }

  countNew() {
    if (!this.count) {
      this.list.querySelector(".fresh")?.remove();
      this.list.append(make("li", { class: "fresh", text: "New" }));
    }
    this.count += 1;
    this.look();
  }

  startDay(at) {
    const today = day(at);
    if (today !== this.day) this.list.append(make("li", { class: "day", text: today }));
    this.day = today;
  }

  find(id) {
    return this.list.querySelector(`[data-message="${CSS.escape(id)}"]`);
  }

  atEnd(near = NEAR_END) {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < near;
  }

  toEnd(smooth = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.look();
  }
}
