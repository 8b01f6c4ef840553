// A line of the list is found and opened by the code of its badge, and by nothing else (see sealing.py).

const words = new TextEncoder();

async function digest(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", words.encode(text)));
}

export async function lineName(code) {
  return encoded((await digest(`grappe line ${code}`)).slice(0, 16));
}

export async function opened(code, line) {
  const key = await crypto.subtle.importKey("raw", await digest(`grappe key ${code}`), "AES-GCM", false, ["decrypt"]);
  const raw = decoded(line);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw.slice(0, 12) }, key, raw.slice(12));
  return JSON.parse(new TextDecoder().decode(text));
}

function encoded(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decoded(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
}
