// A text stays on this computer from the first letter until the server says it has it: a dropped connection, a closed
// tab or a session that ended lose nothing. Without JavaScript each answer has its own button.

const forms = [...document.querySelectorAll("form[data-draft]")];
const nameOf = (form) => `grappe-draft-${form.dataset.draft}`;
const textOf = (form) => form.querySelector("[name=text]");

function remember(form) {
  const base = form.querySelector("[name=base]");
  localStorage.setItem(nameOf(form), JSON.stringify({ text: textOf(form).value, base: base ? base.value : "0" }));
}

function restore(form) {
  const held = localStorage.getItem(nameOf(form));
  if (!held) return;
  const draft = JSON.parse(held);
  if (draft.text === textOf(form).value) {
    localStorage.removeItem(nameOf(form));
    return;
  }
  // The base it was written from goes along: if somebody changed the answer since, the server keeps both.
  textOf(form).value = draft.text;
  form.querySelector("[name=base]").value = draft.base;
  window.htmx.trigger(form, "retry");
}

function tell(form) {
  const state = form.querySelector("[data-answer-state]");
  state.textContent = form.dataset.waiting;
  state.dataset.answerState = "waiting";
}

for (const form of forms) {
  textOf(form).addEventListener("input", () => remember(form));
  form.addEventListener("htmx:beforeRequest", (event) => {
    form.dataset.sent = event.detail.requestConfig.parameters.text ?? textOf(form).value;
  });
  // A session that ended answers with the page to sign in, which is no place for a text.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.serverResponse.includes("data-answer-state")) event.detail.shouldSwap = false;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const answer = event.detail.xhr.response || "";
    if (!event.detail.successful || !answer.includes("data-answer-state")) {
      tell(form);
      return;
    }
    const state = form.querySelector("[data-answer-state]");
    const kept = state && state.dataset.answerState !== "refused";
    if (!kept) return;
    // What was typed meanwhile goes on from what has just been saved.
    if (form.dataset.sent === textOf(form).value) localStorage.removeItem(nameOf(form));
    else remember(form);
  });
}

function sendAgain() {
  for (const form of forms) if (localStorage.getItem(nameOf(form))) window.htmx.trigger(form, "retry");
}

window.addEventListener("load", () => forms.forEach(restore));
window.addEventListener("online", sendAgain);
setInterval(sendAgain, 30000);
