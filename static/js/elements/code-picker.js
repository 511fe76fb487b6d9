// <code-picker data-url="…" data-for="id">: a combobox whose choice is added to the text field with that id.
// The text field is what is sent; without this element one types codes and words into it.
const PAUSE = 150;

export class CodePicker extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.for);
    this.box = this.querySelector("[role=combobox]");
    this.list = this.querySelector("[role=listbox]");
    this.said = this.querySelector("[role=status]");
    this.box.closest("[hidden]")?.removeAttribute("hidden");
    this.box.addEventListener("input", this.typed);
    this.box.addEventListener("keydown", this.press);
    this.box.addEventListener("blur", this.close);
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(event.target.closest("[role=option]"));
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  typed = (event) => {
    // What is searched is no part of the form.
    event.stopPropagation();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.search, PAUSE);
  };

  search = async () => {
    const asked = this.box.value.trim();
    if (!asked) return this.close();
    try {
      const url = `${this.dataset.url}?q=${encodeURIComponent(asked)}`;
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      const { codes } = await answer.json();
      // An answer to what was asked before comes too late.
      if (asked === this.box.value.trim()) this.show(codes, codes.length ? "" : this.dataset.none);
    } catch {
      this.show([], this.dataset.failed);
    }
  };

  show(codes, trouble) {
    const options = codes.map((one, number) => {
      const option = this.querySelector("template").content.firstElementChild.cloneNode(true);
      option.id = `${this.list.id}-${number}`;
      option.dataset.code = one.code;
      for (const part of ["code", "name", "path"]) option.querySelector(`[data-part=${part}]`).textContent = one[part];
      return option;
    });
    this.list.replaceChildren(...options);
    this.said.textContent = trouble || `${codes.length} ${this.dataset.found}`;
    this.said.classList.toggle("visually-hidden", !trouble);
    this.list.hidden = !options.length;
    this.box.setAttribute("aria-expanded", String(Boolean(options.length)));
    this.move(-1);
  }

  press = (event) => {
    const { options, at } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") this.take(options[at]);
    else if (event.key === "Escape") this.close();
    else if (step && this.list.hidden) this.search();
    else if (step) this.move(at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length);
    else return;
    event.preventDefault();
  };

  move(at) {
    this.at = at;
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const option = this.options[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(option) {
    if (!option) return;
    const codes = this.field.value.split(",").map((code) => code.trim());
    this.field.value = [...new Set([...codes, option.dataset.code])].filter(Boolean).join(", ");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.box.value = "";
    this.close();
  }

  close = () => {
    clearTimeout(this.timer);
    this.show([], "");
    this.said.textContent = "";
  };
}
