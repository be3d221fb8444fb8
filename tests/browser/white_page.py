"""A screenshot as a branch would send it: a page of a shop that stays white below its banner."""

from playwright.sync_api import FilePayload, Page

NAME = "white-page.png"
SHOP = """
<body style="margin:0;width:360px;height:270px;background:#fff;font:600 15px sans-serif">
<div style="padding:10px 14px;color:#444;background:#f2f3f5">shop.example</div>
<div style="padding:34px 18px;color:#fff;background:linear-gradient(90deg,#274c8f,#6fa3e0)">
<big>Winter campaign</big><br><span style="font-weight:400">24 offers, until 10 January</span></div></body>
"""


def white_page(page: Page) -> FilePayload:
    """The file, for an input; `page` is a tab to draw it in."""
    page.set_content(SHOP)
    return {"name": NAME, "mimeType": "image/png", "buffer": page.locator("body").screenshot()}
