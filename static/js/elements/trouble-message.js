// <trouble-message data-offline="…"><div class="messages">…: shows there what Kring answers when a request of htmx goes wrong.
// Without it htmx leaves the page as it was, and the person waits for nothing.
export class TroubleMessage extends HTMLElement {
  connectedCallback() {
    document.addEventListener("htmx:beforeSwap", this.answer);
    document.addEventListener("htmx:sendError", this.offline);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:beforeSwap", this.answer);
    document.removeEventListener("htmx:sendError", this.offline);
  }

  get region() {
    return this.querySelector(".messages");
  }

  // Only a line that Kring wrote for this, and its answer names the region; a page of a proxy in between stays out.
  answer = (event) => {
    if (!event.detail.xhr.getResponseHeader("X-Kring-Trouble")) return;
    event.detail.shouldSwap = true;
    this.region.scrollIntoView({ block: "nearest" });
  };

  offline = () => {
    const line = document.createElement("p");
    line.textContent = this.dataset.offline;
    this.region.replaceChildren(line);
    this.region.scrollIntoView({ block: "nearest" });
  };
}
