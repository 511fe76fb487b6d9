// <menu-details><details>…</details></menu-details>: closes on Escape, on a click elsewhere and when focus leaves.
export class MenuDetails extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this.leave);
    this.addEventListener("focusout", this.lose);
    this.addEventListener("keydown", this.escape);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.leave);
  }

  leave = (event) => {
    if (!this.contains(event.target)) this.close();
  };

  lose = (event) => {
    if (event.relatedTarget && !this.contains(event.relatedTarget)) this.close();
  };

  escape = (event) => {
    if (event.key !== "Escape") return;
    this.close();
    this.querySelector("summary").focus();
  };

  close() {
    this.querySelector("details").open = false;
  }
}
