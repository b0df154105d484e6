import {Component, onMounted, onWillDestroy, useRef} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {hidePDFJSButtons} from "@web/core/utils/pdfjs";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** A PDF that exists in the browser only. */
export class PdfDialog extends Component {
    static template = "receivables_ext.PdfDialog";
    static components = {Dialog};
    static props = {name: String, content: String, close: Function};

    setup() {
        const bytes = Uint8Array.from(atob(this.props.content), (char) => char.charCodeAt(0));
        this.url = URL.createObjectURL(new Blob([bytes], {type: "application/pdf"}));
        // Odoo's own reader: browsers of phones show no PDF inside a page.
        const file = encodeURIComponent(this.url);
        this.viewerUrl = `/web/static/lib/pdfjs/web/viewer.html?file=${file}#pagemode=none&zoom=page-width`;
        const viewer = useRef("viewer");
        // The reader's own download would name the file document.pdf.
        onMounted(() => hidePDFJSButtons(viewer.el, {hideDownload: true}));
        onWillDestroy(() => URL.revokeObjectURL(this.url));
    }
}

/** Shows the document of the payment as it is typed, and saves nothing. */
export class PaymentPreview extends Component {
    static template = "receivables_ext.PaymentPreview";
    static props = {...standardWidgetProps};

    setup() {
        this.dialog = useService("dialog");
        this.ui = useService("ui");
    }

    async preview() {
        const {record} = this.props;
        if (!(await record.checkValidity({displayNotification: true}))) {
            return;
        }
        const ids = record.resId ? [record.resId] : [];
        const values = await record.getChanges();
        this.ui.block();
        try {
            // Not useService("orm"): on a phone the menu of the button is closed by then, and
            // the answer would be lost.
            const document = await this.env.services.orm.call(
                record.resModel,
                "preview_document",
                [ids, values],
                {context: record.context},
            );
            this.dialog.add(PdfDialog, document);
        } finally {
            this.ui.unblock();
        }
    }
}

registry.category("view_widgets").add("receivables_payment_preview", {
    component: PaymentPreview,
});
