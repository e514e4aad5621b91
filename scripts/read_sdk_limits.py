"""Compares the limits of our profiles with those that the providers' own packages carry now.

    python scripts/read_sdk_limits.py

Installs the newest botocore, vonage-messages, telnyx and infobip-api-python-client in a temporary
environment, prints their versions and every limit that differs, and exits 1 if any does. It needs a package
index, so it is run by hand; docs/reference/providers.md says when it last was.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from segmenter import Channel
from segmenter.providers import profile

PACKAGES = ("botocore", "vonage-messages", "telnyx", "infobip-api-python-client")


class Carried(NamedTuple):
    """A limit that a package carries.

    Attributes:
        profile: ours, that has the limit too.
        channel: of the limit.
        field: of the message, or a number of `ChannelRules`, such as ``max_options``.
        reader: how the package is asked, a function of `READERS`.
        place: what the function is asked for.
        beside: as `Limit.beside`.
    """

    profile: str
    channel: Channel
    field: str
    reader: str
    place: str
    beside: str = ""


CARRIED = (
    Carried("aws", Channel.SMS, "text", "shape", "TextMessageBody"),
    Carried("aws", Channel.MMS, "text", "shape", "TextMessageBody"),
    Carried("aws", Channel.RCS, "text", "shape", "RcsTextBody"),
    Carried("aws", Channel.RCS, "title", "shape", "RcsCardTitle"),
    Carried("aws", Channel.RCS, "description", "shape", "RcsCardDescription"),
    Carried("aws", Channel.RCS, "suggestions", "shape", "RcsSuggestedActionText"),
    Carried("aws", Channel.RCS, "button.url", "shape", "RcsOpenUrlValue"),
    Carried("aws", Channel.RCS, "max_suggestions", "shape", "RcsSuggestedActionList"),
    Carried("aws", Channel.RCS, "max_suggestions_of_card", "shape", "RcsCardSuggestedActionList"),
    Carried("vonage", Channel.SMS, "text", "model", "vonage_messages.models:Sms.text"),
    Carried("vonage", Channel.MMS, "caption", "model", "vonage_messages.models:MmsResource.caption"),
    Carried("vonage", Channel.WHATSAPP, "text", "model", "vonage_messages.models:WhatsappText.text"),
    Carried(
        "vonage",
        Channel.WHATSAPP,
        "caption",
        "model",
        "vonage_messages.models.whatsapp:WhatsappImageResource.caption",
    ),
    Carried("vonage", Channel.VIBER, "text", "model", "vonage_messages.models:ViberText.text"),
    Carried("vonage", Channel.VIBER, "button.caption", "model", "vonage_messages.models:ViberAction.text"),
    Carried("vonage", Channel.RCS, "text", "model", "vonage_messages.models:RcsText.text"),
    Carried("vonage", Channel.RCS, "title", "model", "vonage_messages.models:RcsCard.title"),
    Carried("vonage", Channel.RCS, "description", "model", "vonage_messages.models:RcsCard.text"),
    Carried("vonage", Channel.RCS, "suggestions", "model", "vonage_messages.models:RcsSuggestionBase.text"),
    Carried("vonage", Channel.RCS, "max_suggestions", "model", "vonage_messages.models:RcsText.suggestions"),
    Carried(
        "vonage",
        Channel.RCS,
        "max_suggestions_of_card",
        "model",
        "vonage_messages.models:RcsCard.suggestions",
    ),
    Carried("vonage", Channel.MESSENGER, "text", "model", "vonage_messages.models:MessengerText.text"),
    Carried("telnyx", Channel.RCS, "text", "source", "telnyx.types.rcs_agent_message:text"),
    Carried("telnyx", Channel.RCS, "title", "source", "telnyx.types.rcs_card_content:title"),
    Carried("telnyx", Channel.RCS, "description", "source", "telnyx.types.rcs_card_content:description"),
    Carried("telnyx", Channel.RCS, "suggestions", "source", "telnyx.types.rcs_suggestion:text"),
    Carried(
        "infobip",
        Channel.VIBER,
        "text",
        "model",
        "infobip_api_client.models:ViberOutboundTextContent.text",
    ),
    Carried(
        "infobip",
        Channel.VIBER,
        "text",
        "model",
        "infobip_api_client.models:ViberOutboundListContent.text",
        "options",
    ),
    Carried(
        "infobip",
        Channel.VIBER,
        "max_options",
        "model",
        "infobip_api_client.models:ViberOutboundListContent.options",
    ),
    Carried(
        "infobip",
        Channel.VIBER,
        "options",
        "item",
        "infobip_api_client.models:ViberOutboundListContent.options",
    ),
    Carried(
        "infobip", Channel.VIBER, "button.caption", "model", "infobip_api_client.models:ViberButton.title"
    ),
    Carried("infobip", Channel.VIBER, "cards", "model", "infobip_api_client.models:ViberCarouselCard.text"),
)

# Runs in the temporary environment: one question a line, an answer or an error for each.
READER = """
import importlib, inspect, json, re, sys
from functools import cache
from importlib.metadata import version

@cache
def service():
    import botocore.session
    return botocore.session.Session().get_service_model("pinpoint-sms-voice-v2")

def field(place):
    module, _, name = place.partition(":")
    model, _, name = name.partition(".")
    return getattr(importlib.import_module(module), model).model_fields[name]

def longest(metadata):
    return next(one.max_length for one in metadata if getattr(one, "max_length", None) is not None)

def inner(annotation):
    for part in getattr(annotation, "__args__", ()):
        if hasattr(part, "__metadata__"):
            metadata = [more for one in part.__metadata__ for more in getattr(one, "metadata", [one])]
            return longest(metadata)
        found = inner(part)
        if found is not None:
            return found

def source(place):
    module, _, name = place.partition(":")
    text = inspect.getsource(importlib.import_module(module))
    found = re.search(rf"^    {name}: [^\\n]*\\n(?:    \\"\\"\\"(?P<words>.*?)\\"\\"\\")", text, re.M | re.S)
    return int(re.search(r"maximum ([0-9]+)|at most ([0-9]+)", found["words"], re.I).expand(r"\\1\\2"))

ASK = {
    "shape": lambda place: service().shape_for(place).metadata["max"],
    "model": lambda place: longest(field(place).metadata),
    "item": lambda place: inner(field(place).annotation),
    "source": source,
}
answers = []
for reader, place in json.load(sys.stdin):
    try:
        answers.append(ASK[reader](place))
    except Exception as error:
        answers.append(f"{type(error).__name__}: {error}")
print(json.dumps({"versions": {name: version(name) for name in sys.argv[1:]}, "answers": answers}))
"""


def ours(carried: Carried) -> int | None:
    """Return the number of our own profile; `None` where it has none."""
    rules = profile(carried.profile).channels[carried.channel]
    if carried.field.startswith("max_"):
        number: int | None = getattr(rules, carried.field)
        return number
    numbers = [
        limit.number
        for limit in rules.limits
        if (limit.field, limit.beside) == (carried.field, carried.beside) and limit.severity.value == "error"
    ]
    return numbers[0] if numbers else None


def read() -> tuple[dict[str, str], list[int | str]]:
    """Return the versions of the packages, and what each says of `CARRIED`, or why it does not."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        questions = json.dumps([(carried.reader, carried.place) for carried in CARRIED])
        done = subprocess.run(
            [python, "-c", READER, *PACKAGES], input=questions, capture_output=True, text=True, check=True
        )
    answer = json.loads(done.stdout)
    return answer["versions"], answer["answers"]


def main() -> int:
    """Print the versions and the differences."""
    versions, answers = read()
    print(", ".join(f"{name} {version}" for name, version in versions.items()))
    different = 0
    for carried, theirs in zip(CARRIED, answers, strict=True):
        own = ours(carried)
        if own != theirs:
            different += 1
            where = f"{carried.profile} {carried.channel} {carried.field}"
            print(f"{where}: ours {own}, theirs {theirs} ({carried.place})")
    print(f"{len(CARRIED)} limits compared, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
