from . import document_issue, ir_attachment, mail_mail, recipient
