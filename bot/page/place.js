// Places: an invented map to choose from, and the same map small in the conversation.

import { make } from "./wire.js";

// Where the invented map lies: open country without any living site.
const LAND = { north: 50.915, south: 50.885, west: 1.68, east: 1.73 };

let spot = { x: 0.42, y: 0.6 };

/** Lets the person choose a place; gives its coordinates, or null. */
export function choosePlace() {
  const dialog = document.getElementById("place");
  const map = dialog.querySelector(".map");
  map.onclick = (event) => {
    const box = map.getBoundingClientRect();
    move(map, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  map.onkeydown = (event) => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!x && !y) return;
    event.preventDefault();
    move(map, spot.x + x * 0.03, spot.y + y * 0.03);
  };
  move(map, spot.x, spot.y);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((chosen) => {
    dialog.onclose = () => chosen(dialog.returnValue === "send" ? coordinates() : null);
  });
}

function move(map, x, y) {
  spot = { x: Math.min(0.98, Math.max(0.02, x)), y: Math.min(0.98, Math.max(0.06, y)) };
  put(map, spot);
  document.querySelector("#place .spot").textContent = words(coordinates());
}

function put(map, { x, y }) {
  const pin = map.querySelector(".pin");
  pin.style.left = `${x * 100}%`;
  pin.style.top = `${y * 100}%`;
}

function coordinates() {
  const latitude = LAND.north - spot.y * (LAND.north - LAND.south);
  const longitude = LAND.west + spot.x * (LAND.east - LAND.west);
  return { latitude: Number(latitude.toFixed(5)), longitude: Number(longitude.toFixed(5)) };
}

function words({ latitude, longitude }) {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** Draws a place in the conversation; one that is off the map is told in numbers only. */
export function drawPlace(place) {
  const x = (place.longitude - LAND.west) / (LAND.east - LAND.west);
  const y = (LAND.north - place.latitude) / (LAND.north - LAND.south);
  const numbers = make("div", { class: "numbers", text: `📍 ${words(place)}` });
  if (x < 0 || x > 1 || y < 0 || y > 1) return numbers;
  const map = make("div", { class: "media map" });
  map.innerHTML = '<svg viewBox="0 0 300 200" aria-hidden="true"><use href="#land"/></svg><span class="pin">📍</span>';
  put(map, { x, y });
  return make("div", {}, map, numbers);
}
