// Counting notes: steppers, a sum for each note, the whole, and whether it agrees with what is
// due. A blind count (the cashier's) carries no data-due-fen, so there is nothing to compare with.
(function () {
  "use strict";
  const form = document.querySelector("form[data-count]");
  if (!form) return;
  const words = form.dataset;
  const counts = [...form.querySelectorAll("input[data-note-fen]")];
  const verdict = document.getElementById("verdict");
  const deed = document.getElementById("deed");

  function figures(fen) {
    const whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return whole + "." + String(fen % 100).padStart(2, "0");
  }
  function show() {
    let total = 0;
    for (const count of counts) {
      const fen = Math.max(0, Math.floor(Number(count.value) || 0)) * Number(count.dataset.noteFen);
      total += fen;
      const sum = count.closest(".count").querySelector("[data-sum]");
      sum.textContent = "¥" + figures(fen);
      sum.classList.toggle("quiet", !fen);
    }
    const counted = document.getElementById("counted");
    counted.className = "m lg";
    counted.textContent = "¥" + figures(total);
    if (deed && words.deed) deed.textContent = words.deed.replace("{yuan}", figures(total));
    if (!verdict || words.dueFen === undefined) return;
    const gap = total - Number(words.dueFen);
    verdict.className = gap ? "amber" : "good";
    const said = gap ? words[gap < 0 ? "short" : "over"] : words.same;
    verdict.textContent = total ? said.replace("{yuan}", figures(Math.abs(gap))) : "";
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const count = button.parentElement.querySelector("input");
    count.value = Math.max(0, (Number(count.value) || 0) + Number(button.dataset.step));
    show();
  });
  form.addEventListener("input", show);
  show();
})();
