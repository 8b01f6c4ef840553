// Turns the still map into one that can be moved; without this script the still map stands.
const reader = { headers: { Accept: "application/geo+json" } };

async function read(address) {
  const answer = await fetch(address, reader);
  return answer.ok ? answer.json() : { features: [] };
}

function card({ label, address }) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = label;
  return link;
}

// Leaflet gives the style of a point too, over what the point was made with.
function style({ properties: { shade, radius } }) {
  return { className: radius ? "region-map__disc" : `shade shade--${shade}` };
}

function point({ properties: { radius } }, place) {
  return L.circleMarker(place, { radius, className: "region-map__disc" });
}

function told(feature, layer) {
  if (!feature.properties.label) return;
  layer.bindTooltip(feature.properties.label, { sticky: true });
  layer.bindPopup(() => card(feature.properties));
}

function behind(map, className, address) {
  const drawn = L.geoJSON(null, { className, interactive: false, pane: "background" });
  drawn.on("add", async () => drawn.getLayers().length || drawn.addData(await read(address)));
  return drawn;
}

async function start(element) {
  const { features, bounds } = await read(element.dataset.source);
  if (!features.length) return;
  const frame = document.getElementById("regions-map-frame");
  frame.hidden = false;
  const map = L.map(element, { zoomControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false).addAttribution(element.dataset.credit);
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  map.createPane("background").style.zIndex = 250;
  map.fitBounds(bounds);
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles).addTo(map);
  else behind(map, "land", element.dataset.outlines).addTo(map);
  const choices = {};
  for (const { label, url } of JSON.parse(document.getElementById("regions-map-layers").textContent))
    choices[label] = behind(map, "territory", url);
  if (Object.keys(choices).length) L.control.layers(null, choices).addTo(map);
  L.geoJSON({ type: "FeatureCollection", features }, { style, pointToLayer: point, onEachFeature: told }).addTo(map);
  // The legend of the still map goes for this one too.
  document.querySelector(".region-map > svg").setAttribute("hidden", "");
}

const element = document.getElementById("regions-map");
if (element && window.L) {
  start(element);
  // A filter that htmx answers brings another map.
  document.addEventListener("htmx:afterSettle", () => {
    const other = document.getElementById("regions-map");
    if (other && !other.classList.contains("leaflet-container")) start(other);
  });
}
