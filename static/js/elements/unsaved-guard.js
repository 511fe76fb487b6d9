// <unsaved-guard data-user="7">: keeps what is typed in the form around it in this browser until it has been sent,
// keyed by person, page and field, and puts it back. Signing out clears it.
const PREFIX = "kring-text:";
const SENT = "kring-sent";
const KEPT = "textarea, input:not([type]), input:is([type=text], [type=number], [type=date], [type=email], [type=url])";

// A form that was sent has arrived when the page that answers is a good one, of somebody who is still signed in.
function settle() {
  const { keys, from } = JSON.parse(sessionStorage.getItem(SENT) ?? "{}");
  sessionStorage.removeItem(SENT);
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 200;
  const good = status < 400 && document.body.dataset.user && !document.querySelector(".error-summary");
  if (keys && good && document.referrer === from) for (const key of keys) localStorage.removeItem(key);
}

function clear() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

settle();
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) clear();
});

export class UnsavedGuard extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.initial = new Map(this.fields().map((field) => [field.name, field.defaultValue]));
    for (const field of this.fields()) this.restore(field);
    this.form.addEventListener("input", this.keep);
    this.form.addEventListener("submit", this.send);
    this.form.addEventListener("kring:saved", this.saved);
  }

  disconnectedCallback() {
    this.form.removeEventListener("input", this.keep);
    this.form.removeEventListener("submit", this.send);
    this.form.removeEventListener("kring:saved", this.saved);
  }

  fields() {
    return [...this.form.querySelectorAll(KEPT)].filter((field) => field.name && !("noAutosave" in field.dataset));
  }

  key(field) {
    return `${PREFIX}${this.dataset.user}:${location.pathname}:${field.name}`;
  }

  keep = (event) => {
    const field = event.target;
    if (!this.fields().includes(field)) return;
    const kept = { text: field.value, initial: this.initial.get(field.name), time: Date.now() };
    localStorage.setItem(this.key(field), JSON.stringify(kept));
  };

  send = () => {
    const keys = this.fields().map((field) => this.key(field));
    sessionStorage.setItem(SENT, JSON.stringify({ keys, from: location.href.split("#")[0] }));
  };

  saved = (event) => {
    for (const field of this.fields()) {
      if (event.detail.get(field.name) === field.value) localStorage.removeItem(this.key(field));
      if (event.detail.has(field.name)) this.initial.set(field.name, event.detail.get(field.name));
    }
  };

  restore(field) {
    const kept = JSON.parse(localStorage.getItem(this.key(field)) ?? "null");
    if (!kept || kept.text === field.value) return localStorage.removeItem(this.key(field));
    const time = new Date(kept.time).toLocaleString("nl-NL", { dateStyle: "short", timeStyle: "short" });
    const untouched = kept.initial === field.value;
    if (untouched) field.value = kept.text;
    this.tell(field, untouched ? `${this.dataset.restored} ${time}.` : `${this.dataset.changed} ${kept.text}`);
  }

  tell(field, text) {
    const notice = document.createElement("p");
    const discard = document.createElement("button");
    Object.assign(notice, { className: "restored-note", textContent: `${text} ` });
    Object.assign(discard, { type: "button", className: "btn btn-link btn-sm", textContent: this.dataset.discard });
    discard.addEventListener("click", () => {
      field.value = this.initial.get(field.name);
      localStorage.removeItem(this.key(field));
      notice.remove();
    });
    notice.append(discard);
    field.before(notice);
  }
}
