import {Component, onWillStart, onWillUpdateProps, useRef, useState} from "@odoo/owl";
import {formatCurrency} from "@web/core/currency";
import {deserializeDate, formatDate, serializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Mutex} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {formatFloat} from "@web/views/fields/formatters";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {COLUMNS, readTyped} from "./pile_typed";

const MODEL = "receivables.payment.pile";
/** Rows that are registered in one go: more of them show how far it is. */
const BATCH = 100;

let lastKey = 0;

/**
 * The rows of a pile: typed without the mouse, and kept in one call as soon as a row is left.
 *
 * A list of Odoo asks the server for the values of each new row, then for each customer, and then
 * saves: this one asks once. Python finds the customer and says what the row does.
 */
export class PileRows extends Component {
    static template = "receivables_ext.PileRows";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.mutex = new Mutex();
        this.state = useState({rows: [], typed_number: 0, typed_amount: 0, progress: null});
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps(({record}) => record.id !== this.props.record.id && this.load(record));
    }

    // === What is shown === //

    get columns() {
        const {number_use, bank_use, account_use, due_date_use} = this.props.record.data;
        const uses = {
            instrument_number: number_use,
            instrument_bank: bank_use,
            instrument_account: account_use,
            instrument_due_date: due_date_use,
        };
        return COLUMNS.filter(([name]) => this.asks(name, uses[name])).map(([name, label]) => ({
            name,
            label,
        }));
    }

    /** Whether the means asks for it, or a row bears it; few know the account of a cheque. */
    asks(name, use = "required") {
        const isAsked =
            use && use !== "no" && (name !== "instrument_account" || use !== "optional");
        return isAsked || this.state.rows.some((row) => row.typed[name]);
    }

    /** Why what was typed is not what was counted: asked while they differ. */
    onReason(ev) {
        return this.props.record.update({difference_reason: ev.target.value});
    }

    get hasRows() {
        return this.state.rows.some((row) => row.id);
    }

    get control() {
        const {counted_number, counted_amount} = this.props.record.data;
        const {typed_number, typed_amount} = this.state;
        const [counted, typed] = [this.money(counted_amount), this.money(typed_amount)];
        const number = typed_number - counted_number;
        const amount = typed_amount - counted_amount;
        const agrees = !number && counted === typed;
        const sign = amount > 0 ? "+" : "";
        const difference = `${number > 0 ? "+" : ""}${number} · ${sign}${this.money(amount)}`;
        return {counted_number, typed_number, counted, typed, agrees, difference};
    }

    money(amount) {
        return formatCurrency(amount || 0, this.props.record.data.currency_id.id);
    }

    date(value) {
        return value ? formatDate(deserializeDate(value)) : "";
    }

    /** The day of a row, where it is not that of the pile. */
    otherDay(said) {
        const {date} = this.props.record.data;
        return date && said.date !== serializeDate(date) ? this.date(said.date) : "";
    }

    // === Rows === //

    newRow(said = null) {
        const row = {key: ++lastKey, id: false, typed: {}, changed: {}, said: null, problem: ""};
        return said ? this.fill(row, said) : row;
    }

    /** What the server says of a row; what was typed since stays. */
    fill(row, said) {
        const typed = {
            ...said,
            instrument_due_date: this.date(said.instrument_due_date),
            amount: said.amount ? formatFloat(said.amount, {digits: [16, 2]}) : "",
        };
        for (const {name} of [...this.columns, {name: "duplicate_reason"}]) {
            if (!(name in row.changed)) {
                row.typed[name] = typed[name];
            }
        }
        return Object.assign(row, {id: said.id, said, problem: said.problem});
    }

    async load({resId}) {
        const nothing = {rows: [], typed_number: 0, typed_amount: 0};
        this.show(resId ? await this.orm.call(MODEL, "get_rows", [[resId]]) : nothing);
    }

    /** The pile as the first argument of its methods. */
    get pile() {
        return [this.props.record.resId];
    }

    show({rows, ...totals}) {
        this.state.rows = rows.map((said) => this.newRow(said));
        this.state.rows.push(this.newRow());
        this.showTotals(totals);
    }

    showTotals({typed_number, typed_amount}) {
        Object.assign(this.state, {typed_number, typed_amount});
    }

    onInput(row, name, value) {
        row.typed[name] = row.changed[name] = value;
        if (row === this.state.rows.at(-1)) {
            this.state.rows.push(this.newRow());
        }
    }

    onKeydown(row, ev) {
        if (ev.key === "Enter" && ev.target.tagName === "INPUT") {
            ev.preventDefault();
            const next = this.state.rows[this.state.rows.indexOf(row) + 1];
            const target = next ? `tr[data-key="${next.key}"] input` : "[name='register_rows']";
            this.root.el.querySelector(target).focus();
        }
    }

    onFocusout(row, ev) {
        if (!ev.currentTarget.contains(ev.relatedTarget) && Object.keys(row.changed).length) {
            this.mutex.exec(() => this.keep(row));
        }
    }

    async keep(row) {
        let values = {};
        try {
            values = readTyped(row.changed);
        } catch (error) {
            row.problem = error.message;
            return;
        }
        if (!(await this.savePile())) {
            return;
        }
        const sent = row.changed;
        row.changed = {};
        try {
            const call = [this.pile, {id: row.id, ...values}];
            const {row: said, ...totals} = await this.orm.call(MODEL, "enter_row", call);
            this.fill(row, said);
            this.showTotals(totals);
        } catch (error) {
            row.changed = {...sent, ...row.changed};
            row.problem = error.data?.message || _t("Not kept: go through the row once more.");
        }
    }

    /** A pile is there before its first row. */
    async savePile() {
        const {record} = this.props;
        return record.isNew ? record.save() : true;
    }

    async remove(row) {
        await this.mutex.exec(async () => {
            if (row.id) {
                await this.orm.unlink("account.payment", [row.id]);
                this.showTotals(await this.orm.call(MODEL, "get_rows", [this.pile]));
            }
            this.state.rows = this.state.rows.filter((other) => other !== row);
        });
    }

    open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "account.payment",
            res_id: row.id,
            views: [[false, "form"]],
        });
    }

    /** Several cells go to the server, which reads them; one is typed as it is. */
    onPaste(ev) {
        const text = ev.clipboardData.getData("text");
        if (/[\t\n]/.test(text.trim())) {
            ev.preventDefault();
            return this.mutex.exec(() => this.paste(text));
        }
    }

    async paste(text) {
        if (await this.props.record.save()) {
            const answer = await this.orm.call(MODEL, "paste_rows", [this.pile, text]);
            this.show(answer);
            const {entered, unread} = answer;
            const says = unread
                ? _t("%s rows pasted; %s lines, shown below, could not be read.", entered, unread)
                : _t("%s rows pasted.", entered);
            this.notification.add(says, {type: unread ? "warning" : "success"});
            await this.props.record.load();
        }
    }

    // === Register === //

    async register() {
        await this.mutex.getUnlockedDef();
        if (!(await this.props.record.save())) {
            return;
        }
        const ids = this.state.rows.map((row) => row.id).filter(Boolean);
        let [registered, answer] = [0, null];
        try {
            for (let first = 0; first < ids.length; first += BATCH) {
                this.state.progress = {done: first, total: ids.length};
                const some = ids.slice(first, first + BATCH);
                answer = await this.orm.call(MODEL, "register_rows", [this.pile, some]);
                registered += answer.registered;
            }
        } finally {
            this.state.progress = null;
        }
        if (answer) {
            this.show(answer);
            this.notification.add(_t("%s registered, %s left.", registered, answer.left), {
                type: answer.left ? "warning" : "success",
            });
            await this.props.record.load();
        }
    }
}

registry.category("view_widgets").add("receivables_pile_rows", {component: PileRows});
