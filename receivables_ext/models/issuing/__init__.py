from . import document_issue, ir_attachment, mail_mail, res_partner
