/**
 * One flat list of rows for all statements, so that only those in view are drawn.
 *
 * Heights are known beforehand, in units of the text's size: the scroll bar is right without
 * drawing what is out of sight. ``statement.scss`` keeps texts within them.
 */

const HEIGHTS = {
    statement: 3.5,
    opening: 2,
    line: 2,
    item: 1.75,
    detail: 1.75,
    total: 3.25,
    ageing: 3.75,
};
const OPEN_ITEM = 3.25;
const HEIGHTS_ON_PHONE = {
    statement: 4.5,
    opening: 2.25,
    line: 4.25,
    item: 1.75,
    detail: 1.75,
    total: 4.75,
    ageing: 5,
};
const OPEN_ITEM_ON_PHONE = 5.75;

/** What names a statement: a customer has one for each currency. */
export function statementKey(statement) {
    return `${statement.partner_id}-${statement.currency_id}`;
}

/**
 * @param {Object[]} statements see ``get_statements()``
 * @param {(key: string) => boolean} isFolded
 * @param {boolean} isSmall
 * @returns {{key: string, type: string, height: number, statement: Object, line?: Object}[]}
 */
export function flatten(statements, isFolded, isSmall) {
    const heights = isSmall ? HEIGHTS_ON_PHONE : HEIGHTS;
    const openItem = isSmall ? OPEN_ITEM_ON_PHONE : OPEN_ITEM;
    const rows = [];
    for (const statement of statements) {
        const name = statementKey(statement);
        const add = (type, suffix = type, values = {}) =>
            rows.push({
                key: `${name}-${suffix}`,
                type,
                height: heights[type],
                statement,
                ...values,
            });
        const folded = isFolded(name);
        add("statement", "statement", {name, folded});
        if (folded || !statement.lines) {
            continue;
        }
        if (statement.has_opening) {
            add("opening");
        }
        statement.lines.forEach((line, index) => {
            const isHigh = line.date_due || (isSmall && line.left);
            add("line", index, {line, height: isHigh ? openItem : heights.line});
            (line.items || []).forEach((item, rank) => add("item", `${index}-i${rank}`, {item}));
            (line.details || []).forEach((detail, rank) =>
                add("detail", `${index}-${rank}`, {line: detail, settles: line.debit > 0}),
            );
        });
        add("total");
        const slices = statement.payment_totals || statement.ageing;
        if (slices.length) {
            add("ageing", "ageing", {slices});
        }
    }
    return rows;
}
