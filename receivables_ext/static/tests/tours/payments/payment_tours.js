import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";
import {choose, click, dialogIsClosed, figure, fill, row, see, typeAmount} from "../steps";

const GRID = ".o_field_widget[name='allocation_line_ids']";

function newPayment(customer, amount) {
    return [
        click("New payment", ".o_list_button_add"),
        ...choose("partner_id", customer),
        fill("The amount received", "amount", amount),
    ];
}

const validate = [
    click("Validate", "button[name='action_post']"),
    see("Registered", ".o_form_view:not(:has(button[name='action_post']))"),
];

registry.category("web_tour.tours").add("receivables_payment_before_invoice", {
    url: "/odoo",
    steps: () => [
        ...stepUtils.goToAppSteps("account.menu_finance", "The application"),
        click("Customers", "[data-menu-xmlid='account.menu_finance_receivables']"),
        click("Payments", "[data-menu-xmlid='account.menu_action_account_payments_receivable']"),
        see("The list of payments", ".o_breadcrumb:contains('Customer Payments')"),
        ...newPayment("Tour customer", "300"),
        see("No document is needed", ".o_form_view p:contains('stays as credit')"),
        figure("credit_left_amount", "300.00"),
        ...validate,
        figure("credit_left_amount", "300.00"),
    ],
});

registry.category("web_tour.tours").add("receivables_use_credit", {
    steps: () => [
        see("The credit is proposed", "[name='credit_banner']:contains('300.00')"),
        click("Use it", "button[name='action_apply_credits']"),
        see(
            "700 remain",
            ".o_form_view:not(:has([name='credit_banner'])) [name='amount_residual']:contains('700.00')",
        ),
    ],
});

registry.category("web_tour.tours").add("receivables_payment_on_two_invoices", {
    steps: () => [
        ...newPayment("Tour customer", "3050"),
        see("The first invoice is proposed", `${GRID} ${row("amount", "1,500.00")}`),
        see("And why", `${GRID} ${row("amount", "1,500.00")} td[name='reason']:contains('Oldest')`),
        see("The second one too", `${GRID} ${row("amount", "1,550.00")}`),
        figure("allocated_amount", "3,050.00"),
        ...typeAmount("Less on the second", row("amount_original", "1,550.00"), "1000"),
        figure("amount", "3,050.00"),
        figure("allocated_amount", "2,500.00"),
        figure("credit_left_amount", "550.00"),
        ...typeAmount("All of it after all", row("amount_original", "1,550.00"), "1550"),
        figure("allocated_amount", "3,050.00"),
        figure("credit_left_amount", "0.00"),
        ...validate,
        figure("allocated_amount", "3,050.00"),
    ],
});

registry.category("web_tour.tours").add("receivables_pay_with_credit_first", {
    steps: () => [
        click("Pay", "button[name='action_register_payment']"),
        see(
            "The credit comes first",
            `.modal [name='credit_line_ids'] ${row("amount", "300.00")} td[name='open_amount']:contains('300.00')`,
        ),
        see("700 are asked", ".modal .o_field_widget[name='amount'] input:value('700.00')"),
        ...typeAmount("Less of the credit", `.modal ${row("open_amount", "300.00")}`, "100"),
        see("900 are asked", ".modal .o_field_widget[name='amount'] input:value('900.00')"),
        ...typeAmount("All of it after all", `.modal ${row("open_amount", "300.00")}`, "300"),
        see("700 again", ".modal .o_field_widget[name='amount'] input:value('700.00')"),
        click("Pay the rest", ".modal button[name='action_create_payments']"),
        dialogIsClosed(),
        see("It is paid", "[name='amount_residual']:contains('0.00')"),
    ],
});

registry.category("web_tour.tours").add("receivables_pay_one_by_one", {
    steps: () => [
        click("Select all", "thead .o_list_record_selector input"),
        click("Pay one by one", "button[name='action_pay_one_by_one']"),
        see("Three to go", ".modal-title:contains('3')"),
        see("The latest", ".modal .o_field_widget[name='amount'] input:value('300.00')"),
        click("Pay it", ".modal button[name='action_create_payments']"),
        see("The second", ".modal .o_field_widget[name='amount'] input:value('200.00')"),
        click("Skip it", ".modal button[name='action_skip']"),
        see("The third", ".modal .o_field_widget[name='amount'] input:value('100.00')"),
        click("Pay it too", ".modal button[name='action_create_payments']"),
        dialogIsClosed(),
        see("Back in the list", ".o_list_view"),
    ],
});

registry.category("web_tour.tours").add("receivables_correct_payment", {
    steps: () => [
        click("Correct", "button[name='action_correct']"),
        see("What will happen", ".modal .o_form_view:contains('is reversed')"),
        {
            content: "Why",
            trigger: ".modal [name='reason'] input",
            run: "edit The cheque was of 850",
        },
        click("Reverse and enter again", ".modal button[name='action_correct']:not(.d-none)"),
        see("A draft opens", ".o_arrow_button_current[data-value='draft']"),
        see("It names the payment that it replaces", "[name='replaces_id']:contains('PBNK')"),
        see("With its old plan", `${row("line_id", "INV")} td[name='amount']:contains('500.00')`),
        {
            content: "Correct the amount",
            trigger: "[name='amount_div'] [name='amount'] input",
            run: "edit 850 && press Tab",
        },
        click("Register it", "button[name='action_post']"),
        see("Registered", ".o_arrow_button_current[data-value='registered']"),
    ],
});
