import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {click, see} from "../steps";

function call(model, method, args, kwargs = {}) {
    return rpc(`/web/dataset/call_kw/${model}/${method}`, {model, method, args, kwargs});
}

/** Someone else enters a payment while the statement is on screen. */
async function postPayment() {
    const [customer] = await call("res.partner", "search", [[["name", "=", "Tour customer"]]]);
    const values = {
        payment_type: "inbound",
        partner_type: "customer",
        partner_id: customer,
        amount: 250,
        date: "2025-04-25",
    };
    const ids = await call("account.payment", "create", [[values]]);
    await call("account.payment", "action_post", [ids]);
}

const line = (words) => `.o_receivables_table tr.o_line:contains('${words}')`;

function seeLine(words, column, amount) {
    return see(
        `${words}: ${column} ${amount}`,
        `${line(words)} .o_cell_${column}:contains('${amount}')`,
    );
}

function preset(key) {
    return [
        click("Usual periods", ".o_presets"),
        click(`Choose ${key}`, `.o-dropdown-item[data-preset='${key}']`),
    ];
}

function mode(label) {
    return [
        click("The modes", "#o_filter_mode"),
        click(`Choose ${label}`, `.o_select_menu_item:contains('${label}')`),
    ];
}

registry.category("web_tour.tours").add("receivables_statement", {
    steps: () => [
        click("The statement of this customer", "button[name='action_open_statement']"),
        see("The customer is asked for", ".o_filter_customers .o_tag:contains('Tour customer')"),
        ...preset("everything"),
        seeLine("FAC-2001", "debit", "1,500.00"),
        seeLine("FAC-2001", "balance", "1,500.00"),
        seeLine("FAC-2002", "debit", "750.00"),
        seeLine("FAC-2002", "balance", "2,250.00"),
        seeLine("PBNK", "credit", "1,000.00"),
        seeLine("PBNK", "balance", "1,250.00"),
        see("Total", ".o_receivables_table tr.o_total:contains('Due by the customer')"),
        see("Total of all", ".o_currency_total:contains('2,250.00'):contains('1,250.00')"),
        ...mode("Open items"),
        see("How late it is", `${line("FAC-2001")} .o_late:contains('days late')`),
        see("One day only", ".o_filter_dates:not(:has(#o_date_from))"),
        ...mode("Activity"),
        see("A period again", "#o_date_from"),
        {
            content: "A period that ends before it begins",
            trigger: "#o_date_from",
            run: "edit 12/31/2030 && press Enter",
        },
        see("It is said in the screen", ".o_receivables_error:contains('ends before it begins')"),
        see("No dialog", "body:not(:has(.modal))"),
        see("The customer is kept", ".o_filter_customers .o_tag:contains('Tour customer')"),
        ...preset("everything"),
        see("The lines are back", line("FAC-2001")),
        click("Fold", ".o_receivables_table tr.o_statement button[aria-expanded='true']"),
        see("No line is left", ".o_receivables_table:not(:has(tr.o_line))"),
        {
            content: "Unfold with the keyboard",
            trigger: ".o_receivables_table tr.o_statement button[aria-expanded='false']",
            run: "press ArrowRight",
        },
        click("Open an invoice", `${line("FAC-2002")} .o_cell_reference button`),
        see("The invoice", ".o_form_view .o_field_widget[name='invoice_date']"),
        click(
            "Back",
            ".o_breadcrumb .breadcrumb-item:contains('Statements of account') a, .o_breadcrumb .o_back_button a",
        ),
        see("The period is kept", ".o_presets:contains('Everything')"),
        see("So are the lines", line("FAC-2002")),
        {
            content: "Another payment is entered",
            trigger: ".o_receivables_table",
            run: () => postPayment(),
        },
        click("Refresh", "button[name='refresh']"),
        seeLine("PBNK", "balance", "1,000.00"),
        click("Print", "button[name='action_print_pdf']"),
        see("It is printed", ".o_notification:contains('Printed')"),
        click("Reset", "button[name='reset']"),
        see("As it was opened", ".o_presets:contains('This year')"),
    ],
});

registry.category("web_tour.tours").add("receivables_statement_of_all", {
    steps: () => [
        see("What the screen is for", ".o_nocontent_help:contains('owe')"),
        see("Nothing to print", "button[name='action_print_pdf']:disabled"),
        click("The first act", ".o_nocontent_help button[name='all_customers']"),
        ...preset("everything"),
        seeLine("FAC-2001", "debit", "1,500.00"),
        see("Both customers", ".o_receivables_table:has(tr.o_statement:contains('Globex'))"),
        see("Their total", ".o_currency_total:contains('Due by the customers')"),
        click("Fold all", "button[name='fold_all']"),
        see("Balances only", ".o_receivables_table:not(:has(tr.o_line))"),
        click("Unfold all", "button[name='unfold_all']"),
        see("The lines again", line("FAC-2001")),
        click("Send", "button[name='action_send']"),
        see("Who will receive it", ".modal .o_data_row:contains('Tour customer')"),
        click("Send now", ".modal footer button[name='action_send']"),
        see("How far it is", ".o_form_view .o_field_widget[name='progress']"),
    ],
});
