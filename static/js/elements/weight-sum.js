// <weight-sum data-total="100">: the sum of all fields with data-weight in the form around it, while one types.
export class WeightSum extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("input", this.add);
    this.add();
  }

  disconnectedCallback() {
    this.form.removeEventListener("input", this.add);
  }

  // In whole ten-thousandths: 0.1 + 0.2 must be 0.3.
  add = () => {
    const fields = [...this.form.querySelectorAll("[data-weight]")];
    const sum = fields.reduce((soFar, field) => soFar + this.read(field.value), 0);
    const left = this.read(this.dataset.total) - sum;
    const rest = left > 0 ? this.dataset.left : this.dataset.over;
    const { sum: word, unit } = this.dataset;
    const tail = left ? `, ${this.write(Math.abs(left))}${unit} ${rest}` : "";
    this.querySelector("output").textContent = `${word} ${this.write(sum)}${unit}${tail}`;
    this.querySelector("output").dataset.state = left ? "open" : "whole";
  };

  read(text) {
    return Math.round(Number(text.trim().replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".")) * 10000) || 0;
  }

  write(number) {
    return (number / 10000).toLocaleString("nl-NL", { maximumFractionDigits: 4 });
  }
}
