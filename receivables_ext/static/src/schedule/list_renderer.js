import {_t} from "@web/core/l10n/translation";
import {ListRenderer} from "@web/views/list/list_renderer";
import {CHOICES} from "./criteria";

const DATES = ["date_due", "date_expected"];

/** A funnel in the titles of the columns that can be filtered: it leads to their filter. */
export class InstallmentListRenderer extends ListRenderer {
    static template = "receivables_ext.InstallmentListRenderer";

    canFilterBy({name}) {
        return CHOICES.includes(name) || DATES.includes(name);
    }

    filterTitle({label}) {
        return _t("Filter: %s", label);
    }

    filterBy({name}) {
        this.env.searchModel.trigger("focus-criterion", DATES.includes(name) ? "period" : name);
    }
}
