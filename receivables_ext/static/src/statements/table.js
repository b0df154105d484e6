import {Component, onMounted, onWillUpdateProps, useEffect, useRef} from "@odoo/owl";
import {formatCurrency, getCurrency} from "@web/core/currency";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";
import {useVirtualGrid} from "@web/core/virtual_grid_hook";
import {flatten} from "./rows";

/** The statements as one long table, of which only the rows in view and around are drawn. */
export class StatementTable extends Component {
    static template = "receivables_ext.StatementTable";
    static props = {
        statements: Array,
        // Changes whenever what is folded does: the function itself stays the same.
        foldVersion: Number,
        isFolded: Function,
        onToggle: Function,
        onOpen: Function,
        // Shared with the owner, who keeps it while a document is open.
        position: Object,
    };

    setup() {
        this.scroller = useRef("scroller");
        this.textSize = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
        this.grid = useVirtualGrid({
            scrollableRef: this.scroller,
            initialScroll: {top: this.props.position.top},
            onChange: ({rowsIndexes}) => this.onMoved(rowsIndexes),
        });
        this.drawn = {first: undefined, last: undefined};
        this.flatten(this.props);
        onWillUpdateProps((props) => this.flatten(props));
        onMounted(() => {
            this.scroller.el.scrollTop = this.props.position.top;
        });
        // The keyboard scrolls the table as soon as the screen is there.
        useEffect(
            (isEmpty) => {
                if (!isEmpty && document.activeElement === document.body) {
                    this.scroller.el.focus({preventScroll: true});
                }
            },
            () => [!this.rows.length],
        );
    }

    flatten({statements, isFolded}) {
        this.rows = flatten(statements, isFolded, this.env.isSmall);
        this.tops = [0];
        for (const row of this.rows) {
            this.tops.push(this.tops.at(-1) + row.height * this.textSize);
        }
        this.grid.setRowsHeights(this.rows.map((row) => row.height * this.textSize));
    }

    /** The rows to draw, and the empty space that stands for those before and after. */
    getView() {
        const [first, last] = this.grid.rowsIndexes || [];
        Object.assign(this.drawn, {first, last});
        if (first === undefined) {
            return {rows: [], before: 0, after: 0, first: 0};
        }
        return {
            rows: this.rows.slice(first, last + 1),
            first,
            before: this.tops[first],
            after: this.tops.at(-1) - this.tops[last + 1],
        };
    }

    /** Draw again before rows run out, not for each row: a window more is drawn on both sides. */
    onMoved([first, last] = []) {
        const {first: drawnFirst, last: drawnLast} = this.drawn;
        const slack = (last - first) / 6;
        const atEdge = first === 0 || last === this.rows.length - 1;
        const moved = Math.max(Math.abs(first - drawnFirst), Math.abs(last - drawnLast));
        if (atEdge ? moved : !(moved < slack)) {
            this.render();
        }
    }

    onScroll() {
        this.props.position.top = this.scroller.el.scrollTop;
    }

    onHeaderKeydown(ev, row) {
        const wanted = {ArrowLeft: true, ArrowRight: false}[ev.key];
        if (wanted !== undefined && wanted !== row.folded) {
            ev.preventDefault();
            this.props.onToggle(row.statement);
        }
    }

    // === Words and figures === //

    amount(value, statement) {
        return formatCurrency(value, statement.currency_id, {noSymbol: true});
    }

    /** In a grid, what is not there is a dash. */
    cell(value, statement) {
        return value ? this.amount(value, statement) : "–";
    }

    date(value) {
        return value ? formatDate(deserializeDate(value)) : "";
    }

    currency(statement) {
        return getCurrency(statement.currency_id)?.name || "";
    }

    late(line) {
        return line.days_late === 1
            ? _t("1 day late")
            : _t("%(days)s days late", {days: line.days_late});
    }

    due(line) {
        return _t("Due on %(day)s", {day: this.date(line.date_due)});
    }

    /** A debt is settled, a credit is used; its sign is said by its column. */
    settled(line, statement) {
        const amounts = {
            part: this.amount(Math.abs(line.settled), statement),
            original: this.amount(Math.abs(line.original), statement),
        };
        return line.debit
            ? _t("%(part)s settled of %(original)s", amounts)
            : _t("%(part)s used of %(original)s", amounts);
    }

    left(line, statement) {
        return _t("%(amount)s left", {amount: this.amount(line.left, statement)});
    }

    /** What was sold on a document of a walk-in customer. */
    item({item, statement}) {
        return _t("%(quantity)s × %(price)s = %(total)s", {
            quantity: formatFloat(item.quantity, {trailingZeros: false}),
            price: this.amount(item.price, statement),
            total: this.amount(item.total, statement),
        });
    }

    exception(line) {
        return {unpaid: _t("Unpaid"), overpaid: _t("Over-paid")}[line.status];
    }

    /** What the document of a sub-row did with the one above it. */
    detail({line, settles, statement}) {
        const amount = this.amount(line.amount, statement);
        return settles
            ? _t("Settles %(amount)s", {amount})
            : _t("Settled for %(amount)s", {amount});
    }
}
