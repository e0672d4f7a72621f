"""The acts on the user's own entries: the form, undo, deleting, checking, drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.acts import (
    adding,
    checked_unchanged,
    deleting,
    editing,
    going_back,
    hiding,
    showing,
)
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.domain.own_catalogue import merged
from exodesk.domain.workspace import Act, Draft, OwnEntry, called, new_entry_id
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.undoing import Undoing
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.workspace import Workspace
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import price_text
from exodesk.wording.vocabulary import per_text

if TYPE_CHECKING:
    from exodesk.ui.dialogs.entry_dialog import EntryContext, EntryDialog, MadeEntry

NEW = "new"
_EDIT = "edit "


class OwnEntries(QObject):
    """Makes acts of what a person does, lets the workspace write them, and says what was done."""

    changed = Signal()  # the merged catalogue, or whether it can be changed
    entry_wanted = Signal(str)  # show this entry once the list has it

    def __init__(
        self,
        workspace: Workspace,
        document: CatalogueDocument,
        message: MessageBar,
        icons: Icons,
        window: QWidget,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._document = document
        self._message = message
        self._icons = icons
        self._window = window
        self._now = now
        self._shipped: Catalogue | None = None
        self._offered: set[str] = set()
        self._held: object = None
        self.undoing = Undoing(workspace, message, self)
        workspace.contents_changed.connect(self._meet_contents)
        workspace.state_changed.connect(self.changed)
        workspace.act_done.connect(self._tell)
        self._refusal = ""
        workspace.refused.connect(self._refuse)
        workspace.backup_failed.connect(self._warn)

    # What is there

    def show_beside(self, shipped: Catalogue | None) -> None:
        """The catalogue the own entries stand beside; None while another file is looked at."""
        self._shipped = shipped

    def take_over(self, before: OwnEntries) -> None:
        """What has been offered in another window is not offered again."""
        self._offered = set(before._offered)
        self._held = before._held

    @property
    def shipped(self) -> Catalogue | None:
        return self._shipped

    def catalogue(self) -> Catalogue:
        """The shipped catalogue and the workspace as one."""
        return merged(self._shipped or Catalogue(), self._workspace.contents)

    @property
    def can_change(self) -> bool:
        return self._shipped is not None and self._workspace.writable

    @property
    def why_not(self) -> str:
        """In one sentence why nothing can be changed; empty where it can."""
        if self._shipped is None:
            return _("Open the shipped catalogue again to change your own entries.")
        return self._workspace.why_read_only

    def marks(self) -> Mapping[str, str]:
        """A word for each own entry, another for each copy of a shipped one."""
        own, changed = _("own"), _("changed")
        return {
            key: own if one.shipped is None else changed
            for key, one in self._workspace.contents.entries.items()
        }

    def is_copy(self, entry_id: str) -> bool:
        own = self._workspace.contents.entries.get(entry_id)
        return own is not None and own.shipped is not None

    # Acts

    @Slot()
    def new(self) -> EntryDialog | None:
        draft = self._workspace.drafts().get(NEW)
        return self._open(_("New entry"), None, NEW, None if draft is None else draft.fields)

    def edit(self, entry_id: str, field: str = "") -> EntryDialog | None:
        """The form of an entry, at the field of that key."""
        if entry_id not in self._document.catalogue:
            return None
        entry = self._document.catalogue.entry(entry_id)
        draft = self._workspace.drafts().get(_EDIT + entry_id)
        title = _("Edit “{name}”").format(name=entry.name)
        fields = None if draft is None else draft.fields
        dialog = self._open(title, entry, _EDIT + entry_id, fields)
        if dialog is not None and field:
            dialog.form.focus_key(field)
        return dialog

    def duplicate(self, entry_id: str) -> EntryDialog | None:
        """A form filled with another entry's figures, to be saved as a new one."""
        if entry_id not in self._document.catalogue:
            return None
        entry = self._document.catalogue.entry(entry_id)
        copy = replace(entry, id=new_entry_id(entry.name, self._taken()))
        return self._open(_("New entry, like “{name}”").format(name=entry.name), copy, NEW, None)

    def delete(self, entry_ids: Sequence[str]) -> bool:
        """Delete own entries; shipped ones, and copies of them, are hidden."""
        contents = self._workspace.contents
        own = [
            key
            for key in entry_ids
            if key in contents.entries and contents.entries[key].shipped is None
        ]
        others = [key for key in entry_ids if key not in own]
        if not own:
            act = hiding(contents, self._shipped or Catalogue(), others)
            return self._apply(act, self._said(others, _("Hidden: “{name}”"), _hidden(len(others))))
        act = deleting(contents, own)
        several = ngettext("{n} deleted", "{n} deleted", len(own)).format(n=len(own))
        said = self._said(own, _("Deleted “{name}”"), several)
        if others:
            hidden = hiding(contents, self._shipped or Catalogue(), others)
            act = Act(act.name, (*act.changes, *hidden.changes))
            said = _("{deleted}, {hidden}").format(deleted=said, hidden=_hidden(len(others)))
        return self._apply(act, said)

    def checked_today(self, entry_ids: Sequence[str], day: date) -> bool:
        act = checked_unchanged(
            self._workspace.contents, self._shipped or Catalogue(), entry_ids, day, self._now()
        )
        if not act.changes:
            self._message.say(_("No price there is older than today."))
            return False
        return self._apply(act)

    def go_back(self, entry_id: str) -> bool:
        return self.is_copy(entry_id) and self._apply(
            going_back(self._workspace.contents, entry_id)
        )

    @Slot()
    def show_hidden(self) -> bool:
        contents = self._workspace.contents
        return self._apply(showing(contents, self._shipped or Catalogue(), contents.hidden))

    # Drafts

    def offer_drafts(self) -> bool:
        """Offer once what was half written when the program last ended."""
        drafts = self._workspace.drafts()
        new = [key for key in drafts if key not in self._offered]
        if not new or not self.can_change:
            return False
        self._offered.update(drafts)
        text = ngettext(
            "A form was left half filled ({n} entry).",
            "Forms were left half filled ({n} entries).",
            len(drafts),
        ).format(n=len(drafts))
        self._message.say(
            text,
            action=ngettext(
                "Recover unsaved changes ({n} entry)",
                "Recover unsaved changes ({n} entries)",
                len(drafts),
            ).format(n=len(drafts)),
            act=lambda: self.recover(drafts[new[0]]),
        )
        return True

    def recover(self, draft: Draft) -> EntryDialog | None:
        """Open the form again with the very texts that were typed."""
        entry_id = draft.id.removeprefix(_EDIT)
        if draft.id.startswith(_EDIT) and entry_id in self._document.catalogue:
            return self.edit(entry_id)
        return self._open(_("New entry"), None, draft.id, draft.fields)

    # Inside

    def _open(
        self, title: str, entry: Entry | None, draft_id: str, fields: Mapping[str, str] | None
    ) -> EntryDialog | None:
        if not self.can_change:
            self._message.say(self.why_not, warning=True)
            return None
        from exodesk.ui.dialogs.entry_dialog import EntryDialog

        dialog = EntryDialog(title, entry, fields, self._context(), self._window, icons=self._icons)
        dialog.fields_changed.connect(lambda texts: self._workspace.save_draft(draft_id, texts))
        dialog.left_half_done.connect(lambda texts: self._leave(draft_id, texts))
        dialog.entry_made.connect(lambda made: self._save(dialog, draft_id, made))
        dialog.open()
        return dialog

    def _leave(self, draft_id: str, texts: Mapping[str, str]) -> None:
        self._workspace.save_draft(draft_id, texts)
        draft = Draft(draft_id, dict(texts))
        self._message.say(
            _("The form was closed half filled. What was typed is kept."),
            action=_("Go on with it"),
            act=lambda: self.recover(draft),
        )

    def _save(self, dialog: EntryDialog, draft_id: str, made: MadeEntry) -> None:
        contents, shipped = self._workspace.contents, self._shipped or Catalogue()
        entry = made.entry
        known = entry.id in contents.entries or entry.id in shipped
        act = (
            editing(contents, shipped, entry, made.sources, self._now())
            if known
            else adding(contents, entry, (*self._cited(entry), *made.sources))
        )
        refusals: list[ExodeskError] = []
        self._workspace.refused.connect(refusals.append)
        try:
            done = self._workspace.apply(act)
        finally:
            self._workspace.refused.disconnect(refusals.append)
        if not done:
            refused = refusals[0] if refusals else None
            self._workspace.look_outside()  # a second Save then replaces theirs knowingly
            dialog.refuse(self.why_not if refused is None else _both_versions(refused))
            return
        self._workspace.drop_draft(draft_id)
        self._offered.discard(draft_id)
        self.entry_wanted.emit(entry.id)

    def _cited(self, entry: Entry) -> tuple[Source, ...]:
        return self._document.catalogue.cited_by([entry])

    def _context(self) -> EntryContext:
        from exodesk.ui.dialogs.entry_dialog import EntryContext

        document = self._document
        return EntryContext(
            rates=document.rates,
            assumptions=document.assumptions,
            currency=document.assumptions.currency,
            today=document.today,
            sources=tuple(document.catalogue.sources.values()),
            taken=self._taken(),
        )

    def _taken(self) -> frozenset[str]:
        contents, shipped = self._workspace.contents, self._shipped or Catalogue()
        return frozenset(
            (
                *contents.entries,
                *contents.sources,
                *shipped.sources,
                *(entry.id for entry in shipped.entries),
            )
        )

    def _apply(self, act: Act, said: str = "") -> bool:
        if not self.can_change:
            self._message.say(self.why_not, warning=True)
            return False
        done = self._workspace.apply(act)
        if done and said:
            self._message.say(said, action=_("Undo"), act=self.undoing.undo)
        return done

    def _said(self, entry_ids: Sequence[str], one: str, several: str) -> str:
        if len(entry_ids) == 1 and entry_ids[0] in self._document.catalogue:
            return one.format(name=called(self._document.catalogue.entry(entry_ids[0])))
        return several

    @Slot()
    def _meet_contents(self) -> None:
        """Quotes come and go as well: then nothing of the entries has changed."""
        if self._refusal:  # what has been written since makes it untrue
            self._message.take_back(self._refusal)
            self._refusal = ""
        contents = self._workspace.contents
        held = (contents.entries, contents.sources, contents.hidden, contents.past_offers)
        if held != self._held:
            self._held = held
            self.changed.emit()

    @Slot(str)
    def _tell(self, name: str) -> None:
        self._message.say(
            _("Done: {name}").format(name=name), action=_("Undo"), act=self.undoing.undo
        )

    @Slot(str)
    def _warn(self, sentence: str) -> None:
        self._message.say(sentence, warning=True)

    @Slot(object)
    def _refuse(self, error: ExodeskError) -> None:
        self._refusal = str(error)
        self._message.say(self._refusal, warning=True)


def _both_versions(refused: ExodeskError) -> str:
    """Why it was refused; of an edit that came too late, what stands on either side."""
    mine, theirs = getattr(refused, "mine", None), getattr(refused, "theirs", None)
    if not isinstance(mine, OwnEntry):
        return str(refused)
    return _("{why} Yours: {mine}. Theirs: {theirs}. Save again to keep yours.").format(
        why=refused, mine=_in_short(mine), theirs=_in_short(theirs)
    )


def _hidden(number: int) -> str:
    return ngettext("{n} hidden", "{n} hidden", number).format(n=number)


def _in_short(own: object) -> str:
    if not isinstance(own, OwnEntry):
        return _("deleted")
    prices = ", ".join(
        _("{price} for {what}").format(price=price_text(offer.price), what=per_text(offer))
        for offer in own.entry.offers
    )
    return _("{name}, {prices}").format(
        name=own.entry.name, prices=prices or _("no price published")
    )
