// What the phone keeps: scans to send, the sealed list, who was seen here today, and a few words about itself.

const STORES = { scans: "event", lines: null, seen: null, words: null };

export function openStore(name) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        asked.result.createObjectStore(store, keyPath ? { keyPath } : undefined);
      }
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => resolve(new Store(asked.result));
  });
}

class Store {
  constructor(database) {
    this.database = database;
  }

  // One transaction: it is done, or nothing of it is.
  run(stores, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(stores, mode, { durability: "strict" });
      const held = work(...stores.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => resolve(held && "result" in held ? held.result : undefined);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  get(store, key) {
    return this.run([store], "readonly", (rows) => rows.get(key));
  }

  put(store, value, key) {
    return this.run([store], "readwrite", (rows) => rows.put(value, key));
  }

  count(store) {
    return this.run([store], "readonly", (rows) => rows.count());
  }

  scans(most) {
    return this.run(["scans"], "readonly", (rows) => rows.getAll(undefined, most));
  }

  forgetScans(events) {
    return this.run(["scans"], "readwrite", (rows) => void events.forEach((event) => rows.delete(event)));
  }

  keepList(list) {
    return this.run(["lines", "words"], "readwrite", (lines, words) => {
      lines.clear();
      for (const [name, line] of Object.entries(list.lines)) lines.put(line, name);
      words.put(list.expires, "expires");
      words.put(Object.keys(list.lines).length, "people");
    });
  }

  // Scans that wait to be sent stay, whatever is forgotten.
  forgetPeople() {
    return this.run(["lines", "seen", "words"], "readwrite", (lines, seen, words) => {
      lines.clear();
      seen.clear();
      words.delete("expires");
      words.delete("people");
    });
  }
}
