import {Component, onWillStart, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const ICONS = {
    draft: "fa-pencil",
    registered: "fa-file-text-o",
    partial: "fa-adjust",
    overdue: "fa-exclamation-triangle",
    paid: "fa-check",
    paid_unrecorded: "fa-check-square-o",
    cancelled: "fa-ban",
};
const COLORS = {
    draft: "secondary",
    registered: "primary",
    partial: "warning",
    overdue: "danger",
    paid: "success",
    paid_unrecorded: "success",
    cancelled: "secondary",
};

/** What became of an invoice, read when its page is opened and not before. */
export class LifecycleHistory extends Component {
    static template = "receivables_ext.LifecycleHistory";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({lines: null});
        onWillStart(() => this.load(this.props.record));
        useRecordObserver((record) => this.load(record));
    }

    async load(record) {
        const key = `${record.resId} ${record.data.state} ${record.data.lifecycle_label}`;
        if (key === this.loaded) {
            return;
        }
        this.loaded = key;
        this.state.lines = record.resId
            ? await this.orm.call("account.move", "get_lifecycle_history", [[record.resId]])
            : [];
    }

    icon(line) {
        return `fa ${ICONS[line.status]} text-bg-${COLORS[line.status]}`;
    }

    open(line) {
        return this.action.doActionButton({
            type: "object",
            name: "action_open_business_doc",
            resModel: "account.move",
            resId: line.move_id,
            resIds: [line.move_id],
        });
    }
}

registry.category("view_widgets").add("receivables_lifecycle_history", {
    component: LifecycleHistory,
});
