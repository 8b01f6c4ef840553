// What is written stays on this computer from the first letter until the server says it has it: a dropped connection, a
// closed tab or a session that ended lose nothing. Without JavaScript each form has its own button.

const forms = [...document.querySelectorAll("form[data-draft]")];
const nameOf = (form) => `grappe-draft-${form.dataset.draft}`;
// The revision that was read goes along, so that an older text never overwrites a newer one.
const versionOf = (form) => form.querySelector("[name=base], [name=seen]");
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !["hidden", "submit"].includes(one.type));
const valuesOf = (form) => Object.fromEntries(fieldsOf(form).map((one) => [one.name, one.value]));
const textOf = (values) => JSON.stringify(values);

function remember(form) {
  const version = versionOf(form);
  const draft = { values: valuesOf(form), base: version ? version.value : "0" };
  localStorage.setItem(nameOf(form), JSON.stringify(draft));
}

function put(form, values) {
  for (const one of fieldsOf(form)) if (one.name in values) one.value = values[one.name];
}

function restore(form) {
  const held = localStorage.getItem(nameOf(form));
  if (!held) return;
  const { values, base } = JSON.parse(held);
  if (!values || textOf({ ...valuesOf(form), ...values }) === textOf(valuesOf(form))) {
    localStorage.removeItem(nameOf(form));
    return;
  }
  if ("draftAsks" in form.dataset && base !== versionOf(form).value) {
    ask(form, values);
    return;
  }
  // If somebody changed the answer since, the server keeps both.
  put(form, values);
  versionOf(form).value = base;
  window.htmx.trigger(form, "retry");
}

// Saved from elsewhere since: the writer chooses, and until then the text stays on this computer.
function ask(form, values) {
  const notice = form.querySelector("[data-draft-found]");
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    notice.hidden = true;
    put(form, values);
    remember(form);
    window.htmx.trigger(form, "retry");
  });
}

function tell(form) {
  const state = form.querySelector("[data-answer-state]");
  state.textContent = form.dataset.waiting;
  state.dataset.answerState = "waiting";
}

for (const form of forms) {
  form.addEventListener("input", () => remember(form));
  form.addEventListener("htmx:beforeRequest", () => {
    form.dataset.sent = textOf(valuesOf(form));
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
    if (form.dataset.sent === textOf(valuesOf(form))) localStorage.removeItem(nameOf(form));
    else remember(form);
  });
}

function isAsked(form) {
  const notice = form.querySelector("[data-draft-found]");
  return notice && !notice.hidden;
}

function sendAgain() {
  for (const form of forms) {
    if (localStorage.getItem(nameOf(form)) && !isAsked(form)) window.htmx.trigger(form, "retry");
  }
}

window.addEventListener("load", () => forms.forEach(restore));
window.addEventListener("online", sendAgain);
setInterval(sendAgain, 30000);
