"""What the trace of a total looks like: a section for each figure, its inputs below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.ui.widgets.details_remarks import web_address
from exodesk.wording import gettext as _
from exodesk.wording.trace import TraceRow


def trace_parts(rows: Sequence[TraceRow]) -> Iterator[Part]:
    """One part for the total and its rates, then one for each figure that ``rows`` open."""
    heading, lines = rows[0], [_total(rows[0])]
    for row in rows[1:]:
        if row.heading:
            yield Part(heading.figure, tuple(lines))
            heading, lines = row, [_made(row)] if row.value or row.says else []
        else:
            lines.append(_input(row))
    yield Part(heading.figure, tuple(lines))


def _total(row: TraceRow) -> Line:
    below = ((Run(row.says, Tone.SECONDARY),),) if row.says else ()
    return Line((Run(row.value, Tone.FIGURE),), below=below)


def _made(row: TraceRow) -> Line:
    return Line((Run(as_shown(row.says)),), (Run(row.value, Tone.STRONG),))


def _input(row: TraceRow) -> Line:
    if row.assumed or not row.dated:
        return _aside(row)
    who = [Run(as_shown(row.says), Tone.SECONDARY)]
    if row.printed is not None:
        quoted = _("“{text}”").format(text=as_shown(row.printed))
        who.insert(0, Run(quoted + " · ", Tone.SECONDARY))
    tone = Tone.WARNING if row.old else Tone.SECONDARY
    who += [
        Run(" · ", Tone.SECONDARY),
        Run(row.dated, tone, icon="clock" if row.old else None),
    ]
    address = None if row.source is None else web_address(row.source.url)
    if address is not None:
        who += [Run(" · ", Tone.SECONDARY), Run(_("Open"), Tone.ACCENT, link=address)]
    said = (row.figure, row.value, row.printed, row.says, row.dated)
    return Line(
        (Run(row.figure),),
        (Run(row.value),),
        (tuple(who),),
        mark="·",
        spoken=", ".join(part for part in said if part),
    )


def _aside(row: TraceRow) -> Line:
    """What nobody dates: an assumption, or a remark. It stands on one line where there is room."""
    tone = Tone.ACCENT if row.assumed else Tone.SECONDARY
    if not row.value:
        below = ((Run(row.says, Tone.SECONDARY),),) if row.says else ()
        return Line((Run(as_shown(row.figure)),), below=below, mark="·")
    says = (Run(" · " + row.says, tone),) if row.says else ()
    return Line((Run(row.figure), *says), (Run(row.value),), mark="·")
