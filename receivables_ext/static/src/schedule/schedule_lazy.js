import {registry} from "@web/core/registry";
import {graphView} from "@web/views/graph/graph_view";
import {pivotView} from "@web/views/pivot/pivot_view";
import {SCHEDULE} from "./views";

/** Core loads these two kinds of views when they are needed, hence so do we. */
registry
    .category("views")
    .add("receivables_installment_graph", {...graphView, ...SCHEDULE})
    .add("receivables_installment_pivot", {...pivotView, ...SCHEDULE});
