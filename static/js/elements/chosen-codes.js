// <chosen-codes data-url="…" data-for="id">: the names of the codes in the text field with that id, each to take away
// or to make the main one, which is the first.
export class ChosenCodes extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.for);
    this.list = this.querySelector("ul");
    this.names = new Map();
    this.field.addEventListener("input", this.show);
    this.addEventListener("click", this.press);
    this.show();
  }

  get codes() {
    const parts = this.field.value.split(/[,;]/).map((code) => code.trim());
    return [...new Set(parts.filter(Boolean))];
  }

  show = async () => {
    const asked = this.codes;
    const unknown = asked.filter((code) => /^[A-Z]{0,2}\d/i.test(code) && !this.names.has(code));
    if (unknown.length) await this.learn(unknown);
    if (String(asked) !== String(this.codes)) return;
    const known = asked.filter((code) => this.names.get(code));
    this.list.replaceChildren(...known.map((code, number) => this.item(code, number, known.length)));
  };

  async learn(codes) {
    const query = codes.map((code) => `code=${encodeURIComponent(code)}`).join("&");
    try {
      const options = { headers: { Accept: "application/json" }, credentials: "same-origin" };
      const answer = await (await fetch(`${this.dataset.url}?${query}`, options)).json();
      for (const code of codes) this.names.set(code, answer.codes.find((one) => one.code.startsWith(code))?.name);
    } catch {
      // Without names the codes still stand in the field.
    }
  }

  item(code, number, count) {
    const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
    item.dataset.code = code;
    item.querySelector("[data-part=code]").textContent = code;
    item.querySelector("[data-part=name]").textContent = this.names.get(code);
    const main = item.querySelector("[data-main]");
    const first = item.querySelector("[data-first]");
    if (main) main.hidden = number > 0;
    if (first) first.hidden = number === 0 || count < 2;
    for (const button of item.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${code}`);
    return item;
  }

  press = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { code } = button.closest("li").dataset;
    const others = this.codes.filter((one) => one !== code);
    this.field.value = ("first" in button.dataset ? [code, ...others] : others).join(", ");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
  };
}
