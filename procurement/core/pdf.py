"""render_pdf(): the only importer of WeasyPrint. The same HTML gives the same bytes, and nothing is fetched."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

_FONTS = "vendor/source-sans-3-5.3.1/source-sans-3-latin"
_FACES = (("400", "normal"), ("400", "italic"), ("600", "normal"), ("700", "normal"))


def render_pdf(html: str) -> bytes:
    """Return ``html`` as a PDF that meets PDF/UA-1, in the look of ``static/css/document.css``.

    html: a whole page with ``lang`` and ``<title>``; pictures are ``data:`` addresses or inline SVG. No file, host
    or address in it is ever asked: what is not ``data:`` stays out.
    """
    styles, fonts = _look()
    document = HTML(string=html, url_fetcher=_fetcher(), base_url="data:,")
    pdf: bytes = document.write_pdf(
        stylesheets=list(styles),
        font_config=fonts,
        finisher=_name_scopes,
        pdf_variant="pdf/ua-1",
        # The identifier follows from the content; without it each run would invent one.
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
    return pdf


def _name_scopes(_document: Any, pdf: Any) -> None:
    """Say of each heading of a table whether it heads a column or a row; WeasyPrint only ties cells to headings."""
    for heading in pdf.objects:
        if isinstance(heading, dict) and heading.get("S") == "/TH":
            group = _parent(pdf, _parent(pdf, heading))
            heading["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _parent(pdf: Any, item: Any) -> Any:
    return pdf.objects[int(item["P"].split()[0])]


@lru_cache(maxsize=1)
def _look() -> tuple[tuple[CSS, ...], FontConfiguration]:
    # Shared by all documents of a process: reading four font faces costs more than a page.
    fonts = FontConfiguration()
    root = Path(settings.BASE_DIR) / "static"
    faces = "".join(_face(root, weight, style) for weight, style in _FACES)
    sheets = (faces, (root / "css" / "document.css").read_text(encoding="utf-8"), _column_widths())
    return tuple(CSS(string=sheet, font_config=fonts, url_fetcher=_fetcher()) for sheet in sheets), fonts


def _face(root: Path, weight: str, style: str) -> str:
    content = base64.b64encode((root / f"{_FONTS}-{weight}-{style}.woff2").read_bytes()).decode("ascii")
    source = f'url("data:font/woff2;base64,{content}") format("woff2")'
    return f'@font-face{{font-family:"Source Sans 3";font-weight:{weight};font-style:{style};src:{source}}}'


def _column_widths() -> str:
    # A document holds no style of its own, so a column names its share as a class.
    return "".join(f"col.share-{share}{{width:{share}%}}" for share in range(1, 101))


def _fetcher() -> URLFetcher:
    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)
