// <confirm-action><form>…</form><dialog>…</dialog></confirm-action>: asks before it sends the form.
export class ConfirmAction extends HTMLElement {
  connectedCallback() {
    this.confirmed = false;
    this.addEventListener("submit", this.ask);
    this.addEventListener("click", this.answer);
  }

  ask = (event) => {
    if (this.confirmed) return;
    event.preventDefault();
    event.stopPropagation();
    this.submitter = event.submitter;
    this.querySelector("dialog").showModal();
  };

  answer = (event) => {
    const dialog = this.querySelector("dialog");
    if (event.target.closest("[data-cancel]")) dialog.close();
    if (event.target.closest("[data-confirm]")) {
      dialog.close();
      this.confirmed = true;
      this.querySelector("form").requestSubmit(this.submitter);
      this.confirmed = false;
    }
  };
}
