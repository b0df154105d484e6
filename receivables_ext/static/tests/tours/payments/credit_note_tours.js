import {registry} from "@web/core/registry";
import {click, dialogIsClosed, figure, row, see, typeAmount} from "../steps";

const ON_A = `.modal ${row("open_amount", "600.00")}`;
const ON_B = `.modal ${row("open_amount", "900.00")}`;

registry.category("web_tour.tours").add("receivables_use_credit_note", {
    steps: () => [
        click("Use", "button[name='action_use_credit']"),
        see("600 on the oldest", `${ON_A} td[name='amount']:contains('600.00')`),
        see("400 on the next", `${ON_B} td[name='amount']:contains('400.00')`),
        figure("left_amount", "0.00"),
        ...typeAmount("Less on the second", ON_B, "150"),
        figure("selected_amount", "750.00"),
        figure("left_amount", "250.00"),
        ...typeAmount("All that is left", ON_B, "400"),
        figure("left_amount", "0.00"),
        click("Allocate", ".modal button[name='action_apply']"),
        dialogIsClosed(),
        see("Nothing is left", "[name='amount_residual']:contains('0.00')"),
    ],
});
