// The collection form: which months, what the customer gave, what to give back.
// The server is told one amount, `yuan`: what stays with us. All sums are integer fen.
(function () {
  "use strict";
  const form = document.querySelector("form[data-collect]");
  if (!form) return;
  const words = form.dataset;
  const byId = (id) => document.getElementById(id);
  const ticks = [...form.querySelectorAll("input[name=periods]")];
  const yuan = byId("yuan");
  const given = byId("given");
  const keepAll = byId("keep-all");
  const plainDeed = byId("deed").textContent;
  let typed = false; // whether the person gave an amount, or we still propose the sum

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  function toFen(text) {
    const match = text.replace(/[\s,，¥元]/g, "").replace("。", ".").match(/^(\d+)?(?:\.(\d{0,2}))?$/);
    if (!match || (!match[1] && !match[2])) return null;
    return Number(match[1] || 0) * 100 + Number((match[2] || "").padEnd(2, "0"));
  }
  function figures(fen) {
    const whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return whole + "." + String(fen % 100).padStart(2, "0");
  }
  function money(fen, size) {
    const span = document.createElement("span");
    const sign = document.createElement("i");
    const cents = document.createElement("small");
    const text = figures(fen);
    span.className = "m " + size;
    span.setAttribute("role", "img");
    span.setAttribute("aria-label", text + (document.documentElement.lang === "en" ? " yuan" : " 元"));
    sign.textContent = "¥";
    cents.textContent = text.slice(-3);
    span.append(sign, text.slice(0, -3), cents);
    return span;
  }

  const DIGITS = "零壹贰叁肆伍陆柒捌玖";
  function capitals(fen) { // 大写, as the server writes it
    const yuanPart = Math.floor(fen / 100);
    const jiao = Math.floor(fen / 10) % 10;
    const cents = fen % 10;
    let text = "";
    let zero = false;
    [...String(yuanPart)].forEach((digit, i, all) => {
      const place = all.length - 1 - i;
      if (digit !== "0") {
        text += (zero && place % 4 !== 3 ? "零" : "") + DIGITS[digit] + ["", "拾", "佰", "仟"][place % 4];
        zero = false;
      } else zero = text !== "";
      const group = all.slice(Math.max(0, i - 3), i + 1).some((d) => d !== "0");
      if (place && place % 4 === 0 && group) text += ["", "万", "亿"][place / 4];
    });
    text = text ? text + "元" : fen ? "" : "零元";
    if (jiao) text += DIGITS[jiao] + "角";
    else if (cents && yuanPart) text += "零";
    return text + (cents ? DIGITS[cents] + "分" : "整");
  }

  const label = (tick) => tick.closest("label").querySelector(".p").textContent;
  const fenOf = (tick) => Number(tick.dataset.fen);
  const sum = (list) => list.reduce((total, tick) => total + fenOf(tick), 0);

  function covers(list, fen) {
    const full = [];
    for (const tick of list) {
      if (fen >= fenOf(tick)) {
        fen -= fenOf(tick);
        full.push(label(tick));
        continue;
      }
      const parts = full.length ? [fill(words.full, { months: full.join(words.and) })] : [];
      if (fen) {
        parts.push(fill(words.part, {
          month: label(tick), yuan: figures(fen), left: figures(fenOf(tick) - fen),
        }));
      }
      return parts.join(words.then);
    }
    return "";
  }
  // Ready amounts: exact to the jiao, then what people hand over in notes.
  function quickAmounts(due) {
    const exact = Math.ceil(due / 10) * 10;
    const up = [1000, 5000, 10000].map((note) => Math.ceil(due / note) * note);
    return [...new Set([exact, ...up])].sort((a, b) => a - b).slice(0, 4);
  }
  function showQuick(due, now) {
    byId("quick").replaceChildren(...quickAmounts(due).map((fen) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "choice";
      button.textContent = figures(fen).replace(/\.00$/, "");
      button.setAttribute("aria-pressed", String(fen === now));
      button.addEventListener("click", () => {
        typed = true;
        given.value = figures(fen).replace(/,/g, "");
        show();
      });
      return button;
    }));
  }

  function show() {
    const chosen = ticks.filter((tick) => tick.checked);
    const list = chosen.length ? chosen : ticks; // none ticked: oldest first
    const due = sum(list);
    const cash = form.elements.method.value === "cash";
    if (!typed) given.value = figures(cash ? Math.ceil(due / 10) * 10 : due).replace(/,/g, "");
    const gave = toFen(given.value);
    if (!cash) keepAll.checked = false;
    const over = gave === null ? 0 : Math.max(0, gave - due);
    // Change goes out in whole jiao; what cannot be changed stays as prepayment.
    const back = cash && !keepAll.checked ? Math.floor(over / 10) * 10 : 0;
    const kept = gave === null ? null : gave - back;

    byId("picked").textContent =
      chosen.length ? fill(words.picked, { n: chosen.length }) : words.all;
    byId("picked-sum").replaceChildren(money(due, "xl"));
    byId("picked-caps").textContent = capitals(due);
    const newest = ticks.lastIndexOf(chosen[chosen.length - 1]);
    const skipped = ticks.slice(0, Math.max(newest, 0)).filter((tick) => !tick.checked);
    byId("skipped").textContent = skipped.length
      ? fill(words.skipped, { months: skipped.map(label).join(words.and) }) : "";

    showQuick(due, gave);
    byId("covers").textContent = gave && gave < due ? covers(list, gave) : "";
    byId("change").hidden = !over;
    byId("back-row").hidden = !back;
    byId("keep-row").hidden = !back && !keepAll.checked;
    byId("change-sum").replaceChildren(money(back, "lg"));
    const rest = over - back;
    byId("rest").textContent =
      !rest ? "" : rest < 10 && cash ? fill(words.rest, { n: rest }) : words.over;
    byId("rest-sum").replaceChildren(...(rest ? [money(rest, "sm")] : []));

    yuan.value = kept === null ? "" : figures(kept).replace(/,/g, "");
    const deed = byId("deed");
    if (!deed.disabled) {
      deed.textContent = kept ? fill(words.deed, { yuan: figures(kept) }) : plainDeed;
    }
    const hand = Number(words.cashFen) + (cash && kept ? kept : 0);
    byId("after").querySelector("b").replaceChildren(money(hand, "sm"));
    if (cash && hand > Number(words.ceilingFen) && !byId("covers").textContent) {
      byId("covers").textContent = fill(words.near, { yuan: figures(Number(words.ceilingFen)) });
    }
  }

  // What the server sent back after a refusal stays as it was typed.
  const sent = toFen(yuan.value);
  const due = sum(ticks.filter((tick) => tick.checked)) || sum(ticks);
  if (sent !== due && sent !== Math.ceil(due / 10) * 10) {
    typed = true;
    given.value = yuan.value;
  }
  if (form.querySelector("#yuan[aria-invalid=true]")) {
    given.setAttribute("aria-invalid", "true");
    byId("given-field").append(byId("yuan-err"));
  }
  byId("given-field").hidden = false;
  byId("yuan-field").hidden = true;
  yuan.required = false; // it is hidden now, and a browser can't point at a hidden field
  given.required = true;
  given.addEventListener("input", () => { typed = true; show(); });
  form.addEventListener("change", (event) => {
    if (event.target.name === "periods" || event.target.name === "method") typed = false;
    show();
  });
  show();
})();
