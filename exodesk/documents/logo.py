"""Whether a logo can be drawn by what draws the documents."""

from __future__ import annotations

from datetime import date

from exodesk.documents.typst_document import NotMadeError, Plain, pdf_bytes
from exodesk.domain.quotes.letterhead import Logo, LogoKind
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.translation import gettext as _

_ANY_DAY = date(2000, 1, 1)


def plain_logo(logo: Logo) -> Plain:
    """The picture as numbers of its bytes, as a template reads no file."""
    return {
        "kind": logo.kind.value,
        "bytes": list(logo.data),
        "grows": logo.kind is LogoKind.SVG,
        "name": _("Logo"),
    }


def refuse_undrawable(logo: Logo) -> Logo:
    """``logo`` itself; raises BadLogoError for one that looks like a picture and is none."""
    try:
        pdf_bytes("logo.typ", {"title": "", "logo": plain_logo(logo)}, _ANY_DAY)
    except NotMadeError as error:
        reason = _("the picture cannot be drawn ({reason})").format(reason=error.reason)
        raise BadLogoError(reason) from None
    return logo
