import {formatCurrency} from "@web/core/currency";
import {registry} from "@web/core/registry";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {CalendarModel} from "@web/views/calendar/calendar_model";
import {calendarView} from "@web/views/calendar/calendar_view";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {InstallmentControlPanel, InstallmentSearchPanel} from "./control_panel";
import {InstallmentListRenderer} from "./list_renderer";
import {InstallmentSearchModel} from "./search_model";

/** What makes a view one of the schedule: filters, totals, and facets that hold in all of them. */
export const SCHEDULE = {
    ControlPanel: InstallmentControlPanel,
    SearchModel: InstallmentSearchModel,
    SearchPanel: InstallmentSearchPanel,
};

/** Has the totals added up again when the lines are read again after an act on them. */
class InstallmentModel extends RelationalModel {
    load(params) {
        if (!params) {
            this.env.searchModel.trigger("installments-changed");
        }
        return super.load(params);
    }
}

/** Of core's palette; as in the list, late is red and paid is green. */
const COLOURS = {overdue: 1, due_today: 2, due: 7, partial: 7, marked: 7, settled: 10};
/** And said without colour. */
const SIGNS = {overdue: "⚠ ", settled: "✓ "};

/** Shows installments on the day that the period is about: due or expected. */
class InstallmentCalendarModel extends CalendarModel {
    load(params) {
        const {period} = this.env.searchModel.criteria;
        this.meta.fieldMapping.date_start = period?.by || "date_due";
        return super.load(params);
    }

    /** What a day shows of an installment: who, and how much is left. */
    normalizeRecord(rawRecord) {
        const {partner_id: customer, currency_id: currency, amount_to_collect, status} = rawRecord;
        const left = formatCurrency(amount_to_collect, currency[0]);
        return {
            ...super.normalizeRecord(rawRecord),
            colorIndex: COLOURS[status],
            title: `${SIGNS[status] || ""}${left} ${customer ? customer[1] : ""}`,
        };
    }
}

registry
    .category("views")
    .add("receivables_installment_list", {
        ...listView,
        ...SCHEDULE,
        Model: InstallmentModel,
        Renderer: InstallmentListRenderer,
    })
    .add("receivables_installment_kanban", {...kanbanView, ...SCHEDULE, Model: InstallmentModel})
    .add("receivables_installment_calendar", {
        ...calendarView,
        ...SCHEDULE,
        Model: InstallmentCalendarModel,
    });
