from . import evidence, preview, receipts
