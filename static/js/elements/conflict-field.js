// <conflict-field data-for="id">: takes over the stored or the typed text into the field with that id.
export class ConflictField extends HTMLElement {
  connectedCallback() {
    this.querySelector(".conflict__choice").hidden = false;
    this.addEventListener("click", (event) => {
      const side = event.target.closest("[data-take]")?.dataset.take;
      if (side) this.take(this.querySelector(`[data-${side}]`).dataset.value);
    });
  }

  take(text) {
    const field = document.getElementById(this.dataset.for);
    if (field.type === "checkbox") field.checked = text === "True";
    else field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}
