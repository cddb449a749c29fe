// The territory map (look/12): a dot for each district, round it the ground that is nearest to it,
// and two people coloured. Everything here can be done in the list below as well.
(function () {
  "use strict";
  const board = document.getElementById("board");
  const deciding = Boolean(document.getElementById("dock-says")); // who may not, only looks
  let repaint = () => {};

  // ---- picking: a tick in the list, or a dot ---------------------------------------------------
  const picks = () =>
    new Set(Array.from(
      document.querySelectorAll('[name="districts"][form="look"]:checked, #look [name="districts"]'),
      (input) => input.value,
    ));

  function toggle(code) {
    const named = '[name="districts"][value="' + CSS.escape(code) + '"]';
    const input = document.querySelector(named + ":is([form=look], #look *)");
    if (input && input.type === "checkbox") {
      input.checked = !input.checked;
    } else if (input) {
      input.remove();
    } else { // the filter hides its row
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: "districts", value: code });
      document.getElementById("look").append(hidden);
    }
    pick();
  }
  function pick() {
    const says = document.getElementById("dock-says");
    says.textContent = says.dataset.words.replace("{n}", picks().size);
    repaint();
    htmx.trigger(board, "pick");
  }
  board.addEventListener("change", ({ target }) => {
    if (target.name === "districts" || target.id === "to") pick();
  });
  // A date is typed piece by piece: ask only once the field is left.
  board.addEventListener("focusout", ({ target }) => {
    if (target.id === "since" && target.value !== target.defaultValue) htmx.trigger(board, "pick");
  });

  // ---- the map -----------------------------------------------------------------------------
  const box = document.getElementById("map");
  if (!window.L) return;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const words = box.dataset;
  const districts = data.districts;

  // ---- the ground nearest to each district, on a plane in metres ---------------------------
  const METRES = 111320; // a degree of latitude
  const origin = districts.length ? districts[0].at : [0, 0];
  const squeeze = Math.cos((origin[0] * Math.PI) / 180);
  const toPlane = ([lat, lon]) => [(lon - origin[1]) * METRES * squeeze, (lat - origin[0]) * METRES];
  const toPlace = ([x, y]) => [origin[0] + y / METRES, origin[1] + x / METRES / squeeze];

  // How far a district's ground reaches where no other is near: by how densely they lie.
  function reachOf(points) {
    const width = Math.max(...points.map((p) => p[0])) - Math.min(...points.map((p) => p[0]));
    const height = Math.max(...points.map((p) => p[1])) - Math.min(...points.map((p) => p[1]));
    return Math.min(5000, Math.max(300, 1.3 * Math.sqrt((width * height) / points.length)));
  }

  // Each vertex carries whose ground lies beyond the edge that starts at it (null: nobody's).
  function clip(ground, middle, normal, beyond) {
    const side = ({ at }) =>
      (at[0] - middle[0]) * normal[0] + (at[1] - middle[1]) * normal[1];
    const kept = [];
    ground.forEach((a, i) => {
      const b = ground[(i + 1) % ground.length];
      const sa = side(a);
      const sb = side(b);
      if (sa <= 0) kept.push(a);
      if (sa <= 0 === sb <= 0) return;
      const t = sa / (sa - sb);
      const at = [a.at[0] + (b.at[0] - a.at[0]) * t, a.at[1] + (b.at[1] - a.at[1]) * t];
      kept.push({ at, beyond: sa <= 0 ? beyond : a.beyond });
    });
    return kept;
  }

  function grounds(points) {
    const reach = reachOf(points);
    return points.map(([x, y], i) => {
      let ground = Array.from({ length: 40 }, (_, k) => {
        const turn = (k * Math.PI) / 20;
        return { at: [x + reach * Math.cos(turn), y + reach * Math.sin(turn)], beyond: null };
      });
      points.forEach(([u, v], j) => {
        const apart = Math.hypot(u - x, v - y);
        if (i === j || apart === 0 || apart > 2 * reach) return;
        ground = clip(ground, [(x + u) / 2, (y + v) / 2], [u - x, v - y], j);
      });
      return ground;
    });
  }

  // ---- Leaflet -----------------------------------------------------------------------------
  const map = L.map(box, {
    zoomControl: false, attributionControl: false, scrollWheelZoom: false, keyboard: false,
    zoomSnap: 0.25, zoomDelta: 0.5,
  });
  L.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const text = metres < 1000 ? metres + " " + words.m : metres / 1000 + " " + words.km;
      this._updateScale(this._mScale, text, metres / most);
    },
  });
  new Scale({ imperial: false, maxWidth: 120 }).addTo(map);
  if (data.tiles) {
    L.tileLayer(data.tiles, { attribution: data.credit }).addTo(map);
    if (data.credit) L.control.attribution({ prefix: false }).addTo(map);
  }

  const points = districts.map((d) => toPlane(d.at));
  // Over tiles the country itself shows what is near: no ground of our own then.
  const cells = data.tiles || !districts.length ? [] : grounds(points);
  const middleOf = (list) => [0, 1].map((k) => list.reduce((sum, p) => sum + p[k], 0) / list.length);

  function text(content, className) {
    const span = document.createElement("span");
    span.textContent = content;
    if (className) span.className = className;
    return span;
  }
  function sign(place, content, className, offset = [0, 0]) {
    return L.tooltip({ permanent: true, direction: "center", className, opacity: 1, offset })
      .setLatLng(place)
      .setContent(text(content));
  }
  function hint(district) {
    const lines = document.createElement("div");
    lines.append(text(district.name, "strong"), text(district.text));
    lines.append(text(district.person || words.nobody));
    return lines;
  }

  const fills = cells.map((ground) =>
    L.polygon(ground.map((v) => toPlace(v.at)), { interactive: false, weight: 1.5 }).addTo(map));
  const edges = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  const dots = districts.map((district) =>
    L.circleMarker(district.at, { radius: 3 + Math.sqrt(district.customers) / 4, weight: 1.5 })
      .bindTooltip(() => hint(district), { direction: "right", offset: [10, 0], className: "hint", opacity: 1 })
      .on("click", () => deciding && toggle(district.code))
      .addTo(map));

  // ---- who is picked -------------------------------------------------------------------------
  const side = () => document.getElementById("side");

  function roleOf(district, people) {
    if (people.to && district.holder === people.to) return "to";
    return people.from.has(district.holder) ? "from" : "other";
  }

  // Edges between two people's grounds; round a coloured person in that colour; the coast outside.
  function drawEdges(roles) {
    const lines = { town: [], holder: [], from: [], to: [] };
    cells.forEach((ground, i) => {
      ground.forEach((a, k) => {
        const b = ground[(k + 1) % ground.length];
        const j = a.beyond;
        const mine = districts[i];
        const other = j === null ? null : districts[j];
        if (other && (other.holder === mine.holder || j < i)) {
          if (other.town === mine.town || j < i) return;
        }
        let kind = !other || other.town !== mine.town ? "town" : "holder";
        const role = roles[i] !== "other" || !other ? roles[i] : roles[j];
        if (role !== "other" && (!other || other.holder !== mine.holder)) kind = role;
        lines[kind].push([toPlace(a.at), toPlace(b.at)]);
      });
    });
    for (const kind of ["holder", "town", "from", "to"]) {
      L.polyline(lines[kind], { className: "edge " + kind, interactive: false }).addTo(edges);
    }
  }

  // A person's name stands at the district in the middle of theirs.
  function drawNames(roles) {
    const held = new Map();
    districts.forEach((d, i) => d.holder && held.set(d.holder, [...(held.get(d.holder) || []), i]));
    for (const mine of held.values()) {
      const [x, y] = middleOf(mine.map((i) => points[i]));
      const away = (i) => Math.hypot(points[i][0] - x, points[i][1] - y);
      const near = mine.reduce((best, i) => (away(i) < away(best) ? i : best));
      sign(districts[near].at, districts[near].person, "name " + roles[near], [0, -18]).addTo(names);
    }
  }

  function drawTowns(places) {
    const towns = new Map();
    districts.forEach((d, i) => d.town && towns.set(d.town, [...(towns.get(d.town) || []), i]));
    if (towns.size < 2) return;
    const centre = middleOf(points);
    const reach = reachOf(points);
    for (const [town, mine] of towns) {
      const middle = middleOf(mine.map((i) => points[i]));
      const away = Math.hypot(middle[0] - centre[0], middle[1] - centre[1]) || 1;
      const out = [(middle[0] - centre[0]) / away, (middle[1] - centre[1]) / away];
      const along = ([x, y]) => (x - middle[0]) * out[0] + (y - middle[1]) * out[1];
      const far = Math.max(...mine.map((i) => along(points[i])));
      const place = toPlace([0, 1].map((k) => middle[k] + out[k] * (far + 1.3 * reach)));
      sign(place, town, "town").addTo(map);
      places.push(place);
    }
  }

  function paint() {
    const { to, from } = side().dataset;
    const people = { to, from: new Set(from.split(" ").filter(Boolean)) };
    const only = new URLSearchParams(location.search).get("holder");
    if (!people.from.size && only) people.from.add(only);
    const picked = picks();
    const roles = districts.map((district) => roleOf(district, people));
    fills.forEach((fill, i) => fill.getElement().setAttribute("class", "ground " + roles[i]));
    dots.forEach((dot, i) => {
      const here = picked.has(districts[i].code) ? " picked" : districts[i].holder ? "" : " nobody";
      dot.getElement().setAttribute("class", "leaflet-interactive spot " + roles[i] + here);
      if (here) dot.bringToFront();
    });
    edges.clearLayers();
    names.clearLayers();
    drawEdges(roles);
    drawNames(roles);
  }

  repaint = paint;
  document.addEventListener("htmx:afterSwap", paint);
  // Names of the others rest where they would lie on one another.
  map.on("zoomend", () => {
    const metres = (40075017 * squeeze) / 2 ** (map.getZoom() + 8); // a pixel's
    box.classList.toggle("crowded", reachOf(points) / metres < 45);
  });

  if (districts.length) {
    const all = districts.map((d) => d.at).concat(cells.flat().map((v) => toPlace(v.at)));
    map.fitBounds(L.latLngBounds(all), { animate: false });
    if (cells.length) drawTowns(all);
    map.fitBounds(L.latLngBounds(all), { paddingTopLeft: [48, 12], paddingBottomRight: [48, 36], animate: false });
    paint();
  } else {
    map.setView([35, 105], 4);
  }
})();
