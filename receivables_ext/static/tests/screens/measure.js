/**
 * Opens screens one after the other and says what cannot be read or has no name.
 *
 * Run by a test as it stands: ``SCREENS`` is a list of {action, view, columns, table}; ``columns``
 * are the fields of a list that tell one line from another, ``table`` selects a table of ours.
 */
const services = odoo.__WOWL_DEBUG__.root.env.services;
const sleep = (delay) => new Promise((resolve) => setTimeout(resolve, delay));

async function until(condition, words) {
    for (let tries = 0; tries < 200; tries++) {
        const found = condition();
        if (found) {
            return found;
        }
        await sleep(50);
    }
    throw new Error(`${words} never came`);
}

const isShown = (element) => element.getClientRects().length && element.offsetWidth > 1;

function clipped(cells) {
    return [...cells]
        .flatMap((cell) => [cell, ...cell.querySelectorAll("*")])
        .filter((element) => isShown(element) && element.scrollWidth > element.clientWidth + 1)
        .filter((element) => getComputedStyle(element).overflowX !== "visible")
        .map((element) => `clipped: ${element.textContent.trim()}`);
}

function scrollBar(table) {
    return table.scrollWidth > table.clientWidth + 1 ? ["a scroll bar"] : [];
}

function clippedColumns(columns) {
    const cells = columns.flatMap((name) => [
        ...document.querySelectorAll(`th[data-name='${name}'], .o_data_cell[name='${name}']`),
    ]);
    const missing = columns.filter((name) => !document.querySelector(`th[data-name='${name}']`));
    const bar = scrollBar(document.querySelector(".o_list_renderer"));
    return [...missing.map((name) => `no column ${name}`), ...clipped(cells), ...bar];
}

/** Cells of a table of ours: ``selector`` names the table. */
function clippedTable(selector) {
    const table = document.querySelector(selector);
    return [...clipped(table.querySelectorAll("th, td")), ...scrollBar(table)];
}

function nameOf(element) {
    const ids = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    return [
        element.getAttribute("aria-label"),
        ...ids.map((id) => document.getElementById(id)?.textContent),
        ...[...(element.labels || [])].map((label) => label.textContent),
        element.textContent,
        element.title,
        ...[...element.querySelectorAll("img[alt]")].map((image) => image.alt),
    ]
        .join("")
        .trim();
}

/** Buttons and fields of ours without a name; core's own parts are core's. */
function unnamed() {
    const ours = ".o_action_manager :is(button, input, select, textarea, [role='button'])";
    const core =
        ".o_control_panel_main, .o_list_record_selector, .o_optional_columns_dropdown, .o_data_cell .o-checkbox, .o_search_panel, .o_search_panel_sidebar, .o-mail-Chatter, [name='currency_id']";
    return [...document.querySelectorAll(ours)]
        .filter((element) => isShown(element) && !element.closest(core))
        .filter((element) => !nameOf(element))
        .map((element) => `no name: ${element.outerHTML.slice(0, 160)}`);
}

/** Keys that two things in sight answer to. */
function sharedKeys() {
    const keys = [...document.querySelectorAll("[data-hotkey]")]
        .filter(isShown)
        .map((element) => element.dataset.hotkey);
    return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
        (key) => `Alt+${key} is taken twice`,
    );
}

async function look({action, view, columns, table, ready}) {
    await services.action.doAction(action, {clearBreadcrumbs: true});
    await until(
        () => document.querySelector(ready || (columns ? ".o_data_row" : `.o_${view}_view`)),
        `${action}`,
    );
    await sleep(300);
    return [
        ...(columns ? clippedColumns(columns) : []),
        ...(table ? clippedTable(table) : []),
        ...unnamed(),
        ...sharedKeys(),
    ];
}

const problems = [];
for (const screen of SCREENS) {
    for (const problem of await look(screen)) {
        problems.push(`${screen.name}: ${problem}`);
    }
}
if (problems.length) {
    console.error(problems.join("\n"));
} else {
    console.log("test successful");
}
