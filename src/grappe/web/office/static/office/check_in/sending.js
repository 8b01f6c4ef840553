// Scans leave in the order of their numbers, as many times as it takes; only an answer makes the phone forget one.

const MOST = 200;
const PATIENCE = 20000;

export class NotSignedIn extends Error {}
export class NotTaken extends Error {}

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

async function ask(address, options = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
    ...options,
    headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang, ...options.headers },
  });
  if (answer.redirected || answer.status === 401 || answer.status === 403) throw new NotSignedIn();
  if (answer.status >= 400 && answer.status < 500) throw new NotTaken(await answer.text());
  if (!answer.ok) throw new TypeError(`answered ${answer.status}`);
  return answer.json();
}

export function read(address) {
  return ask(address);
}

// Whether there was something to send.
export async function sendAll(store, address, device, told) {
  for (let round = 0; ; round += 1) {
    const scans = await store.scans(MOST);
    if (!scans.length) return round > 0;
    const body = JSON.stringify({ device, scans });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
    const answer = await ask(address, { method: "POST", body, headers });
    await store.forgetScans(answer.answers.map((one) => one.event));
    told(answer);
    if (!answer.answers.length) throw new NotTaken("no answer");
  }
}
