// Registers the custom elements. They start by themselves, also in what htmx puts into the page.
import { AutoSave } from "./elements/auto-save.js";
import { CheckAll } from "./elements/check-all.js";
import { ChosenCodes } from "./elements/chosen-codes.js";
import { CodePicker } from "./elements/code-picker.js";
import { ConfirmAction } from "./elements/confirm-action.js";
import { ConflictField } from "./elements/conflict-field.js";
import { CopyText } from "./elements/copy-text.js";
import { FormKeys } from "./elements/form-keys.js";
import { MenuDetails } from "./elements/menu-details.js";
import { RowKeys } from "./elements/row-keys.js";
import { SignInAgain } from "./elements/sign-in-again.js";
import { SortList } from "./elements/sort-list.js";
import { TroubleMessage } from "./elements/trouble-message.js";
import { UnsavedGuard } from "./elements/unsaved-guard.js";
import { WeightSum } from "./elements/weight-sum.js";

customElements.define("auto-save", AutoSave);
customElements.define("check-all", CheckAll);
customElements.define("chosen-codes", ChosenCodes);
customElements.define("code-picker", CodePicker);
customElements.define("confirm-action", ConfirmAction);
customElements.define("conflict-field", ConflictField);
customElements.define("copy-text", CopyText);
customElements.define("form-keys", FormKeys);
customElements.define("menu-details", MenuDetails);
customElements.define("row-keys", RowKeys);
customElements.define("sign-in-again", SignInAgain);
customElements.define("sort-list", SortList);
customElements.define("trouble-message", TroubleMessage);
customElements.define("unsaved-guard", UnsavedGuard);
customElements.define("weight-sum", WeightSum);

// Errors of a form that was sent: start reading there.
document.querySelector(".error-summary")?.focus();
