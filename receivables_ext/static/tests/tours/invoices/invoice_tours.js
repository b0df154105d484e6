import {registry} from "@web/core/registry";
import {click, dialogIsClosed, see} from "../steps";

const badge = (words) => `div[name='lifecycle'] .badge:contains('${words}')`;
const why = (reason) => ({
    content: "Say why",
    trigger: ".modal .o_field_widget[name='reason'] input",
    run: `edit ${reason}`,
});

/** From the list by status to the form, modified, validated again, and its history read. */
registry.category("web_tour.tours").add("receivables_modify_invoice", {
    steps: () => [
        click("The late ones", ".o_group_header:contains('Overdue')"),
        click("The invoice", ".o_data_row td[name='partner_id']"),
        see("It is late", badge("Overdue")),
        click("Modify", "button[name='action_modify']"),
        why("Wrong price"),
        click("Modify, with the reason", ".modal-footer button[name='action_modify']"),
        dialogIsClosed(),
        see("Version 1.0 counts", "div[name='revision_banner']:contains('1.0 counts')"),
        see("A draft", badge("Draft")),
        click("Validate again", "button[name='action_post']:not(.d-none)"),
        see("It is late again", badge("Overdue")),
        click("The history", ".o_notebook a[name='lifecycle_history']"),
        see("Why", ".o_receivables_history li:contains('1.1'):contains('Wrong price')"),
    ],
});

/** What is paid is credited and replaced; the badge names the credit note and opens it. */
registry.category("web_tour.tours").add("receivables_credit_and_replace", {
    steps: () => [
        see("It is paid", badge("Paid")),
        click("Credit and replace", "button[name='action_credit_and_replace']"),
        why("Wrong customer"),
        click("With the reason", ".modal-footer button[name='action_replace']"),
        dialogIsClosed(),
        see("The draft", badge("Draft")),
        click("What it replaces", "div[name='replacement_banner'] button"),
        see("It is cancelled", "button[name='action_open_credit_notes'] .badge:contains('RINV')"),
        click("The credit note", "button[name='action_open_credit_notes']"),
        see("It is used", badge("Used")),
    ],
});
