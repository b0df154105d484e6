import {ControlPanel} from "@web/search/control_panel/control_panel";
import {SearchPanel} from "@web/search/search_panel/search_panel";
import {InstallmentFilters} from "./filters";
import {InstallmentTotals} from "./totals";

/** Odoo's own control panel, then the filters and the totals, above each view of the schedule. */
export class InstallmentControlPanel extends ControlPanel {
    static template = "receivables_ext.InstallmentControlPanel";
    static components = {...ControlPanel.components, InstallmentFilters, InstallmentTotals};
}

/** Odoo's own panel on the side, folded until the user unfolds it: the lines need the width. */
export class InstallmentSearchPanel extends SearchPanel {
    importState(state) {
        super.importState(state);
        if (!state) {
            this.state.sidebarExpanded = false;
        }
    }
}
