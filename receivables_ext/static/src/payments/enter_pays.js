import {Component, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";

/** The payment of a cash invoice needs one key: Enter registers what the dialog shows. */
class EnterPays extends Component {
    static template = xml`<t/>`;
    static props = ["*"];

    setup() {
        useHotkey("enter", () => this.pay(), {bypassEditableProtection: true});
    }

    pay() {
        const buttons = document.querySelectorAll(
            ".o_dialog:not(.o_inactive_modal) .modal-footer button.btn-primary",
        );
        [...buttons].find((button) => button.offsetParent && !button.disabled)?.click();
    }
}

registry.category("view_widgets").add("receivables_enter_pays", {component: EnterPays});
