import {useEffect} from "@odoo/owl";

/** Core's selectors of records have no label: their inputs bear the name of the group around them. */
export function useNamedInputs(root) {
    useEffect(() => {
        for (const group of root.el?.querySelectorAll("[role='group'][aria-label]") || []) {
            for (const input of group.querySelectorAll(".o-autocomplete--input")) {
                input.setAttribute("aria-label", group.getAttribute("aria-label"));
            }
        }
    });
}
