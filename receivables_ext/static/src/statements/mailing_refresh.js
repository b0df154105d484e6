import {Component, onMounted, onWillDestroy, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const EVERY = 2000;

/** Reads the record again every two seconds while its state is "running". */
export class Refresh extends Component {
    static template = xml``;
    static props = {...standardWidgetProps};

    setup() {
        onMounted(() => this.plan());
        onWillDestroy(() => clearTimeout(this.timer));
    }

    plan() {
        if (this.props.record.data.state === "running") {
            this.timer = setTimeout(() => this.refresh(), EVERY);
        }
    }

    async refresh() {
        try {
            // A page that nobody looks at asks for nothing.
            if (!document.hidden) {
                await this.props.record.load();
            }
        } finally {
            this.plan();
        }
    }
}

registry.category("view_widgets").add("receivables_refresh", {
    component: Refresh,
    fieldDependencies: [{name: "state", type: "selection"}],
});
