import {PdfDialog} from "./payment_preview";
import {registry} from "@web/core/registry";

/** Shows a PDF that a button made, over the page where it was pressed. */
registry.category("actions").add("receivables_pdf", (env, {params}) => {
    env.services.dialog.add(PdfDialog, {name: params.name, content: params.content});
});
