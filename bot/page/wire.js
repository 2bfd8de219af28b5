// Talking to the demo: what people do goes out as posts, what the phones show comes in as events.

/** Posts a JSON document; gives the answer, or shows why it was refused and throws. */
export async function post(name, document) {
  return answer(fetch(`demo/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(document),
  }));
}

const LONGEST_FILE = 20 * 1024 * 1024;

/** Posts a file with its kind (photo, voice, video, document) as one message. */
export async function postFile(phone, file, kind, more = {}) {
  if (file.size > LONGEST_FILE) {
    toast("This file is larger than 20 MB. Please send a smaller one.");
    throw new Error("too large");
  }
  const asked = new URLSearchParams({ phone, kind, name: file.name || "", ...more });
  const type = file.type.split(";")[0] || "application/octet-stream";
  return answer(fetch(`demo/file?${asked}`, { method: "POST", headers: { "content-type": type }, body: file }));
}

async function answer(sending) {
  let response, body;
  try {
    response = await sending;
    body = await response.json();
  } catch {
    body = { error: "The demo does not answer. Is it still running?" };
  }
  if (!response?.ok) {
    toast(body.error);
    throw new Error(body.error);
  }
  return body;
}

/** Hands every event to `hear`; `lost` is told when the demo is gone and when it is back. */
export function listen(hear, lost) {
  const source = new EventSource("demo/events");
  source.onmessage = (event) => hear(JSON.parse(event.data));
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
}

let fading;

/** Shows a line for a moment, or for good when `stays`. */
export function toast(words, stays = false) {
  const line = document.getElementById("toast");
  line.textContent = words;
  clearTimeout(fading);
  if (!stays) fading = setTimeout(() => (line.textContent = ""), 5000);
}

/** Makes an element: `make("button", { class: "key", text: "Yes" })`. */
export function make(tag, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

/** Draws one of the icons of index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}-icon`);
  svg.append(use);
  return svg;
}
