import {registry} from "@web/core/registry";
import {choose, click, dialogIsClosed, fill, see} from "../steps";

registry.category("web_tour.tours").add("receivables_preview_and_discard", {
    steps: () => [
        click("New payment", ".o_list_button_add"),
        click("Preview without a customer", "button[name='preview']"),
        see("It is asked for", ".o_field_invalid[name='partner_id']"),
        ...choose("partner_id", "Tour customer"),
        fill("The amount received", "amount", "300"),
        click("Preview", "button[name='preview']"),
        see("Its name", ".modal-title:contains('Draft payment - Tour customer.pdf')"),
        see("The page is drawn", ".modal iframe.o_receivables_pdf"),
        see("It can be kept", ".modal a[download='Draft payment - Tour customer.pdf']"),
        click("Close it", ".modal-footer .btn-primary"),
        dialogIsClosed(),
        see("Still not saved", ".o_form_button_cancel"),
        click("Discard", ".o_form_button_cancel"),
        see("Back in the list", ".o_list_view"),
        see("The form is gone", "body:not(:has(.o_form_view))"),
    ],
});
