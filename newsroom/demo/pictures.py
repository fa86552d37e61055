"""The pictures of the demo newsroom: which ones there are, and how they get into the image library."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.demo.batik import Drawing
from newsroom.demo.batik.words import describe
from newsroom.demo.content import Story
from newsroom.images.image_rules import CleanImage, EmbeddedWords
from newsroom.images.models import NewsImage
from newsroom.users.models import User

DEFAULT_CREDIT = "Ilustrasi: Sekar Ayuningrat / JNR"


@dataclass(frozen=True)
class Plan:
    """One picture: what is drawn, and what readers are told about it."""

    drawing: Drawing
    caption: str
    credit: str

    @property
    def alt(self) -> str:
        return describe(scene=self.drawing.scene, ground=self.drawing.ground, motif=self.drawing.motif)


def plans_of(story: Story) -> list[Plan]:
    """The pictures of a release: the lead picture first, if it has one, then the gallery."""
    plans = []
    credit = DEFAULT_CREDIT
    if story["picture"]:
        scene, ground, motif, caption, credit = story["picture"]
        plans.append(Plan(Drawing(story.key, scene, ground, motif), caption, credit))
    for number, (scene, ground, motif, caption) in enumerate(story["gallery"] or [], start=1):
        plans.append(Plan(Drawing(f"{story.key}-{number}", scene, ground, motif), caption, credit))
    return plans


def store(plan: Plan, jpeg: bytes, owner: User) -> NewsImage:
    """Put a drawn picture into the image library, with its alternative text, caption and credit."""
    # Drawn by this code and not uploaded by anybody: encoding it a second time would only cost quality.
    image = NewsImage(
        file=CleanImage(jpeg, f"{plan.drawing.seed}.jpg", EmbeddedWords()),
        title=plan.caption[:255],
        description=plan.alt,
        caption=plan.caption,
        credit=plan.credit,
        uploaded_by_user=owner,
    )
    image.save()
    return image
