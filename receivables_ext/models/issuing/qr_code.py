"""Square codes on documents, drawn inside the page: the PDF program needs no network for them."""

import base64

from reportlab.graphics.barcode import createBarcodeDrawing

SIZE = 150


def qr_drawing(text):
    """``text`` as the address of a picture, or nothing without a text.

    Not by core's ``barcode()``, which makes pixels with a library that servers often lack.
    """
    if not text:
        return ""
    drawing = createBarcodeDrawing("QR", value=text, width=SIZE, height=SIZE, barBorder=0)
    picture = base64.b64encode(drawing.asString("svg").encode()).decode()
    return f"data:image/svg+xml;base64,{picture}"
