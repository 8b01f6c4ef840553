// Draws a line for each two places whose organisations met; the table beside it says the same by group.
const element = document.getElementById("met-map");

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  return answer.ok ? answer.json() : { type: "FeatureCollection", features: [] };
}

async function start() {
  document.getElementById("map-frame").hidden = false;
  const map = L.map(element, { zoomControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false).addAttribution(element.dataset.credit);
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  map.fitBounds([[41.2, -5.3], [51.2, 9.7]]);
  map.createPane("background").style.zIndex = 250;
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles).addTo(map);
  else {
    const land = await read(element.dataset.outlines);
    L.geoJSON(land, { className: "land", interactive: false, pane: "background" }).addTo(map);
  }
  const lines = await read(element.dataset.lines);
  const drawn = L.geoJSON(lines, {
    interactive: false,
    style: ({ properties }) => ({ className: "met-line", weight: 1 + Math.log2(properties.meetings) }),
  }).addTo(map);
  if (lines.features.length) map.fitBounds(drawn.getBounds().pad(0.1), { maxZoom: 6, animate: false });
}

if (element && window.L) start();
