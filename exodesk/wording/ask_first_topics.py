"""The topics of what to ask before booking, in the present language.

They come from a file, where no translator looks; those of the shipped one are marked here. What
another file asks is shown as it stands there.
"""

from __future__ import annotations

from exodesk.domain.ask_first import AskFirstTopic
from exodesk.translation import N_
from exodesk.translation import gettext as _


def topic_name(topic: AskFirstTopic) -> str:
    name = topic.name
    return _(name)


def topic_question(topic: AskFirstTopic) -> str:
    question = topic.question
    return _(question)


SHIPPED = (
    N_("Origin of the exosomes (UK)"),
    N_("What are the exosomes made from, and can I have that in writing?"),
    N_("Injected exosomes"),
    N_(
        "Is anything injected, or is it laid on the skin, and what does the maker of the"
        " product allow?"
    ),
    N_("Injected products (India)"),
    N_("Is what you inject registered as a drug in India, or sold as a cosmetic?"),
    N_("Stem-cell products (India)"),
    N_("Is the product made from stem cells, and under which licence do you use it?"),
    N_("Exosome approval (US)"),
    N_("Which approval does the product hold, from whom, and for what use?"),
    N_("Needling device (US)"),
    N_("Which needling device do you use, and what is it authorised for?"),
    N_("Origin of the exosomes (EU)"),
    N_("Does the product hold anything from human cells?"),
    N_("What the product holds"),
    N_("Which product is it, by maker and name, and what does its label list?"),
    N_("Exosomes and your health"),
    N_("Does anything in my health matter for exosomes: pregnancy, immune system, allergies?"),
    N_("Needling and your health"),
    N_("Does anything in my health or my medicines matter for needling?"),
    N_("PRP and your blood"),
    N_("Does anything in my blood or my medicines matter for PRP?"),
    N_("Peels and your health"),
    N_("Does anything in my health or my medicines matter for this peel?"),
    N_("Lasers and skin tone"),
    N_("What has this laser done to the pigment of skin like mine?"),
    N_("Retinoids and pregnancy"),
    N_("What do I do with this cream if I am, or may become, pregnant?"),
    N_("Time since isotretinoin"),
    N_("How long after isotretinoin do you wait, and what do you rest that on?"),
    N_("Who treats you (UK)"),
    N_("Who will treat me, with what training, and can I speak to that person before I decide?"),
    N_("Time to decide (UK)"),
    N_("How long may I think it over, and does the price stay the same meanwhile?"),
    N_("Paying ahead (UK)"),
    N_(
        "What do I pay ahead, can I pay it by credit card, and who owes me the sessions if you"
        " close?"
    ),
    N_("Sessions not taken (UK)"),
    N_("What becomes of paid sessions that I do not take, and until when can I take them?"),
)
