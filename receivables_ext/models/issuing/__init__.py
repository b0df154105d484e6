from . import document_issue, ir_actions_report, ir_attachment, mail_mail, mail_message, res_partner
