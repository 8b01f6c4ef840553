// Draws the clusters of the list below; without this script the list stands alone.
const FRANCE = [[41.2, -5.3], [51.2, 9.7]];

const frame = document.getElementById("map-frame");
const element = document.getElementById("map");

function start() {
  frame.hidden = false;
  const map = L.map(element, { zoomControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false).addAttribution(element.dataset.credit);
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  map.fitBounds(FRANCE);
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles).addTo(map);
  drawBackground(map);
  const points = L.layerGroup().addTo(map);
  drawPoints(map, points);
  // A filter that htmx answers replaces the list: the points follow it.
  document.addEventListener("htmx:afterSettle", () => drawPoints(map, points));
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  return answer.ok ? answer.json() : { type: "FeatureCollection", features: [] };
}

async function drawBackground(map) {
  const layers = JSON.parse(document.getElementById("map-layers").textContent);
  const choices = {};
  map.createPane("background").style.zIndex = 250;
  // Drawn a whole frame beyond its edges, so that a drag shows no land cut off straight.
  const renderer = L.svg({ padding: 1, pane: "background" });
  for (const [at, layer] of layers.entries()) {
    const className = at === 0 ? "land" : "territory";
    const drawn = L.geoJSON(null, { className, interactive: false, pane: "background", renderer });
    const fill = async () => drawn.getLayers().length || drawn.addData(await read(layer.url));
    drawn.on("add", fill);
    if (layer.shown && !(at === 0 && element.dataset.tiles)) drawn.addTo(map);
    if (at > 0) choices[layer.label] = drawn;
  }
  if (Object.keys(choices).length) L.control.layers(null, choices).addTo(map);
}

async function drawPoints(map, points) {
  const source = document.getElementById("map-points");
  if (!source) return;
  const { features } = await read(source.href);
  points.clearLayers();
  for (const feature of features) points.addLayer(marker(feature));
  if (!features.length) return;
  const bounds = L.latLngBounds(features.map(({ geometry: { coordinates: [x, y] } }) => [y, x]));
  const filtered = new URL(source.href).search.length > 1;
  map.fitBounds(filtered ? bounds.pad(0.2) : FRANCE, { maxZoom: 8, animate: false });
}

function marker({ geometry: { coordinates: [x, y] }, properties }) {
  const icon = L.divIcon({ className: `berry berry--${properties.tier}`, iconSize: null });
  const place = L.marker([y, x], { icon, title: properties.name, keyboard: true });
  return place.bindPopup(() => card(properties));
}

function card({ name, address, city, tier_name: tier }) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = name;
  box.append(link);
  for (const text of [city, tier].filter(Boolean)) {
    const line = document.createElement("div");
    line.textContent = text;
    box.append(line);
  }
  return box;
}

if (element && window.L) start();
