// <sort-list>: lists of which each item with data-id is dragged by its data-grip to another place, or into another
// list of the same data-kind. It fills the form with data-place and sends it; the server decides.
export class SortList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form[data-place]");
    if (!this.form) return;
    this.addEventListener("pointerdown", this.arm);
    this.addEventListener("dragstart", this.start);
    this.addEventListener("dragover", this.over);
    this.addEventListener("drop", this.drop);
    this.addEventListener("dragend", this.end);
  }

  arm = (event) => {
    const item = event.target.closest("[data-grip]")?.closest("[data-id]");
    if (item) item.draggable = true;
  };

  start = (event) => {
    this.item = event.target;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.item.dataset.id);
    this.item.classList.add("is-dragged");
  };

  over = (event) => {
    const list = event.target.closest("[data-kind]");
    if (!this.item || list?.dataset.kind !== this.item.closest("[data-kind]").dataset.kind) return;
    event.preventDefault();
    this.mark(list, this.after(list, event.clientY));
  };

  // The item that the dragged one would come before; none at the end of the list.
  after(list, height) {
    const others = [...list.querySelectorAll(":scope > [data-id]")].filter((item) => item !== this.item);
    return others.find((item) => {
      const box = item.getBoundingClientRect();
      return height < box.top + box.height / 2;
    });
  }

  mark(list, before) {
    this.clear();
    this.place = { list, before };
    (before ?? list.lastElementChild ?? list).classList.add(before ? "is-drop-before" : "is-drop-after");
  }

  drop = (event) => {
    if (!this.item || !this.place) return;
    event.preventDefault();
    const { list, before } = this.place;
    this.form.elements.eis.value = this.item.dataset.id;
    this.form.elements.voor.value = before?.dataset.id ?? "";
    this.form.elements.groep.value = list.dataset.group;
    this.form.requestSubmit();
  };

  end = () => {
    this.clear();
    if (this.item) {
      this.item.classList.remove("is-dragged");
      this.item.draggable = false;
    }
    this.item = this.place = null;
  };

  clear() {
    for (const item of this.querySelectorAll(".is-drop-before, .is-drop-after")) {
      item.classList.remove("is-drop-before", "is-drop-after");
    }
  }
}
