// The ring of an urgent message. Browsers allow sound only after a click, so it is off until the bell is pressed.

let context = null;

/** Starts the bell button. */
export function startBell() {
  const bell = document.getElementById("bell");
  bell.addEventListener("click", () => {
    const on = bell.getAttribute("aria-pressed") !== "true";
    bell.setAttribute("aria-pressed", String(on));
    bell.querySelector("span").textContent = on ? "Sound on" : "Sound off";
    context = on ? new AudioContext() : null;
    ring();
  });
}

/** Rings, when the bell is on. */
export function ring() {
  if (!context) return;
  [0, 0.18, 0.5, 0.68].forEach((start, index) => tone(index % 2 ? 660 : 880, context.currentTime + start));
}

function tone(pitch, start) {
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.22, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.17);
  voice.connect(volume).connect(context.destination);
  voice.start(start);
  voice.stop(start + 0.18);
}
