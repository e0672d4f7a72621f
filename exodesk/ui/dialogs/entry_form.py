"""The fields of the entry form in their places: the few most people need, the rest folded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from exodesk.domain.entries import Kind, Per, SourceKind, Tax
from exodesk.imports.form_problems import FieldWay
from exodesk.imports.form_reading import FormReading, link_in
from exodesk.imports.form_texts import EntryContext, row_numbers
from exodesk.ui.dialogs.entry_form_fields import fixed_fields
from exodesk.ui.icons import Icons
from exodesk.ui.letters import room_with_letter
from exodesk.ui.widgets.claim_rows import ClaimRows
from exodesk.ui.widgets.comparison_banner import Rule
from exodesk.ui.widgets.form_editors import ChoiceField, Editor, LinesField, TicksField
from exodesk.ui.widgets.form_field import FormField
from exodesk.ui.widgets.offer_rows import OfferRows
from exodesk.ui.widgets.price_edit import PriceEdit
from exodesk.ui.widgets.section import Section
from exodesk.wording import gettext as _

_ROUND_RULE = 14
_OF_TREATMENTS = ("sessions", "interval")
_OF_PRODUCTS = ("pack", "use")


class EntryForm(QWidget):
    """Holds the raw texts, shows what a reading of them says, and judges nothing itself."""

    edited = Signal(str)  # the key of the field

    def __init__(self, context: EntryContext, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._icons = icons
        self._setting = False
        self._connected: set[int] = set()
        self._labels: dict[str, QLabel] = {}
        self._fixed: dict[str, FormField] = {}
        self._sections: list[tuple[Section, QWidget]] = []
        labels = context.labels()
        sources = sorted(labels.items(), key=lambda item: item[1].casefold())
        self.price = PriceEdit(0, icons, self)
        self.offers = OfferRows(icons, sources)
        self.claims = ClaimRows(icons, sources)
        for words, field in fixed_fields([label for _id, label in sources], icons):
            key = field.editor_keys()[0]
            self._fixed[key] = field
            self._labels[key] = self._label(words, field)
        self._lay_out()
        self.ask_about_source(False)
        self.offers.rows_changed.connect(partial(self._rows_changed, "offer.0.price"))
        self.claims.rows_changed.connect(partial(self._rows_changed, "claim.0.text"))
        self._connect()

    # The texts

    def fields(self) -> dict[str, str]:
        """The raw text of every field that has one."""
        texts = {key: editor.raw() for key, editor in self._all_editors().items()}
        return {key: text for key, text in texts.items() if text}

    def set_fields(self, fields: Mapping[str, str]) -> None:
        """Show exactly these texts, without announcing them back."""
        self._setting = True
        self.offers.set_count(max((0, *row_numbers(fields, "offer"))))
        self.claims.set_count(max((-1, *row_numbers(fields, "claim"))) + 1)
        self._connect()
        for key, editor in self._all_editors().items():
            editor.set_raw(fields.get(key, ""))
        self._setting = False

    def take_way(self, way: FieldWay) -> None:
        """Put a way out into its fields, as if it had been typed."""
        rows = row_numbers(dict(way.also), "offer")
        if max(rows, default=0) > len(self.offers.rows()):
            self.offers.set_count(max(rows))
            self._connect()
        editors = self._all_editors()
        for key, text in (*way.also, (way.key, way.text)):
            if (editor := editors.get(key)) is not None:
                self._unfold(cast("QWidget", editor))
                editor.set_raw(text)
        if (first := editors.get(way.key)) is not None:
            cast("QWidget", first).setFocus()

    def editor(self, key: str) -> QWidget:
        return cast("QWidget", self._all_editors()[key])

    def form_fields(self) -> tuple[FormField, ...]:
        """Every field, those of further rows included."""
        return (
            *self._fixed.values(),
            *self.price.fields(),
            *(field for row in self.offers.rows() for field in row.fields()),
            *(field for row in self.claims.rows() for field in row.fields()),
        )

    def field_of(self, key: str) -> FormField | None:
        return next((field for field in self.form_fields() if key in field.editor_keys()), None)

    def key_of(self, widget: QWidget | None) -> str | None:
        """The key of the field that ``widget`` is, or is part of."""
        for key, editor in self._all_editors().items():
            part = cast("QWidget", editor)
            if widget is not None and (part is widget or part.isAncestorOf(widget)):
                return key
        return None

    # What a reading says

    def show_reading(self, reading: FormReading, marked: Collection[str]) -> None:
        """What is understood and, of ``marked`` fields, what is refused."""
        for field in self.form_fields():
            found = [
                p for p in reading.problems if p.key in field.editor_keys() and p.key in marked
            ]
            field.show_problems(tuple(found))
        usual = Per.PACK if reading.seen.kind is Kind.PRODUCT else Per.SESSION
        rates, currency = self._context.rates, self._context.currency
        for edit in (self.price, *(row.edit for row in self.offers.rows())):
            edit.show_read(reading.offers.get(edit.number()), usual, rates, currency)
        self._show_for_kind(reading.seen.kind)
        self._show_source_kind()
        self._count_sections()

    def ask_about_source(self, asked: bool) -> None:
        """Whether a figure was changed while its source stayed that of the old one."""
        self._fixed["date"].set_hint(
            _("A figure has changed. Source and date are still those of the old one.")
            if asked
            else _("Without a source the figures are saved and marked “no source”.")
        )

    def focus_key(self, key: str) -> None:
        """Bring a field into sight and give it the focus, whatever it is folded into."""
        editor = self.editor(key)
        self._unfold(editor)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field = self.field_of(key)
        area = self._scroll_area()
        if area is not None and field is not None:
            area.ensureWidgetVisible(field, 0, 24)

    def _unfold(self, editor: QWidget) -> None:
        for section, content in self._sections:
            if content.isAncestorOf(editor):
                section.set_open(True)

    def sections(self) -> tuple[Section, ...]:
        return tuple(section for section, _content in self._sections)

    # How it is made

    def _label(self, words: str, field: FormField) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(field.first())
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _lay_out(self) -> None:
        for key, words, field in (
            ("price", _("Price"), self.price.price),
            ("payments", _("Paid every"), self.price.payments),
            ("redeemable", _("Taken off the course"), self.price.redeemable),
            ("tax", _("Tax"), self.price.tax),
        ):
            self._labels[key] = self._label(words, field)
        self._width = max(map(room_with_letter, self._labels.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(self._grid("name", "kind", "clinic", "city"))
        column.addSpacing(_ROUND_RULE)
        column.addWidget(Rule(self._icons))
        column.addSpacing(_ROUND_RULE)
        column.addWidget(
            self._grid(
                *("price", "payments", "redeemable", "sessions", "pack", "use", "downtime"),
            )
        )
        column.addSpacing(_ROUND_RULE)
        column.addWidget(Rule(self._icons))
        column.addSpacing(_ROUND_RULE)
        column.addWidget(self._grid("source", "date"))
        column.addSpacing(12)
        self._section(column, _("What it is"), self._grid("routes", "concerns", "exosome_source"))
        prices = QWidget()
        rows = QVBoxLayout(prices)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._grid("tax"))
        rows.addWidget(self.offers)
        self._section(column, _("Tax and further prices"), prices)
        self._section(column, _("When it works, how long it lasts"), self._grid("onset", "lasts"))
        self._section(
            column,
            _("Included, cautions, side effects, notes"),
            self._grid("included", "cautions", "side_effects", "notes"),
        )
        self._section(column, _("Claims"), self.claims)
        column.addStretch(1)

    def _grid(self, *keys: str) -> QWidget:
        grid_widget = QWidget(self)
        grid = QGridLayout(grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        grid.setColumnMinimumWidth(0, self._width)
        grid.setColumnStretch(1, 1)
        of_price = {
            "price": self.price.price,
            "payments": self.price.payments,
            "redeemable": self.price.redeemable,
            "tax": self.price.tax,
        }
        for row, key in enumerate(keys):
            field = of_price[key] if key in of_price else self._fixed[key]
            label = self._labels[key]
            label.setMinimumHeight(field.first().sizeHint().height())
            if isinstance(field.first(), LinesField | TicksField):
                label.setMinimumHeight(24)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        return grid_widget

    def _section(self, column: QVBoxLayout, title: str, content: QWidget) -> None:
        section = Section(title, self._icons)
        section.set_content(content)
        section.set_open(False)
        self._sections.append((section, content))
        column.addWidget(section)

    # What changes

    def _all_editors(self) -> dict[str, Editor]:
        found: dict[str, Editor] = {}
        for field in self.form_fields():
            for key in field.editor_keys():
                found[key] = cast("Editor", field.editor(key))
        found.update(cast("dict[str, Editor]", self.price.kept()))
        for offer in self.offers.rows():
            found.update(cast("dict[str, Editor]", offer.edit.kept()))
        for claim in self.claims.rows():
            found.update(cast("dict[str, Editor]", claim.kept()))
        return found

    def _connect(self) -> None:
        for editor in self._all_editors().values():
            if id(editor) not in self._connected:
                self._connected.add(id(editor))
                editor.raw_changed.connect(partial(self._raw_changed, editor))
        for field in self.form_fields():
            if id(field) not in self._connected:
                self._connected.add(id(field))
                field.way_taken.connect(self.take_way)

    def _raw_changed(self, editor: Editor) -> None:
        if self._setting:
            return
        for key, each in self._all_editors().items():
            if each is editor:
                self.edited.emit(key)

    def _rows_changed(self, key: str) -> None:
        self._connect()
        self.edited.emit(key)

    def _show_for_kind(self, kind: Kind) -> None:
        """A field that the kind has no use for is there only while it holds something."""
        texts = self.fields()
        of_kind = _OF_PRODUCTS if kind is Kind.PRODUCT else _OF_TREATMENTS
        for key in ("sessions", "pack", "use"):
            keys = self._fixed[key].editor_keys()
            shown = key in of_kind or any(texts.get(each) for each in keys)
            self._fixed[key].setVisible(shown)
            self._labels[key].setVisible(shown)
        for key, field in (
            ("payments", self.price.payments),
            ("redeemable", self.price.redeemable),
        ):
            self._labels[key].setVisible(field.isVisibleTo(self))

    def _show_source_kind(self) -> None:
        """A known source has its kind; a link is a page unless something else is chosen."""
        text = self._raw("source").strip()
        choice = cast("ChoiceField", self.editor("source_kind"))
        known = {label.casefold(): key for key, label in self._context.labels().items()}
        source_id = known.get(text.casefold())
        kinds = {source.id: source.kind for source in self._context.sources}
        if source_id is not None:
            choice.set_usual(kinds[source_id].value)
        else:
            choice.set_usual(SourceKind.PAGE.value if link_in(text) else "")
        choice.setEnabled(bool(text) and source_id is None)
        why = _("The kind of this source is known.") if text else _("Type the source first.")
        choice.setAccessibleDescription("" if choice.isEnabled() else why)

    def _raw(self, key: str) -> str:
        return self._all_editors()[key].raw()

    def _count_sections(self) -> None:
        texts = self.fields()
        for section, content in self._sections:
            filled = {
                key.rpartition(".")[0] or key
                for field in self.form_fields()
                for key in field.editor_keys()
                if content.isAncestorOf(field) and texts.get(key) not in (None, Tax.UNKNOWN.value)
            }
            section.set_note(_("{n} filled").format(n=len(filled)) if filled else "")

    def _scroll_area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent
