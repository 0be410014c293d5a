/** The one script of the desk: asks what `check` says of the text, a moment after the last key. Without it there is a button. */

export const liveCheck = `"use strict";
(() => {
  const text = document.getElementById("text");
  const result = document.getElementById("result");
  const live = document.getElementById("live");
  let timer, asking;
  async function check() {
    asking?.abort();
    asking = new AbortController();
    live.textContent = "Checking …";
    try {
      const answer = await fetch("/config/check", { method: "POST", body: new URLSearchParams({ text: text.value }), signal: asking.signal });
      const body = await answer.text();
      if (answer.ok) result.innerHTML = body;
      else result.textContent = body;
      const found = result.querySelectorAll(".found > li").length;
      live.textContent = !answer.ok ? "Not checked." : found === 0 ? "Checked: right." : "Checked: " + found + (found === 1 ? " problem." : " problems.");
    } catch (error) {
      if (error.name !== "AbortError") live.textContent = "The desk does not answer: is it still running?";
    }
  }
  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(check, 400); });
  live.textContent = "Checked while you type.";
})();
`;
