// <sign-in-again><dialog>…</dialog></sign-in-again>: says that the session ended, without touching the page.
// It opens on a 401 of htmx and on the event "kring:signed-out" of other elements; "kring:signed-in" asks them to try again.
export class SignInAgain extends HTMLElement {
  connectedCallback() {
    document.addEventListener("htmx:responseError", this.refused);
    document.addEventListener("kring:signed-out", this.open);
    window.addEventListener("pageshow", this.back);
    this.querySelector("[data-again]").addEventListener("click", this.again);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:responseError", this.refused);
    document.removeEventListener("kring:signed-out", this.open);
    window.removeEventListener("pageshow", this.back);
  }

  refused = (event) => {
    if (event.detail.xhr.status === 401) this.open();
  };

  open = () => {
    const dialog = this.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
  };

  // Going back shows the page as it was left, with what was typed.
  back = (event) => {
    if (event.persisted) this.renew();
  };

  again = () => {
    this.renew();
    this.querySelector("dialog").close();
    document.dispatchEvent(new CustomEvent("kring:signed-in"));
  };

  // Signing in gave a new token; the forms on this page still hold the old one.
  renew() {
    const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
    if (token) {
      for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = token;
    }
  }
}
