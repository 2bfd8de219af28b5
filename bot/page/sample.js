// Things to send without a camera or a microphone: an invented picture and an invented voice.

/** Paints tents at the edge of a wood under a changing sky. */
export function samplePhoto() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [960, 640];
  const paint = canvas.getContext("2d");
  const hue = Math.random() * 50;
  const sky = paint.createLinearGradient(0, 0, 0, 430);
  sky.addColorStop(0, `hsl(${205 + hue} 45% 62%)`);
  sky.addColorStop(1, `hsl(${25 + hue} 70% 84%)`);
  fill(paint, sky, [[0, 0], [960, 0], [960, 640], [0, 640]]);
  for (let x = -30; x < 980; x += 34) {
    const top = 230 + Math.random() * 90;
    fill(paint, `hsl(${140 + Math.random() * 25} 24% ${24 + Math.random() * 10}%)`, [[x, 450], [x + 32, top], [x + 64, 450]]);
  }
  fill(paint, "#7d8a56", [[0, 430], [960, 405], [960, 640], [0, 640]]);
  fill(paint, "#a3936c", [[0, 560], [960, 500], [960, 560], [0, 640]]);
  for (const [x, y, size] of [[150, 540, 150], [420, 500, 110], [640, 545, 165]]) tent(paint, x, y, size);
  return new Promise((done) => canvas.toBlob((blob) => done(named(blob, "photo.jpg")), "image/jpeg", 0.85));
}

function tent(paint, x, y, size) {
  const hue = [205, 28, 95, 350][Math.floor(Math.random() * 4)];
  fill(paint, `hsl(${hue} 45% 46%)`, [[x, y], [x + size * 0.5, y - size * 0.62], [x + size, y]]);
  fill(paint, `hsl(${hue} 45% 36%)`, [[x + size * 0.5, y - size * 0.62], [x + size * 1.3, y - size * 0.1], [x + size, y]]);
  fill(paint, `hsl(${hue} 40% 22%)`, [[x + size * 0.36, y], [x + size * 0.5, y - size * 0.42], [x + size * 0.62, y]]);
}

function fill(paint, colour, points) {
  paint.fillStyle = colour;
  paint.beginPath();
  for (const point of points) paint.lineTo(...point);
  paint.fill();
}

const RATE = 16000;

/** Hums a few syllables that mean nothing, as a WAV file. */
export async function sampleVoice(seconds = 3) {
  const room = new OfflineAudioContext(1, RATE * seconds, RATE);
  for (let start = 0.1; start < seconds - 0.3; start += 0.2 + Math.random() * 0.22) {
    const voice = room.createOscillator();
    const throat = room.createBiquadFilter();
    const volume = room.createGain();
    voice.type = "sawtooth";
    voice.frequency.value = 105 + Math.random() * 45;
    throat.type = "bandpass";
    throat.frequency.value = 350 + Math.random() * 700;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.5, start + 0.05);
    volume.gain.linearRampToValueAtTime(0, start + 0.2);
    voice.connect(throat).connect(volume).connect(room.destination);
    voice.start(start);
    voice.stop(start + 0.25);
  }
  const wave = (await room.startRendering()).getChannelData(0);
  return named(new Blob([head(wave.length), Int16Array.from(wave, (x) => x * 32000)], { type: "audio/wav" }), "voice.wav");
}

function head(samples) {
  const view = new DataView(new ArrayBuffer(44));
  const word = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  const number = (at, value, bytes = 4) => (bytes === 4 ? view.setUint32(at, value, true) : view.setUint16(at, value, true));
  word(0, "RIFF"), number(4, 36 + samples * 2), word(8, "WAVEfmt "), number(16, 16), number(20, 1, 2), number(22, 1, 2);
  number(24, RATE), number(28, RATE * 2), number(32, 2, 2), number(34, 16, 2), word(36, "data"), number(40, samples * 2);
  return view.buffer;
}

function named(blob, name) {
  return new File([blob], name, { type: blob.type });
}
