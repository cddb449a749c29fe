"""HTML to PDF with WeasyPrint, which may fetch nothing but our own fonts and style."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Response, render_template
from pypdf import PdfWriter
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

PRINT = Path(__file__).parents[2] / "static" / "fonts" / "print"


class NothingFetcher(URLFetcher):
    """Refuses every address: names and notes come from people, and one may say <img src=…>."""

    def __init__(self, allowed: tuple[str, ...] = ()):
        super().__init__(allowed_protocols=[])
        self._allowed = allowed

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Only the very font files that our own style sheet names."""
        if url in self._allowed:
            return URLFetcher(allowed_protocols=["file"]).fetch(url, headers)
        return super().fetch(url, headers)


@lru_cache(maxsize=1)
def _fonts() -> tuple[CSS, FontConfiguration]:
    files = {
        ("Noto Sans SC", "400"): PRINT / "NotoSansSC-Regular.ttf",
        ("Noto Sans SC", "700"): PRINT / "NotoSansSC-Bold.ttf",
        ("Barlow", "600"): PRINT / "Barlow-SemiBold.ttf",
    }
    rules = [
        f"@font-face {{ font-family: '{name}'; font-weight: {weight};"
        f" src: url('{path.as_uri()}') }}"
        for (name, weight), path in files.items()
        if path.exists()
    ]
    allowed = tuple(path.as_uri() for path in files.values())
    configuration = FontConfiguration()
    style = CSS(
        string="\n".join(rules),
        font_config=configuration,
        url_fetcher=NothingFetcher(allowed),
    )
    return style, configuration


def render(template: str, **context: Any) -> bytes:
    """The PDF of a print template."""
    style, configuration = _fonts()
    document = HTML(string=render_template(template, **context), url_fetcher=NothingFetcher())
    return document.write_pdf(stylesheets=[style], font_config=configuration)


def joined(bodies: Iterable[bytes]) -> bytes:
    """Several PDFs as one, in that order."""
    writer = PdfWriter()
    for body in bodies:
        writer.append(BytesIO(body))
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()


def answer(body: bytes, filename: str) -> Response:
    """A PDF to look at in the browser; `filename` is plain ASCII."""
    return Response(
        body,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{filename}"'},
    )
