// <check-all>: the box with data-all ticks all others in it; it is half ticked while only some are.
export class CheckAll extends HTMLElement {
  connectedCallback() {
    this.head = this.querySelector("[data-all]");
    if (!this.head) return;
    this.head.hidden = false;
    this.addEventListener("change", this.follow);
  }

  follow = (event) => {
    const boxes = [...this.querySelectorAll("tbody [type=checkbox]")];
    if (event.target === this.head) for (const box of boxes) box.checked = this.head.checked;
    const ticked = boxes.filter((box) => box.checked).length;
    this.head.checked = ticked === boxes.length;
    this.head.indeterminate = ticked > 0 && ticked < boxes.length;
  };
}
