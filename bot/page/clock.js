// The clock of the demo: it runs at the pace of ours and can be pushed forward.

import { post } from "./wire.js";

let zone = "Europe/Paris";
let ahead = 0;

/** Sets the clock by what the demo says (ISO 8601). */
export function setClock(now, timeZone) {
  if (timeZone) zone = timeZone;
  ahead = Date.parse(now) - Date.now();
  draw();
}

/** The hour and minute of a moment (ISO 8601), where the phones are. */
export function hour(at) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(at));
}

/** The day of a moment (ISO 8601), where the phones are. */
export function day(at) {
  const parts = { weekday: "short", day: "numeric", month: "long", timeZone: zone };
  return new Intl.DateTimeFormat("en-GB", parts).format(new Date(at));
}

function draw() {
  const now = Date.now() + ahead;
  const seconds = String(Math.floor(now / 1000) % 60).padStart(2, "0");
  document.getElementById("now").textContent = `${day(now)}, ${hour(now)}:${seconds}`;
  for (const watch of document.querySelectorAll(".watch")) watch.textContent = hour(now);
}

/** Starts the clock and its push buttons. */
export function startClock() {
  setInterval(draw, 1000);
  document.querySelector(".clock").addEventListener("click", async ({ target }) => {
    if (!target.dataset.push || target.ariaBusy === "true") return;
    target.ariaBusy = "true";
    try {
      setClock((await post("clock", { seconds: Number(target.dataset.push) })).now);
    } catch {
      // The reason is on the screen already.
    } finally {
      target.ariaBusy = "false";
    }
  });
}
