"""What to ask before booking: an entry's own cautions, then questions with what led to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exodesk.domain.ask_first import AskedNote, AskedTopic
from exodesk.domain.entries import Source
from exodesk.ui.icons import Icons
from exodesk.ui.letters import NO_BRACKETS
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.ui.widgets.details_remarks import web_address
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.details_writer import INSET
from exodesk.ui.widgets.section import Section
from exodesk.wording import gettext as _
from exodesk.wording.ask_first import (
    cited_text,
    heading,
    hide_notes_text,
    questions_text,
    reach_texts,
    show_notes_text,
    sources_disagree,
    unstated_text,
)
from exodesk.wording.ask_first_topics import topic_question

NO_CAUTIONS = Part("", ())


class AskFirstView(Section):
    """Shows what it is told, for one entry or for several; not shown where there is nothing.

    The notes behind a question unfold below it, and stay so for the next entry. Links are
    announced, never opened here.
    """

    link_clicked = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(heading(), icons, inset=INSET, parent=parent)
        self.heading().setProperty(NO_BRACKETS, True)
        self.cautions = DetailText(icons, ruled=False)
        self.questions = DetailText(icons, ruled=False, headed=False)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text in self.texts:
            column.addWidget(text)
            text.link_clicked.connect(self.link_clicked)
        self.questions.act_clicked.connect(self._toggle)
        self.set_content(content)
        self._unfolded: set[str] = set()
        self._shown: tuple[Sequence[AskedTopic], Mapping[str, str], date] = ((), {}, date.min)
        self.hide()

    @property
    def texts(self) -> tuple[DetailText, ...]:
        return self.cautions, self.questions

    def stops(self) -> list[QWidget]:
        """What the Tab key reaches, from top to bottom."""
        return [self.heading(), *self.texts]

    def show_topics(
        self,
        topics: Sequence[AskedTopic],
        names: Mapping[str, str],
        today: date,
        cautions: Part = NO_CAUTIONS,
    ) -> None:
        """``names`` are those of the entries in question, by id; ages are as of ``today``."""
        self._shown = topics, names, today
        self.cautions.show_part(cautions)
        self._show_questions()
        self.set_note(questions_text(len(topics)) if topics else "")
        self.setVisible(bool(topics or cautions.lines))

    def _show_questions(self) -> None:
        topics, names, today = self._shown
        self.questions.show_part(questions_part(topics, names, today, self._unfolded))

    @Slot(str)
    def _toggle(self, topic: str) -> None:
        self._unfolded ^= {topic}
        self._show_questions()
        self.questions.go_to_act(topic)


def questions_part(
    topics: Sequence[AskedTopic],
    names: Mapping[str, str],
    today: date,
    unfolded: Collection[str],
) -> Part:
    """The questions, and for the topics in ``unfolded`` what has been published, by whom, when."""
    lines = []
    for topic in topics:
        is_open = topic.topic.id in unfolded
        lines.append(_question_line(topic, is_open=is_open))
        if is_open:
            said = "" if topic.is_sure else unstated_text(topic.unstated)
            lines += [_note_line(note, names, today, said) for note in topic.notes]
    return Part(heading(), tuple(lines))


def _question_line(asked: AskedTopic, *, is_open: bool) -> Line:
    question = as_shown(topic_question(asked.topic))
    said = [question]  # the heading has said what they are for
    below: list[tuple[Run, ...]] = []
    if asked.disagree:
        below.append((Run(sources_disagree(), Tone.WARNING, icon="disagree"),))
        said.append(sources_disagree())
    if not asked.is_sure:
        below.append((Run(unstated_text(asked.unstated), Tone.SECONDARY),))
        said.append(unstated_text(asked.unstated))
    fold = hide_notes_text() if is_open else show_notes_text(len(asked.notes))
    below.append((Run(fold, Tone.ACCENT, act=asked.topic.id),))
    return Line(
        (Run(question, Tone.STRONG),),
        below=tuple(below),
        mark="•",
        apart=True,
        spoken=" ".join(said),
    )


def _note_line(asked: AskedNote, names: Mapping[str, str], today: date, said: str) -> Line:
    """``said`` is what the question says already."""
    statement = as_shown(asked.note.statement)
    reach = [as_shown(text) for text in reach_texts(asked, names) if text != said]
    source = asked.note.source
    return Line(
        (Run(statement),),
        below=(*((Run(text, Tone.SECONDARY),) for text in reach), _source_runs(source, today)),
        mark="–",
        spoken=", ".join((statement, *reach, as_shown(cited_text(source, today)))),
    )


def _source_runs(source: Source, today: date) -> tuple[Run, ...]:
    cited = Run(as_shown(cited_text(source, today)), Tone.SECONDARY)
    address = web_address(source.url)
    if address is None:
        return (cited,)
    return cited, Run(" · ", Tone.SECONDARY), Run(_("Open"), Tone.ACCENT, link=address)
