// <auto-save data-url="…">: posts the form around it a moment after the last key, and says when that was.
const PAUSE = 1200;

export class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.label = this.querySelector(".saved-state");
    this.form.addEventListener("input", this.wait);
    this.form.addEventListener("submit", this.stop);
    document.addEventListener("kring:signed-in", this.retry);
  }

  disconnectedCallback() {
    this.stop();
    this.form.removeEventListener("input", this.wait);
    this.form.removeEventListener("submit", this.stop);
    document.removeEventListener("kring:signed-in", this.retry);
  }

  wait = (event) => {
    if (event.target.matches("[data-no-autosave], [type=file]")) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, PAUSE);
  };

  stop = () => clearTimeout(this.timer);

  retry = () => {
    if (this.state === "failed") this.save();
  };

  // One request at a time, so that an older text never lands after a newer one.
  save = async () => {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.again = false;
    const sent = this.fields();
    this.show("saving", this.dataset.saving);
    try {
      const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
      const options = { method: "POST", body: sent, headers, redirect: "manual", credentials: "same-origin" };
      await this.answer(await fetch(this.dataset.url, options), sent);
    } catch {
      this.show("failed", this.dataset.failed);
    } finally {
      this.busy = false;
      if (this.again) this.save();
    }
  };

  async answer(response, sent) {
    if (response.ok) {
      const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
      const said = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      const left = said.left ?? {};
      for (const name of Object.keys(left)) sent.delete(name);
      this.remember(sent, left);
      const except = Object.values(left).length ? `, ${this.dataset.except} ${Object.values(left).join(", ")}` : "";
      this.show("saved", `${this.dataset.saved} ${said.saved ?? time}${except}`);
      this.dispatchEvent(new CustomEvent("kring:saved", { bubbles: true, detail: sent }));
    } else if (response.status === 401) {
      this.show("failed", this.dataset.failed);
      document.dispatchEvent(new CustomEvent("kring:signed-out"));
    } else {
      this.show("failed", [409, 422].includes(response.status) ? this.dataset.refused : this.dataset.failed);
    }
  }

  fields() {
    const data = new FormData(this.form);
    for (const field of this.form.elements) {
      if (field.name && field.matches("[data-no-autosave], [type=file]")) data.delete(field.name);
    }
    return data;
  }

  // What was just saved is what the next save starts from, or it would conflict with itself.
  remember(sent, left) {
    for (const field of this.form.querySelectorAll('[name^="initial-"]')) {
      const name = field.name.slice("initial-".length);
      if (name in left) continue;
      // A box without a tick is not sent at all.
      if (this.form.querySelector(`[type=checkbox][name="${name}"]`)) field.value = sent.has(name) ? "True" : "False";
      else if (sent.has(name)) field.value = sent.get(name);
    }
  }

  show(state, text) {
    this.state = state;
    this.label.dataset.state = state;
    this.label.textContent = text;
  }
}
