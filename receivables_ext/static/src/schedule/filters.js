import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {SelectMenu} from "@web/core/select_menu/select_menu";
import {useBus} from "@web/core/utils/hooks";
import {useNamedInputs} from "../ledger/named_inputs";
import {CHOICES} from "./criteria";
import {loadChoices} from "./choices";

// Too many to list: these are looked for by name.
const SEARCHED = ["partner_id", "user_id"];

/** What is asked for, until "Apply" turns it into facets of the search bar. */
export class InstallmentFilters extends Component {
    static template = "receivables_ext.InstallmentFilters";
    static components = {DateTimeInput, MultiRecordSelector, SelectMenu};
    static props = {};

    setup() {
        this.model = this.env.searchModel;
        this.root = useRef("root");
        useNamedInputs(this.root);
        this.applied = {};
        this.state = useState({values: {}, choices: {}, error: "", unfolded: false});
        this.follow();
        // A facet may go, a cell may add one: the zone says what holds.
        useBus(this.model, "update", () => this.follow());
        useBus(this.model, "focus-criterion", ({detail}) => this.focus(detail));
        onWillStart(() => {
            // Not awaited: the lines do not wait for it.
            loadChoices(this.env.services.orm, this.fields).then((choices) => {
                this.state.choices = choices;
            });
        });
    }

    get fields() {
        return this.model.searchViewFields;
    }

    get isShown() {
        return !this.env.isSmall || this.state.unfolded;
    }

    /** Criteria in the order of the screen; a list is left out when it offers no choice. */
    get criteria() {
        return CHOICES.filter(
            (key) => SEARCHED.includes(key) || this.state.choices[key]?.length > 1,
        );
    }

    isSearched(key) {
        return SEARCHED.includes(key);
    }

    get dates() {
        return ["date_due", "date_expected"].map((value) => ({
            value,
            label: this.fields[value].string,
        }));
    }

    get period() {
        return this.state.values.period || {by: "date_due", from: false, to: false};
    }

    /** Take over what was applied elsewhere; what is typed here and not applied yet stays. */
    follow() {
        const {criteria} = this.model;
        for (const key of ["period", ...CHOICES]) {
            if (JSON.stringify(criteria[key]) !== JSON.stringify(this.applied[key])) {
                this.state.values[key] = criteria[key];
            }
        }
        this.applied = criteria;
    }

    focus(key) {
        this.state.unfolded = true;
        requestAnimationFrame(() =>
            this.root.el?.querySelector(`[data-criterion='${key}'] :is(input, button)`)?.focus(),
        );
    }

    set(key, value) {
        this.state.values[key] = value;
        this.state.error = "";
    }

    date(end) {
        const value = this.period[end];
        return value ? deserializeDate(value) : false;
    }

    setPeriod(values) {
        this.set("period", {...this.period, ...values});
    }

    setDay(end, value) {
        this.setPeriod({[end]: value ? serializeDate(value) : false});
    }

    recordsDomain(key) {
        // Installments belong to the whole customer, not to one of its contacts.
        return key === "partner_id"
            ? ["|", ["parent_id", "=", false], ["is_company", "=", true]]
            : [["share", "=", false]];
    }

    apply() {
        const {from, to} = this.period;
        if (from && to && to < from) {
            this.state.error = _t(
                "The period ends before it begins: change one of its days, then apply again.",
            );
            return;
        }
        this.state.unfolded = false;
        return this.model.setCriteria({...this.state.values});
    }

    reset() {
        this.state.error = "";
        this.state.values = {};
        return this.model.reset();
    }

    refresh() {
        this.model.search();
    }

    onKeydown(ev) {
        // Enter in a field that it does not serve already
        if (ev.key === "Enter" && ev.target.closest(".o_filter_days")) {
            setTimeout(() => this.apply());
        }
    }
}
