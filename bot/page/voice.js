// Hold to record a voice message. Without a microphone a sample is sent, so that the demo works everywhere.

import { sampleVoice } from "./sample.js";
import { toast } from "./wire.js";

/** Makes a button record while it is held (or between two presses of a key); `send` gets the file and its seconds. */
export function recordOn(button, send) {
  let recording = null;
  const start = () => {
    if (recording) return;
    recording = record(send);
    button.classList.add("recording");
  };
  const stop = () => {
    recording?.stop();
    recording = null;
    button.classList.remove("recording");
  };
  button.addEventListener("pointerdown", start);
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, stop);
  button.addEventListener("keydown", (event) => {
    if (event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    recording ? stop() : start();
  });
}

function record(send) {
  let held = true;
  let recorder = null;
  const began = Date.now();
  const sample = async () => {
    toast("No microphone here: a sample voice is sent instead.");
    send(await sampleVoice(), 3);
  };
  const run = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      const seconds = Math.round((Date.now() - began) / 1000);
      if (seconds < 1) return toast("Hold the button while you speak.");
      const type = recorder.mimeType.split(";")[0];
      send(new File(parts, `voice.${type.includes("mp4") ? "m4a" : "webm"}`, { type }), seconds);
    };
    recorder.start();
    if (!held) recorder.stop();
  };
  run().catch(sample);
  return {
    stop() {
      held = false;
      if (recorder?.state === "recording") recorder.stop();
    },
  };
}
