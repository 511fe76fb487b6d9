// <copy-text>: puts the text in it on the clipboard.
export class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("[data-text]").textContent.trim());
      button.lastElementChild.textContent = this.dataset.done;
    });
  }
}
