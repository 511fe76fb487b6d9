// <form-keys>: Ctrl+Enter sends the form one types in (with its first button); Alt+Page Down and Alt+Page Up follow the
// links to the next and the previous page.
const LINKS = { PageDown: "next", PageUp: "prev" };

export class FormKeys extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this.press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.press);
  }

  press = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.("form[data-keys]");
      if (!form) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("[type=submit], button:not([type])"));
    } else if (event.altKey && LINKS[event.key]) {
      const link = document.querySelector(`a[rel=${LINKS[event.key]}]`);
      if (!link) return;
      event.preventDefault();
      link.click();
    }
  };
}
