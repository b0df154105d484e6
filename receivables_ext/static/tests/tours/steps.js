/** Steps that several tours share: a field to fill, an amount of a grid, a figure to read. */

export function click(content, trigger) {
    return {content, trigger, run: "click"};
}

export function see(content, trigger) {
    return {content, trigger};
}

/** Type in the field of a form that is not in a grid. */
export function fill(content, name, value) {
    return {
        content,
        trigger: `.o_group .o_field_widget[name='${name}'] input`,
        run: `edit ${value} && press Tab`,
    };
}

/** Choose a record of a drop-down list by its name. */
export function choose(name, value) {
    return [
        {
            content: `Look for ${value}`,
            trigger: `.o_group .o_field_widget[name='${name}'] input`,
            run: `edit ${value}`,
        },
        click(
            `Choose ${value}`,
            `.ui-menu-item:not(.o_m2o_dropdown_option) a:contains('${value}')`,
        ),
    ];
}

/** The row of a grid that holds ``amount`` in column ``column``. */
export function row(column, amount) {
    return `tr.o_data_row:has(td[name='${column}']:contains('${amount}'))`;
}

/** Type another amount in the row of a grid. */
export function typeAmount(content, trigger, value) {
    return [
        click(`${content}: the cell`, `${trigger} td[name='amount']`),
        {
            content,
            trigger: "tr.o_selected_row .o_field_widget[name='amount'] input",
            run: `edit ${value} && press Tab`,
        },
    ];
}

/** A figure at the foot of a grid. */
export function figure(name, amount) {
    return see(
        `${name} is ${amount}`,
        `.oe_subtotal_footer .o_field_widget[name='${name}']:contains('${amount}')`,
    );
}

export function dialogIsClosed() {
    return see("The dialog is closed", "body:not(:has(.modal)) .o_action_manager");
}
