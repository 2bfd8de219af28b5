// One message: its text, what hangs on it, its buttons and its small line below.

import { hour } from "./clock.js";
import { drawFile } from "./media.js";
import { drawPlace } from "./place.js";
import { icon, make } from "./wire.js";

const WORDS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])|((?<![\w/.])\/[a-z][a-z0-9_]{1,31}(?![\w/]))/g;
const STATES = { sending: "…", sent: "✓", failed: "not sent" };

/** Draws a message as it is now. */
export function drawMessage(message) {
  const classes = ["mine", "urgent", "protect"].filter((name) => message[name]);
  if (message.rows.length || message.locate) classes.push("keyed");
  const item = make("li", {
    class: ["message", message.state, ...classes].join(" "),
    "data-phone": message.phone,
    "data-message": message.id,
    "data-state": message.state,
    "data-urgent": message.urgent,
    "data-protect": message.protect,
  });
  const language = message.language.replace("_", "-") || undefined;
  const bubble = make("div", { class: "bubble", dir: message.direction }, message.file && drawFile(message.file, message.protect));
  if (message.pin) bubble.append(drawPlace(message.pin));
  if (message.text) bubble.append(drawText(message.text, message.direction, language));
  bubble.append(small(message));
  item.append(bubble);
  if (message.rows.length || message.locate) item.append(keys(message, language));
  if (message.protect) for (const name of ["contextmenu", "copy", "dragstart"]) item.addEventListener(name, (e) => e.preventDefault());
  return item;
}

function drawText(text, direction, language) {
  const line = make("div", { class: "text", dir: direction, lang: language });
  let end = 0;
  for (const found of text.matchAll(WORDS)) {
    line.append(text.slice(end, found.index));
    const [word, link] = found;
    line.append(
      link
        ? make("a", { href: link, target: "_blank", rel: "noopener noreferrer", text: link })
        : make("button", { type: "button", class: "command", dir: "ltr", "data-command": word, text: word }),
    );
    end = found.index + word.length;
  }
  line.append(text.slice(end));
  return line;
}

function small(message) {
  const line = make("div", { class: "meta", dir: "ltr" });
  if (message.urgent) line.append(icon("bell"));
  if (message.protect) {
    const lock = make("span", { role: "img", "aria-label": "Protected: cannot be forwarded", title: "Protected" });
    lock.append(icon("lock"));
    line.append(lock);
  }
  if (message.edited) line.append("edited");
  line.append(make("time", { datetime: message.at, text: hour(message.at) }));
  if (message.mine) line.append(STATES[message.state]);
  else line.append(make("button", { type: "button", class: "reply", "data-reply": true, "aria-label": "Reply", title: "Reply", text: "↩" }));
  return line;
}

function keys(message, language) {
  const board = make("div", { class: "keys" });
  for (const row of message.rows) {
    const line = make("div");
    for (const { label, option } of row) {
      const pressed = option === message.pressed ? " pressed" : "";
      const facts = { type: "button", class: `key${pressed}`, "data-option": option, dir: "auto", lang: language, text: label };
      line.append(make("button", facts));
    }
    board.append(line);
  }
  if (message.locate) {
    const facts = { type: "button", class: "key", "data-locate": true, dir: "auto", lang: language, text: message.locate };
    board.append(make("div", {}, make("button", facts)));
  }
  return board;
}
