import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const STATUS_ICONS = {
    overdue: "fa-exclamation-triangle",
    due_today: "fa-clock-o",
    due: "fa-calendar-o",
    partial: "fa-adjust",
    marked: "fa-check-square-o",
    settled: "fa-check",
};

/** A cell of the schedule with a funnel that keeps only the installments that share its value. */
class FilterCell extends Component {
    static template = "receivables_ext.InstallmentFilterCell";
    static props = {...standardFieldProps};

    get data() {
        return this.props.record.data;
    }

    get value() {
        return this.data[this.props.name];
    }

    /** What the criterion holds: the id of a record or the key of a selection. */
    get key() {
        return this.value && (this.value.id || this.value);
    }

    get label() {
        return this.value ? this.value.display_name : "";
    }

    get code() {
        return "";
    }

    get icon() {
        return "";
    }

    /** Whether its words are read whole, on two lines if need be. */
    get wraps() {
        return false;
    }

    get title() {
        return _t("Only %s", this.filterLabel);
    }

    get filterLabel() {
        return this.label;
    }

    get canFilter() {
        return Boolean(this.key && this.env.searchModel?.setCriteria);
    }

    filter() {
        return this.env.searchModel.setCriteria({[this.props.name]: [this.key]});
    }
}

/** The customer: code and name. */
class CustomerCell extends FilterCell {
    get code() {
        return this.data.partner_ref || "";
    }

    get wraps() {
        return true;
    }
}

/** How late or how soon: an icon and words, whatever the colour. */
class StatusCell extends FilterCell {
    get label() {
        return this.data.status_label;
    }

    get filterLabel() {
        const {selection} = this.props.record.fields[this.props.name];
        return selection.find(([key]) => key === this.value)[1];
    }

    get icon() {
        return STATUS_ICONS[this.value];
    }

    get wraps() {
        return true;
    }
}

/** Collected or not, or partly. */
class CollectedCell extends Component {
    static template = "receivables_ext.InstallmentCollectedCell";
    static props = {...standardFieldProps};

    get state() {
        const {settled, amount_received} = this.props.record.data;
        if (settled) {
            return {key: "yes", icon: "fa-check-square", label: _t("Yes")};
        }
        return amount_received
            ? {key: "partly", icon: "fa-adjust", label: _t("Partly")}
            : {key: "no", icon: "fa-square-o", label: _t("No")};
    }
}

/** Title and code of the installment; it opens the document. */
class DocumentCell extends Component {
    static template = "receivables_ext.InstallmentDocumentCell";
    static props = {...standardFieldProps};

    /** The title ends with the number of the document, with which the code begins: said once. */
    get label() {
        const {[this.props.name]: title, code} = this.props.record.data;
        const words = title.split(" ");
        const rank = words.findIndex((_word, index) =>
            code.startsWith(`${words.slice(index).join(" ")}-`),
        );
        return rank < 0 ? title : [...words.slice(0, rank), code].join(" ");
    }

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    async open() {
        const {resModel, resId} = this.props.record;
        this.action.doAction(await this.orm.call(resModel, "action_open_document", [resId]));
    }
}

registry
    .category("fields")
    .add("receivables_filter", {component: FilterCell, supportedTypes: ["many2one"]})
    .add("receivables_customer", {
        component: CustomerCell,
        supportedTypes: ["many2one"],
        fieldDependencies: [{name: "partner_ref", type: "char"}],
    })
    .add("receivables_situation", {
        component: StatusCell,
        supportedTypes: ["selection"],
        fieldDependencies: [{name: "status_label", type: "char"}],
    })
    .add("receivables_collected", {
        component: CollectedCell,
        supportedTypes: ["boolean"],
        fieldDependencies: [
            {name: "amount_received", type: "monetary"},
            {name: "currency_id", type: "many2one", relation: "res.currency"},
        ],
    })
    .add("receivables_document", {
        component: DocumentCell,
        supportedTypes: ["char"],
        fieldDependencies: [{name: "code", type: "char"}],
    });
