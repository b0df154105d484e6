import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {click, see} from "../steps";
import {contrast} from "./contrast";

const {DateTime} = luxon;

function call(model, method, args, kwargs = {}) {
    return rpc(`/web/dataset/call_kw/${model}/${method}`, {model, method, args, kwargs});
}

/** Someone else enters a payment while the schedule is on screen. */
async function postPayment() {
    const [customer] = await call("res.partner", "search", [[["name", "=", "Tour customer"]]]);
    const domain = [
        ["partner_id", "=", customer],
        ["amount", "=", 300],
    ];
    const [line] = await call("receivables.installment", "search", [domain]);
    const values = {
        payment_type: "inbound",
        partner_type: "customer",
        partner_id: customer,
        amount: 300,
        allocation_line_ids: [[0, 0, {line_id: line, amount: 300}]],
    };
    const ids = await call("account.payment", "create", [[values]]);
    await call("account.payment", "action_post", [ids]);
}

const rowOf = (due) => `.o_data_row:has([name='amount']:contains('${due}'))`;

function total(key, amount) {
    return see(`${key}: ${amount}`, `.o_total_${key}:contains('${amount}')`);
}

function rows(count) {
    return {
        content: `${count} lines`,
        trigger: ".o_list_renderer",
        run: async () => {
            for (let tries = 0; tries < 50; tries++) {
                if (document.querySelectorAll(".o_data_row").length === count) {
                    return;
                }
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
            throw new Error(`${count} lines are expected`);
        },
    };
}

function typeDay(end, offset) {
    return {
        content: `The period: ${end}`,
        trigger: `#o_period_${end}`,
        run: `edit ${DateTime.local().plus({days: offset}).toFormat("MM/dd/yyyy")} && press Tab`,
    };
}

const apply = click("Apply", ".o_installment_filters button[name='apply']");
const reset = click("Reset", ".o_installment_filters button[name='reset']");
const facet = (words) => see(`Facet ${words}`, `.o_searchview_facet:contains('${words}')`);

function choose(key, label) {
    return [
        click(`The list ${key}`, `#o_filter_${key}`),
        click(`Choose ${label}`, `.o_select_menu_item:contains('${label}')`),
        {content: "Fold it", trigger: `#o_filter_${key}`, run: "press Escape"},
    ];
}

function holds(selector, value) {
    return {
        content: `${selector} holds '${value}'`,
        trigger: selector,
        run: ({anchor}) => {
            if (anchor.value !== value) {
                throw new Error(`${selector} holds '${anchor.value}', not '${value}'`);
            }
        },
    };
}

registry.category("web_tour.tours").add("receivables_schedule_filters", {
    steps: () => [
        facet("To collect"),
        rows(4),
        total("scheduled", "1,550.00"),
        total("received", "400.00"),
        total("to_collect", "1,150.00"),
        total("net_due", "1,150.00"),
        // A period that makes no sense: a sentence, and nothing changes
        typeDay("from", 10),
        typeDay("to", -10),
        apply,
        see("It is said", ".o_filters_error:contains('ends before it begins')"),
        rows(4),
        typeDay("to", 30),
        apply,
        facet("Due date:"),
        see("No sentence is left", ".o_installment_filters:not(:has(.o_filters_error))"),
        rows(1),
        total("net_due", "200.00"),
        reset,
        rows(5),
        see("No facet", ".o_searchview:not(:has(.o_searchview_facet))"),
        holds("#o_period_from", ""),
        total("scheduled", "2,050.00"),
        total("received", "900.00"),
        ...choose("status", "Paid"),
        see("Nothing holds yet", ".o_searchview:not(:has(.o_searchview_facet))"),
        apply,
        facet("Status: Paid"),
        rows(1),
        total("net_due", "0.00"),
        click("Remove the facet", ".o_searchview_facet:contains('Status') .o_facet_remove"),
        rows(5),
        holds("#o_filter_status", ""),
    ],
});

const preset = (words) => [
    click("Presets", ".o_searchview_dropdown_toggler"),
    click(words, `.o_filter_menu .o_menu_item:text('${words}')`),
    click("Fold them", ".o_searchview_dropdown_toggler"),
];
const only = (words) =>
    see(
        `Only ${words}`,
        `.o_searchview:not(:has(.o_searchview_facet + .o_searchview_facet)) .o_searchview_facet .o_facet_values:text('${words}')`,
    );

registry.category("web_tour.tours").add("receivables_schedule_presets", {
    steps: () => [
        only("To collect"),
        ...preset("Late"),
        only("Late"),
        rows(1),
        total("net_due", "600.00"),
        ...preset("Partly paid"),
        only("Partly paid"),
        rows(1),
        ...preset("Promised"),
        only("Promised"),
        rows(0),
        ...preset("Paid"),
        only("Paid"),
        rows(1),
        click("Late, beside the totals", ".o_only_late"),
        only("Late"),
        see("It says so", ".o_only_late[aria-pressed='true']"),
        rows(1),
        click("Once more", ".o_only_late"),
        only("To collect"),
        see("It says so", ".o_only_late[aria-pressed='false']"),
        rows(4),
        ...preset("Next 30 days"),
        rows(3),
        ...preset("This month"),
        see("One period", ".o_searchview_facet:contains('This month'):not(:contains('30'))"),
        ...choose("status", "Paid"),
        apply,
        see("A choice of the zone replaces a preset", ".o_searchview:not(:contains('To collect'))"),
        ...preset("Late"),
        see("And a preset the choice", ".o_searchview:not(:contains('Status: Paid'))"),
        holds("#o_filter_status", ""),
    ],
});

registry.category("web_tour.tours").add("receivables_schedule_cells", {
    steps: () => [
        rows(4),
        {
            content: "Only this customer, by the keyboard",
            trigger: `${rowOf("50.00")}:contains('Globex') [name='partner_id'] .o_only`,
            run: ({anchor}) => {
                anchor.focus();
                anchor.click();
            },
        },
        facet("Customer: Globex"),
        rows(1),
        total("net_due", "50.00"),
        reset,
        rows(5),
        {
            content: "The title of a column leads to its filter",
            trigger: "th[data-name='status'] .o_filter_column[aria-label='Filter: Situation']",
            run: ({anchor}) => anchor.click(),
        },
        see("It has the focus", "#o_filter_status:focus"),
        {
            content: "Only this status",
            trigger: `${rowOf("1,000.00")} [name='status'] .o_only[aria-label='Only Late']`,
            run: ({anchor}) => anchor.click(),
        },
        facet("Status: Late"),
        rows(1),
        total("net_due", "600.00"),
        click("Open the document", `${rowOf("1,000.00")} .o_open_document`),
        see("The invoice", ".o_form_view .o_field_widget[name='partner_id']"),
        click("Back", ".o_breadcrumb .o_back_button a, .breadcrumb-item a"),
        facet("Status: Late"),
        total("net_due", "600.00"),
    ],
});

registry.category("web_tour.tours").add("receivables_schedule_refresh", {
    steps: () => [
        rows(4),
        total("net_due", "1,150.00"),
        {content: "A payment", trigger: rowOf("300.00"), run: () => postPayment()},
        rows(4),
        click("Refresh", ".o_installment_filters button[name='refresh']"),
        rows(3),
        total("net_due", "850.00"),
        facet("To collect"),
        click("Deduct the credits", ".o_deduct_credits input"),
        total("credits", "0.00"),
    ],
});

registry.category("web_tour.tours").add("receivables_schedule_note", {
    steps: () => [
        click("Optional columns", ".o_optional_columns_dropdown button"),
        click("Note", ".o-dropdown-item:contains('Note')"),
        click("The note", `${rowOf("1,000.00")} .o_data_cell[name='note']`),
        {
            content: "Write it",
            trigger: ".o_selected_row [name='note'] input",
            run: "edit Calls back on Monday",
        },
        click("Save", ".o_list_button_save"),
        see("It is kept", `${rowOf("1,000.00")}:contains('Calls back on Monday')`),
        see("Nothing else opens", ".o_list_view:not(:has(.o_selected_row))"),
    ],
});

function colour(words, selector, isRight) {
    return {
        content: words,
        trigger: selector,
        run: ({anchor}) => {
            const [red, green, blue] = getComputedStyle(anchor).color.match(/\d+/g).map(Number);
            if (!isRight(red, green, blue)) {
                throw new Error(`${words}: ${[red, green, blue]}`);
            }
            const ratio = contrast(anchor);
            if (ratio < 4.5) {
                throw new Error(`${words}: contrast of ${ratio.toFixed(2)}`);
            }
        },
    };
}

const isRed = (red, green, blue) => red > 2 * Math.max(green, blue);
const isGreen = (red, green, blue) => green > 1.5 * Math.max(red, blue);
const isNeutral = (red, green, blue) =>
    Math.max(red, green, blue) - Math.min(red, green, blue) < 40;

registry.category("web_tour.tours").add("receivables_schedule_colours", {
    steps: () => [
        reset,
        rows(5),
        colour("Late is red", `${rowOf("1,000.00")} [name='date_due']`, isRed),
        colour("Its document too", `${rowOf("1,000.00")} .o_open_document`, isRed),
        see(
            "It is said, with a sign",
            `${rowOf("1,000.00")} [name='status']:contains('3 days late, partly paid'):has(.fa-exclamation-triangle)`,
        ),
        colour("Partly is readable", `${rowOf("1,000.00")} .o_collected_partly`, () => true),
        colour("Today is neutral", `${rowOf("300.00")} [name='date_due']`, isNeutral),
        see("Today is said", `${rowOf("300.00")} [name='status']:contains('Due today')`),
        colour("The future is neutral", `${rowOf("200.00")} [name='date_due']`, isNeutral),
        colour("Paid is green", `${rowOf("500.00")} [name='date_due']`, isGreen),
        see(
            "Paid is said, with a tick",
            `${rowOf("500.00")} [name='settled']:contains('Yes'):has(.fa-check-square)`,
        ),
        colour("Labels of the filters", ".o_filter_by label", () => true),
        colour("Labels of the totals", ".o_total_scheduled .o_label", () => true),
    ],
});

registry.category("web_tour.tours").add("receivables_schedule_views", {
    steps: () => [
        rows(4),
        typeDay("to", 0),
        {
            content: "On the expected date",
            trigger: "#o_period_by",
            run: "select date_expected",
        },
        apply,
        facet("Expected date: until"),
        rows(2),
        ...["kanban", "calendar", "pivot", "graph"].flatMap((view) => [
            click(view, `.o_switch_view.o_${view}`),
            see(`The ${view}`, `.o_${view}_view .o_installment_filters`),
            facet("Expected date: until"),
            total("net_due", "900.00"),
            holds("#o_period_by", "date_expected"),
        ]),
        click("The calendar again", ".o_switch_view.o_calendar"),
        see("Who and how much", ".fc-event:contains('300.00'):contains('Tour customer')"),
        see("Late is red, with a sign", ".fc-event.o_calendar_color_1:contains('⚠')"),
        click("The list", ".o_switch_view.o_list"),
        rows(2),
        click("Groups", ".o_searchview_dropdown_toggler"),
        click("By customer", ".o_group_by_menu .o_menu_item:contains('Customer')"),
        see("Subtotal", ".o_group_header:contains('Tour customer (2)'):contains('1,300.00')"),
        total("net_due", "900.00"),
    ],
});

registry.category("web_tour.tours").add("receivables_schedule_salesperson", {
    steps: () => [
        rows(3),
        total("net_due", "1,100.00"),
        click("The line opens the document", `${rowOf("1,000.00")} [name='amount']`),
        see("The invoice", ".o_form_view .o_field_widget[name='partner_id']"),
    ],
});
