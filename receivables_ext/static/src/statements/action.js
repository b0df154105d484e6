import {Component, markRaw, onWillStart, useRef, useState} from "@odoo/owl";
import {formatCurrency, getCurrency} from "@web/core/currency";
import {serializeDate, today} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {StatementFilters} from "./filters";
import {loadOptions} from "./options";
import {getDefaultPeriod, isOnOneDay} from "./periods";
import {statementKey} from "./rows";
import {StatementTable} from "./table";

const SCREEN = "receivables.statement.screen";
const REQUEST = "receivables.statement";
const APPLY_AFTER = 250; // Milliseconds: two dates are often changed in a row
const UNFOLDED_AT_MOST = 20; // Customers; with more, their balances are what is looked for

const NO_WALK_IN = {
    walk_in_search: false,
    walk_in_status: false,
    journal_id: false,
    user_id: false,
    by_identity: false,
};

/** Statements of account on screen: filters, then what Python answers. Computes no amount. */
export class StatementAction extends Component {
    static template = "receivables_ext.StatementAction";
    static components = {Layout, StatementFilters, StatementTable};
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.orm = useService("orm");
        this.root = useRef("root");
        this.keepLast = new KeepLast();
        this.applySoon = useDebounced(() => this.load({foldAnew: true}), APPLY_AFTER);
        this.display = {controlPanel: {}};
        const kept = this.props.state || {};
        this.position = kept.position || {top: 0};
        this.state = useState({
            filters: kept.filters || this.getInitialFilters(),
            foldedByDefault: kept.foldedByDefault || false,
            toggled: new Set(kept.toggled || []),
            foldVersion: 0,
            answer: 0, // A new one is read from its top
            loading: false,
            screen: null,
        });
        useSetupAction({
            getLocalState: () => ({
                filters: {...this.state.filters},
                foldedByDefault: this.state.foldedByDefault,
                toggled: [...this.state.toggled],
                position: {...this.position},
            }),
        });
        onWillStart(async () => {
            const [options, maySend] = await Promise.all([
                loadOptions(this.orm),
                user.hasGroup("receivables_ext.group_receivables_collector"),
                this.load({foldAnew: !kept.filters}),
            ]);
            Object.assign(this, {options, maySend});
        });
        this.isFolded = this.isFolded.bind(this);
    }

    // === Filters === //

    getInitialFilters() {
        const {params = {}} = this.props.action;
        return {
            partner_ids: params.partner_ids || [],
            all_customers: false,
            ...getDefaultPeriod(),
            mode: "activity",
            basis: "tax_included",
            opening_items: false,
            station_id: false,
            company_id: user.activeCompany.id,
            ...NO_WALK_IN,
        };
    }

    change(filters) {
        if (isOnOneDay(filters.mode) && !isOnOneDay(this.state.filters.mode)) {
            // What is open is asked for today, unless a past day is looked at already.
            const day = serializeDate(today());
            if (!this.state.filters.date_to || this.state.filters.date_to > day) {
                filters = {...filters, date_to: day};
            }
        }
        // Filters that are out of sight must not hold.
        const others = filters.mode && filters.mode !== "walk_in" ? NO_WALK_IN : {};
        Object.assign(this.state.filters, others, filters);
        this.applySoon();
    }

    reset() {
        this.state.filters = this.getInitialFilters();
        return this.load({foldAnew: true});
    }

    async load({foldAnew = false} = {}) {
        this.state.loading = true;
        try {
            const screen = await this.keepLast.add(
                this.orm.call(SCREEN, "get_screen", [{...this.state.filters}]),
            );
            if (foldAnew) {
                this.foldAll(screen.lines_left_out || screen.statements.length > UNFOLDED_AT_MOST);
                this.position.top = 0;
                this.state.answer++;
            }
            // Thousands of lines that never change: nothing to observe in them.
            this.state.screen = markRaw(screen);
        } finally {
            this.state.loading = false;
        }
    }

    // === What is shown === //

    get isUnasked() {
        const {partner_ids, all_customers} = this.state.filters;
        return Boolean(this.state.screen?.error) && !partner_ids.length && !all_customers;
    }

    get summary() {
        const {period, mode, basis} = this.state.screen?.header || {};
        return [period, mode, basis].filter(Boolean).join(" · ");
    }

    amount(value, total) {
        return formatCurrency(value, total.currency_id, {noSymbol: true});
    }

    currency(total) {
        return getCurrency(total.currency_id)?.name || "";
    }

    // === Folding === //

    isFolded(key) {
        return this.state.toggled.has(key) !== this.state.foldedByDefault;
    }

    foldAll(folded) {
        if (!folded && this.state.screen?.lines_left_out) {
            this.notification.add(
                _t("There are too many lines to show at once: unfold one customer at a time."),
                {type: "info"},
            );
            return;
        }
        this.state.foldedByDefault = folded;
        this.state.toggled.clear();
        this.state.foldVersion++;
    }

    async toggle(statement) {
        const key = statementKey(statement);
        if (!statement.lines) {
            await this.loadLines(statement);
        }
        if (!this.state.toggled.delete(key)) {
            this.state.toggled.add(key);
        }
        this.state.foldVersion++;
    }

    /** Bring the lines of one customer, where there were too many to bring those of all. */
    async loadLines(statement) {
        const filters = {
            ...this.state.filters,
            partner_ids: [statement.partner_id],
            all_customers: false,
        };
        const {statements, error} = await this.orm.call(SCREEN, "get_screen", [filters]);
        if (error) {
            this.notification.add(error, {type: "warning"});
        }
        const found = new Map(statements.map((one) => [statementKey(one), one]));
        const {screen} = this.state;
        this.state.screen = markRaw({
            ...screen,
            statements: screen.statements.map((one) => found.get(statementKey(one)) || one),
        });
    }

    // === Acts === //

    async open(moveId) {
        const action = await this.orm.call(SCREEN, "open_document", [moveId]);
        return this.action.doAction(action);
    }

    /** Print or send what the filters say: the one place that asks for a document. */
    async run(method) {
        const {partner_ids, ...values} = this.state.filters;
        const [id] = await this.orm.create(REQUEST, [
            {...values, partner_ids: [[6, 0, [...partner_ids]]]},
        ]);
        return this.action.doAction(await this.orm.call(REQUEST, method, [id]));
    }
}

registry.category("actions").add("receivables_ext.statement", StatementAction);
