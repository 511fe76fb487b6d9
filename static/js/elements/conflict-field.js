// <conflict-field data-for="id">: takes over the stored or the typed text into the field with that id.
export class ConflictField extends HTMLElement {
  connectedCallback() {
    this.querySelector(".conflict__choice").hidden = false;
    this.addEventListener("click", (event) => {
      const side = event.target.closest("[data-take]")?.dataset.take;
      if (side) this.take(this.querySelector(`[data-${side}]`).textContent);
    });
  }

  take(text) {
    const field = document.getElementById(this.dataset.for);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}
