// What every page needs of a script, and no page depends on: each form works without it.
// Words come from data attributes of the page, so that they are translated where the rest is.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("has-js");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ---- theme: seen at once, kept by the form's own post ----------------------------------
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-theme-choice] input")) return;
    if (event.target.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = event.target.value;
  });

  // ---- the line: online or not ------------------------------------------------------------
  function showLine() {
    for (const mark of document.querySelectorAll(".online[data-online]")) {
      mark.classList.toggle("off", !navigator.onLine);
      mark.firstElementChild.textContent =
        navigator.onLine ? mark.dataset.online : mark.dataset.offline;
    }
  }
  for (const turn of ["online", "offline"]) addEventListener(turn, showLine);

  // A fragment that did not come is told at the top, never in silence.
  function say(title, next) {
    const says = document.getElementById("says");
    if (!says) return;
    const [strong, span, words] = ["b", "span", "div"].map((tag) => document.createElement(tag));
    strong.textContent = says.dataset[title];
    span.textContent = says.dataset[next];
    words.append(strong, span);
    says.replaceChildren(words);
    says.className = "banner red";
  }
  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, () => say("lost", "lostNext"));
  }
  document.addEventListener("htmx:responseError", () => say("failed", "failedNext"));
  document.addEventListener("htmx:afterOnLoad", () => {
    document.getElementById("says").className = "";
    document.getElementById("says").replaceChildren();
  });

  // ---- one tap, one send ------------------------------------------------------------------
  // The buttons rest while a form is on its way; after 400 ms the pressed one says so.
  const resting = new Set();

  function rest(form, pressed) {
    for (const button of form.elements) {
      if (button.type !== "submit" || button.disabled) continue;
      button.disabled = true;
      resting.add(button);
    }
    if (pressed) pressed.waiting = setTimeout(() => pressed.classList.add("wait"), 400);
  }
  function wake() {
    for (const button of resting) {
      clearTimeout(button.waiting);
      button.classList.remove("wait");
      button.disabled = false;
    }
    resting.clear();
  }
  // Captured, because htmx reads the form before the event comes up here.
  document.addEventListener("submit", ({ target }) => {
    if (target.elements.made_at) target.elements.made_at.value = new Date().toISOString();
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
    // Next turn: a button that rests already would not be sent along.
    setTimeout(() => rest(form, event.submitter), 0);
  });
  addEventListener("pageshow", wake); // back from the next page: the form is alive again
  document.addEventListener("htmx:afterRequest", wake);

  // ---- place: asked for when a form opens, never in the way ---------------------------------
  const REASONS = { 1: "denied", 2: "unavailable", 3: "timeout" };

  function startGps(form) {
    const line = form.querySelector(".gps");
    if (!line || line.started) return;
    line.started = true;
    const says = line.querySelector("p");
    const again = line.querySelector("button");
    const use = line.querySelector("use");
    let watch = null, fixedAt = 0;
    function show(state, title, next) {
      line.dataset.state = state;
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#gps-" + state));
      const shown = says.querySelector("b");
      if (shown.textContent !== title) shown.textContent = title;
      says.querySelector("span").textContent = next;
      again.hidden = state === "looking";
    }
    const put = (values) => {
      for (const name in values) form.elements[name].value = values[name];
    };
    function showFix() {
      const m = Math.round(form.elements.accuracy_m.value);
      const state = m <= Number(line.dataset.poorM) ? "good" : "poor";
      const s = Math.max(0, Math.round((Date.now() - fixedAt) / 1000));
      show(state, fill(line.dataset[state], { m }), fill(line.dataset[state + "Next"], { s }));
    }
    function found(position) {
      const { latitude, longitude, accuracy } = position.coords;
      fixedAt = Math.min(position.timestamp, Date.now());
      put({
        lat: latitude, lon: longitude, accuracy_m: accuracy,
        fixed_at: new Date(fixedAt).toISOString(), gps_error: "",
      });
      showFix();
    }
    function failed(reason) {
      if (form.elements.lat.value) return; // an earlier fix is better than none
      put({ gps_error: reason });
      show("none", line.dataset[reason], line.dataset.noneNext);
    }
    function look() {
      if (watch !== null) navigator.geolocation.clearWatch(watch);
      if (!navigator.geolocation) return failed("unsupported");
      show("looking", line.dataset.looking, line.dataset.lookingNext);
      watch = navigator.geolocation.watchPosition(found, (e) => failed(REASONS[e.code]), {
        enableHighAccuracy: true, timeout: 30000, maximumAge: 0,
      });
    }
    again.addEventListener("click", look);
    setInterval(() => fixedAt && line.dataset.state !== "looking" && showFix(), 5000);
    look();
  }

  // ---- small things -------------------------------------------------------------------------
  // <button type="button" data-put="id" data-value="…">: puts a ready answer into a field.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put]");
    if (!button) return;
    const field = document.getElementById(button.dataset.put);
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  function press(field) {
    for (const button of document.querySelectorAll('[data-put="' + field.id + '"]')) {
      button.setAttribute("aria-pressed", String(button.dataset.value === field.value));
    }
  }
  document.addEventListener("input", (event) => event.target.id && press(event.target));

  // <fieldset data-when="outcome=promised">: rests (and is not sent) while another is chosen.
  function showWhen(form) {
    for (const part of form.querySelectorAll("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      const chosen = form.elements[name] && form.elements[name].value === value;
      part.hidden = part.disabled = !chosen;
    }
  }
  document.addEventListener("change", (event) => event.target.form && showWhen(event.target.form));

  // <button type="button" data-reveal="password">: shows what was typed, and hides it again.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (!button) return;
    const field = document.getElementById(button.dataset.reveal);
    const shown = field.type !== "password";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });

  // <div data-dock="next" hidden>: appears once #next has left the screen.
  function startDock(dock) {
    const band = document.getElementById(dock.dataset.dock);
    if (!band || !("IntersectionObserver" in window)) return;
    new IntersectionObserver(([seen]) => {
      dock.hidden = seen.isIntersecting || seen.boundingClientRect.top > 0;
    }).observe(band);
  }

  function start(part) {
    showLine();
    for (const button of part.querySelectorAll(".js[hidden]:not(.gps *)")) button.hidden = false;
    for (const form of part.querySelectorAll("form")) showWhen(form);
    for (const form of part.querySelectorAll("form[data-gps]")) startGps(form);
    if (part.matches && part.matches("form[data-gps]")) startGps(part);
    for (const dock of part.querySelectorAll("[data-dock]")) startDock(dock);
    for (const button of part.querySelectorAll("[data-put]")) {
      const field = document.getElementById(button.dataset.put);
      if (field) press(field);
    }
    // After a refusal the first wrong field is where to go on.
    const wrong = part.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
  }
  start(document);
  document.addEventListener("htmx:load", ({ detail }) => {
    if (detail.elt !== document.body) start(detail.elt);
  });
})();
