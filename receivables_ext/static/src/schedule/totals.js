import {Component, onWillStart, useState} from "@odoo/owl";
import {CheckBox} from "@web/core/checkbox/checkbox";
import {formatCurrency} from "@web/core/currency";
import {_t} from "@web/core/l10n/translation";
import {KeepLast} from "@web/core/utils/concurrency";
import {useBus, useService} from "@web/core/utils/hooks";
import {orderByToString} from "@web/search/utils/order_by";

/** What some columns of the list show beside or instead of their field. */
const WRITTEN = {
    document: ["code", "document"],
    partner_id: ["partner_ref", "partner_id"],
    status: "status_label",
};

/**
 * Totals of all installments that the filters ask for, by currency, whatever the page shows.
 *
 * Asked for beside the lines and never before them. Python computes; nothing is added up here.
 */
export class InstallmentTotals extends Component {
    static template = "receivables_ext.InstallmentTotals";
    static components = {CheckBox};
    static props = {};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.model = this.env.searchModel;
        this.keepLast = new KeepLast();
        this.state = useState({
            totals: null,
            deduct: this.model.deductCredits,
            late: this.model.isLateOnly,
            loading: false,
        });
        useBus(this.model, "update", () => this.load());
        useBus(this.model, "installments-changed", () => this.load());
        onWillStart(() => {
            this.load(); // Not awaited: the lines do not wait for it.
        });
    }

    async load() {
        Object.assign(this.state, {loading: true, late: this.model.isLateOnly});
        const {domain, context, deductCredits} = this.model;
        const totals = await this.keepLast.add(
            this.orm.silent.call("receivables.installment", "get_totals", [domain], {
                deduct_credits: deductCredits,
                context,
            }),
        );
        Object.assign(this.state, {totals, loading: false});
    }

    setDeduct(deduct) {
        this.model.deductCredits = this.state.deduct = deduct;
        return this.load();
    }

    /** A document of all installments of the filters, in the order of the list. */
    async takeAway(method, values = {}) {
        const {domain, context, description} = this.model;
        const order = this.env.__getOrderBy__.callbacks.flatMap((getOrder) => getOrder());
        const action = await this.orm.call(
            "receivables.installment",
            method,
            [domain, description, order.length ? orderByToString(order) : null],
            {...values, context},
        );
        return this.action.doAction(action);
    }

    /** With the columns that the list shows; elsewhere there is none, and the usual ones come. */
    exportSheet() {
        const titles = document.querySelectorAll(".o_receivables_installments th[data-name]");
        const names = [...titles].flatMap(({dataset}) => WRITTEN[dataset.name] || dataset.name);
        const columns = [...new Set(names)];
        return this.takeAway("action_export_xlsx", {columns});
    }

    get rows() {
        return (this.state.totals || []).map((row) => ({
            id: row.currency_id,
            netDue: formatCurrency(row.net_due, row.currency_id),
            figures: this.figures(row),
        }));
    }

    figures(row) {
        const figures = [
            ["scheduled", _t("Total scheduled"), row.scheduled, ""],
            ["received", _t("Total received"), row.received, "−"],
            ["to_collect", _t("Total to collect"), row.to_collect, "="],
        ];
        if (row.marked_as_paid) {
            figures.push(["marked_as_paid", _t("of which marked as paid"), row.marked_as_paid, ""]);
        }
        if ("credits" in row) {
            figures.push(["credits", _t("Available credits"), row.credits, "−"]);
        }
        return figures.map(([key, label, amount, sign]) => ({
            key,
            label,
            sign,
            amount: formatCurrency(amount, row.currency_id),
        }));
    }

    get explanation() {
        return this.state.deduct
            ? _t(
                  "Net due = scheduled - received - credits that these customers have not used " +
                      "yet. All installments of the filters count, not only those of this page.",
              )
            : _t(
                  "Net due = scheduled - received, which is what remains to collect. " +
                      "All installments of the filters count, not only those of this page.",
              );
    }
}
