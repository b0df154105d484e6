import {Component, useRef, useState} from "@odoo/owl";
import {CheckBox} from "@web/core/checkbox/checkbox";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {RecordSelector} from "@web/core/record_selectors/record_selector";
import {SelectMenu} from "@web/core/select_menu/select_menu";
import {useNamedInputs} from "../ledger/named_inputs";
import {findPreset, getPresets, isOnOneDay} from "./periods";

/** What is asked for. Each change is applied at once; nothing is kept here. */
export class StatementFilters extends Component {
    static template = "receivables_ext.StatementFilters";
    static components = {
        CheckBox,
        DateTimeInput,
        Dropdown,
        DropdownItem,
        MultiRecordSelector,
        RecordSelector,
        SelectMenu,
    };
    static props = {
        filters: Object,
        options: Object,
        // What the filters say, for the phone, where they are folded.
        summary: String,
        onChange: Function,
        onReset: Function,
        onRefresh: Function,
    };

    setup() {
        useNamedInputs(useRef("root"));
        this.state = useState({unfolded: !this.props.filters.partner_ids.length});
    }

    get isShown() {
        return !this.env.isSmall || this.state.unfolded;
    }

    get oneDay() {
        return isOnOneDay(this.props.filters.mode);
    }

    /** Whether there is a balance of before, which can be listed item by item. */
    get hasOpening() {
        const {mode, date_from} = this.props.filters;
        return Boolean(date_from) && ["activity", "detailed"].includes(mode);
    }

    get isOfWalkIns() {
        return this.props.filters.mode === "walk_in";
    }

    get presets() {
        return getPresets(this.props.filters.mode);
    }

    get presetLabel() {
        return findPreset(this.props.filters)?.label || _t("Other dates");
    }

    get customersDomain() {
        const company = this.props.filters.company_id;
        return ["|", ["company_id", "=", false], ["company_id", "parent_of", company]];
    }

    /** The lists to choose one value from, those that offer a choice. */
    get choices() {
        const {mode, basis, station_id, company_id, walk_in_status} = this.props.options;
        const status = this.isOfWalkIns && walk_in_status;
        return [mode, basis, station_id, company_id, status].filter(
            (option) => option && option.choices.length > 1,
        );
    }

    date(name) {
        const value = this.props.filters[name];
        return value ? deserializeDate(value) : false;
    }

    setDate(name, value) {
        this.props.onChange({[name]: value ? serializeDate(value) : false});
    }

    setCustomers(ids) {
        // Naming a customer asks for that statement, not for all.
        this.props.onChange({partner_ids: ids, all_customers: false});
    }
}
