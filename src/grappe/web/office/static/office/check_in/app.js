// The door: a scan is written down on the phone, answered from its list, sent when it can be, and answered again.

import { openStore } from "./store.js";
import { lineName, opened } from "./seal.js";
import { NotSignedIn, NotTaken, read, sendAll } from "./sending.js";
import { Camera, hasCamera } from "./camera.js";

const config = JSON.parse(document.getElementById("check-in-config").textContent);
const words = config.words;
const at = (name) => document.getElementById(`check-in-${name}`);
const SEND_EVERY = 8000;
const FIGURES_EVERY = 15000;
const LIST_EVERY = 15 * 60000;
const MOST_SHOWN = 30;
const shown = new Map();
let store;
let device;
let ahead = 0;
let sending = false;
let trouble = "";

// The server's hour, as far as this phone has heard it.
const now = () => new Date(Date.now() + ahead);
const hear = (hour) => (ahead = new Date(hour) - Date.now());
const hour = (moment) =>
  new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const today = (moment) => new Date(moment).toDateString() === now().toDateString();

async function scanned(code) {
  const text = code.replaceAll("\0", "").trim().slice(0, 200);
  if (!text) return;
  const direction = at("form").elements.direction.value;
  const door = at("form").elements.door.value;
  const scan = { event: crypto.randomUUID(), code: text, at: now().toISOString(), direction, door };
  await store.put("scans", scan);
  show(scan.event, await answerHere(scan), scan.at);
  await tellState();
  send();
}

// What the list on this phone says; the server has the last word.
async function answerHere(scan) {
  const name = await lineName(scan.code);
  const line = await store.get("lines", name);
  if (!line) return { outcome: "kept", reason: (await store.get("words", "people")) ? words.notOnList : words.noList };
  const person = await opened(scan.code, line);
  if (person.state !== "confirmed") return { ...person, outcome: "refused", reason: words.states[person.state] };
  const before = await store.get("seen", name);
  await store.put("seen", scan.direction === "in" ? (before && today(before) ? before : scan.at) : "", name);
  if (scan.direction === "out") return { ...person, outcome: "left" };
  return { ...person, outcome: before && today(before) ? "again" : "admitted", before };
}

function show(event, answer, moment) {
  const isNew = !shown.has(event);
  shown.set(event, { ...answer, moment: moment ?? shown.get(event)?.moment });
  if (isNew || [...shown.keys()].at(-1) === event) fill(at("answer"), shown.get(event), "strong");
  const rows = [...shown.values()].slice(-MOST_SHOWN).reverse();
  at("recent").replaceChildren(...rows.map((one) => fill(document.createElement("li"), one, "b")));
}

function fill(place, answer, tag) {
  const word = document.createElement(tag);
  word.textContent = words.outcomes[answer.outcome];
  const since = answer.outcome === "again" && answer.before ? words.since.replace("{hour}", hour(answer.before)) : "";
  const facts = [answer.name, answer.organisation, answer.category, since, answer.reason].filter(Boolean);
  place.replaceChildren(word, ` ${facts.join(" · ")}`);
  if (tag === "b" && answer.moment) place.append(` (${hour(answer.moment)})`);
  place.className = `scan scan--${answer.outcome}`;
  return place;
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    const sent = await sendAll(store, config.send, device, (answer) => {
      hear(answer.now);
      answer.answers.filter((one) => shown.has(one.event)).forEach((one) => show(one.event, one));
    });
    if (sent) trouble = "";
  } catch (error) {
    trouble = troubleOf(error);
  } finally {
    sending = false;
  }
  await tellState();
}

function troubleOf(error) {
  if (error instanceof NotSignedIn) return words.signIn;
  return error instanceof NotTaken ? words.notTaken : words.offLine;
}

async function tellState() {
  const waiting = await store.count("scans");
  const people = (await store.get("words", "people")) ?? 0;
  const expires = await store.get("words", "expires");
  const parts = [trouble || words.onLine];
  if (waiting) parts.push(words.waiting.replace("{n}", waiting));
  at("state").textContent = parts.join(" ");
  at("state").dataset.waiting = waiting;
  const until = expires && new Date(expires).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  at("list").textContent = people ? words.list.replace("{n}", people).replace("{until}", until) : words.noList;
  at("list").dataset.people = people;
}

async function fetchList() {
  try {
    const list = await read(config.list);
    hear(list.now);
    await store.keepList(list);
  } catch (error) {
    trouble = troubleOf(error);
  }
  await tellState();
}

async function forgetIfExpired() {
  const expires = await store.get("words", "expires");
  if (expires && new Date(expires) <= now()) await store.forgetPeople();
}

async function fetchFigures() {
  try {
    const figures = await read(config.figures);
    for (const name of ["expected", "come", "inside", "unknown"]) at(name).textContent = figures[name];
    trouble = "";
  } catch (error) {
    // The figures of before stay.
    trouble = troubleOf(error);
  }
  await tellState();
}

function prepareCamera() {
  const camera = new Camera(at("video"), scanned);
  const button = at("camera");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (camera.isOn) camera.stop();
    else await camera.start().catch(() => (at("state").textContent = words.noCamera));
    at("video").hidden = !camera.isOn;
    button.textContent = camera.isOn ? words.stopCamera : words.startCamera;
  });
}

function prepareForm() {
  const form = at("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = form.elements.code;
    scanned(field.value);
    field.value = "";
    field.focus();
  });
  at("fetch").addEventListener("click", fetchList);
  at("forget").addEventListener("click", async () => {
    await store.forgetPeople();
    shown.clear();
    at("recent").replaceChildren();
    at("answer").replaceChildren();
    await tellState();
  });
}

async function start() {
  store = await openStore(`grappe check-in ${config.edition}`);
  device = (await store.get("words", "device")) ?? `phone ${crypto.randomUUID().slice(0, 8)}`;
  await store.put("words", device, "device");
  await navigator.storage?.persist?.();
  await forgetIfExpired();
  prepareForm();
  if (hasCamera()) prepareCamera();
  at("app").hidden = false;
  await tellState();
  addEventListener("online", () => send().then(fetchFigures));
  addEventListener("offline", fetchFigures);
  setInterval(send, SEND_EVERY);
  setInterval(fetchFigures, FIGURES_EVERY);
  setInterval(() => forgetIfExpired().then(fetchList), LIST_EVERY);
  await send();
  await fetchList();
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register(config.worker, { scope: config.page });
    await navigator.serviceWorker.ready;
  }
  document.documentElement.dataset.checkIn = "ready";
}

start();
