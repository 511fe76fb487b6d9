// <row-keys>: in the list inside it, J and K move to the next and previous row, X ticks its box. Only while the list
// has the focus, so that a single letter never does something elsewhere.
export class RowKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.press);
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.press);
  }

  press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, [type=text]")) return;
    const rows = [...this.querySelectorAll("[data-row]")];
    const place = rows.findIndex((link) => link.closest("li").contains(document.activeElement));
    const next = { j: place + 1, k: place - 1 }[event.key];
    if (next !== undefined && rows[next]) {
      event.preventDefault();
      rows[next].focus();
    } else if (event.key === "x" && place >= 0) {
      event.preventDefault();
      rows[place].closest("li").querySelector("[type=checkbox]")?.click();
    }
  };
}
