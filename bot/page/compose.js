// Where one writes: text, files, voice and place, and changing what was written last.

import { choosePlace } from "./place.js";
import { samplePhoto, sampleVoice } from "./sample.js";
import { recordOn } from "./voice.js";
import { post, postFile } from "./wire.js";

export class Compose {
  /** `phone` is the id, `box` its article. */
  constructor(phone, box) {
    this.phone = phone;
    this.field = box.querySelector("textarea");
    this.field.dataset.say = phone;
    this.field.ariaLabel = `Message of ${phone}`;
    this.note = box.querySelector(".note");
    this.tray = box.querySelector(".tray");
    this.clip = box.querySelector(".clip");
    this.editing = this.replying = "";
    const form = box.querySelector(".compose");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
      if (event.key === "Escape") this.stopEditing();
    });
    this.clip.addEventListener("click", () => this.open(this.tray.hidden));
    this.note.querySelector("button").addEventListener("click", () => this.stopEditing());
    this.tray.addEventListener("click", ({ target }) => this.add(target.closest("[data-add]")?.dataset.add));
    const files = this.tray.querySelector("input");
    files.addEventListener("change", () => this.files([...files.files]).finally(() => (files.value = "")));
    recordOn(box.querySelector(".voice"), (file, seconds) => this.file(file, "voice", { seconds }));
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const [name, more] = this.editing ? ["edit", { edit: this.editing }] : ["say", this.under()];
    this.stopEditing();
    try {
      await post(name, { phone: this.phone, text, ...more });
    } catch {
      this.field.value ||= text;
    }
  }

  /** Says something that stands on a button. */
  say(text) {
    post("say", { phone: this.phone, text }).catch(() => {});
  }

  startEditing(message, text) {
    this.stopEditing();
    this.editing = message;
    this.field.value = text;
    this.tell("Changing your last message");
  }

  /** What is sent next is a reply to this message. */
  startReply(message, text) {
    this.stopEditing();
    this.replying = message;
    this.tell(`Reply to: ${text.slice(0, 40)}`);
  }

  /** The message that what is sent now is a reply to. */
  under() {
    return this.replying ? { message: this.replying } : {};
  }

  tell(words) {
    this.note.hidden = false;
    this.note.querySelector("span").textContent = words;
    this.field.focus();
  }

  stopEditing() {
    this.editing = this.replying = "";
    this.field.value = "";
    this.note.hidden = true;
  }

  open(open) {
    this.tray.hidden = !open;
    this.clip.ariaExpanded = String(open);
  }

  async add(what) {
    if (!what) return;
    if (what === "file") return this.tray.querySelector("input").click();
    this.open(false);
    if (what === "photo") this.file(await samplePhoto(), "photo");
    if (what === "voice") this.file(await sampleVoice(), "voice", { seconds: 3 });
    if (what === "place") this.place();
  }

  async place() {
    const place = await choosePlace();
    if (place) post("place", { phone: this.phone, ...place }).catch(() => {});
    this.field.focus();
  }

  async files(files) {
    this.open(false);
    const album = files.length > 1 ? { album: crypto.randomUUID() } : {};
    const text = this.field.value.trim();
    this.field.value = "";
    for (const [index, file] of files.entries()) {
      await this.file(file, kindOf(file), { ...album, ...(text && !index ? { text } : {}) });
    }
  }

  file(file, kind, more = {}) {
    const under = this.under();
    if (!this.editing) this.stopEditing();
    return postFile(this.phone, file, kind, { ...under, ...more }).catch(() => {});
  }
}

function kindOf({ type }) {
  const [family] = type.split("/");
  return { image: "photo", audio: "audio", video: "video" }[family] ?? "document";
}
