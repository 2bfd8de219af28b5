// Pictures, sound, film and papers in a message.

import { icon, make } from "./wire.js";

/** Draws the file of a message; a protected one cannot be taken away. */
export function drawFile(file, protect) {
  if (file.kind === "photo" || file.mime.startsWith("image/")) {
    return make("img", { class: "media", src: file.url, alt: "Photo", draggable: protect ? "false" : undefined });
  }
  if (file.kind === "voice" || file.kind === "audio" || file.mime.startsWith("audio/")) return sound(file);
  if (file.mime.startsWith("video/")) {
    const guard = protect ? "nodownload" : undefined;
    return make("video", { class: "media", src: file.url, controls: true, preload: "metadata", controlslist: guard });
  }
  const name = file.name || "file";
  const title = protect ? make("b", { text: name }) : make("a", { href: file.url, download: name, text: name });
  return make("div", { class: "media paper" }, icon("paper"), make("span", {}, title, make("br"), make("small", { text: size(file) })));
}

function size({ size: bytes = 0 }) {
  return bytes > 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function sound(file) {
  const audio = new Audio(file.url);
  const waves = make("span", { class: "waves" });
  for (let i = 0; i < 26; i++) {
    const bar = make("i");
    bar.style.height = `${5 + ((parseInt(file.file_id.slice(i % 24, (i % 24) + 2), 16) * 7) % 21)}px`;
    waves.append(bar);
  }
  const play = make("button", { type: "button", "aria-label": "Play" }, icon("play"));
  const time = make("small", { text: file.seconds ? clock(file.seconds) : "voice" });
  const draw = (paused) => {
    play.replaceChildren(icon(paused ? "play" : "pause"));
    play.ariaLabel = paused ? "Play" : "Pause";
  };
  play.onclick = () => (audio.paused ? audio.play() : audio.pause());
  audio.onplay = () => draw(false);
  audio.onpause = () => draw(true);
  audio.ontimeupdate = () => {
    const share = Number.isFinite(audio.duration) ? audio.currentTime / audio.duration : 0;
    [...waves.children].forEach((bar, i) => bar.classList.toggle("played", i / 26 < share));
    time.textContent = clock(audio.currentTime);
  };
  return make("div", { class: "media sound" }, play, waves, time);
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
}
