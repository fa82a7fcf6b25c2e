"""What was checked: the verdict on every step, at which sizes, and how a reader can repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from symbp.certify import Certificate, Verdict
from symbp.certify.records import Path, walk
from symbp.derivation import Result
from symbp.language import Size
from symbp.phrases import Math, Sentence, sentence

from .numbering import Numbering
from .records import Block, Items, Paragraph, Section, Table
from .writer import Writer, whole

MANY = 16  # results that have a row each


def verification(
    writer: Writer, numbering: Numbering, certificate: Certificate | None, others: Mapping[str, Certificate | None]
) -> Section:
    """Totals, settings, the table, the totals of other derivations in the document, and a check to repeat by hand."""
    title = writer.say("section.verification")
    if certificate is None:
        return Section("verification", title, (Paragraph(writer.say("verification.none")),))
    blocks: list[Block] = [Paragraph(writer.say("verification.lead", sizes=differ(writer, certificate)))]
    blocks.append(Items(tuple(settings(writer, certificate))))
    blocks.append(Paragraph(totals(writer, certificate)))
    blocks.append(table(writer, numbering, certificate))
    for key, other in others.items():
        if other is not None:
            blocks.append(Paragraph(totals(writer, other, key)))
    blocks.append(Paragraph(writer.say("verification.repeat", formula=Math(difference(writer)))))
    return Section("verification", title, tuple(blocks))


def alone(writer: Writer, worked: Certificate) -> Section:
    """The verdict on a worked example that stands by itself."""
    text = Paragraph(writer.say("verification.alone", counts=kinds(writer, worked)))
    return Section("verification", writer.say("section.verification"), (text,))


def differ(writer: Writer, certificate: Certificate) -> Sentence:
    """Whether all widths differ at every setting; nothing is said where no two of them could be confused."""
    found = {size for tensor in writer.network.tensors() for size in tensor.sizes}
    names = {size.name for size in found if isinstance(size, Size)}
    alike = False
    for setting in certificate.settings:
        widths = [value for (name, _), value in setting.sizes if name in names]
        widths += [setting.integer(size) for size in found if isinstance(size, int)]
        if len(widths) < 2 and all(len(tensor.sizes) < 2 for tensor in writer.network.tensors()):
            return Sentence()
        square = any(len(set(tensor.sizes)) < len(tensor.sizes) for tensor in writer.network.tensors())
        alike = alike or square or len(set(widths)) < len(widths)
    return writer.say("verification.alike" if alike else "verification.differ")


def settings(writer: Writer, certificate: Certificate) -> Iterable[Sentence]:
    """The sizes that were put in."""
    for setting in certificate.settings:
        sizes = [Math(f"{writer.pen.size(Size(name, labels))} = {value}") for (name, labels), value in setting.sizes]
        stand = [Math(f"{given} \\to {value}") for given, value in setting.stand_ins]
        if not sizes and not stand:
            yield writer.say("verification.own")
            continue
        text = writer.say("verification.sizes", sizes=writer.phrases.both(sizes)) if sizes else Sentence()
        yield text + writer.say("verification.stand-ins", sizes=writer.phrases.both(stand)) if stand else text


def totals(writer: Writer, certificate: Certificate, key: str = "totals") -> Sentence:
    """How many verdicts there are of each kind."""
    values = sum(verdict.compared for _, verdict in certificate.verdicts())
    return writer.say(f"verification.{key}", counts=kinds(writer, certificate), values=values)


def kinds(writer: Writer, certificate: Certificate) -> Sentence:
    """The numbers of verdicts in words."""
    counts = certificate.counts.items()
    return writer.phrases.both([writer.say(f"verdict.count.{kind}", count=number) for kind, number in counts if number])


def table(writer: Writer, numbering: Numbering, certificate: Certificate) -> Table:
    """One row for each run of steps with the same verdict; of many results, one for those that follow each other."""
    keys = ("quantity", "steps", "verdict", "values")
    rows: list[tuple[Sentence, ...]] = []
    runs: list[tuple[list[Result], str, list[tuple[Path, Verdict]]]] = []
    many = len(writer.derivation.results) > MANY
    for number, (result, found) in enumerate(zip(writer.derivation.results, certificate.results, strict=True)):
        verdicts = tuple((path, verdict) for path, verdict in walk((found,), ()))
        shown = [((number, *path[1:]), verdict) for path, verdict in verdicts]
        for kind, run in groupby(shown, key=lambda item: item[1].kind):
            new = list(run)
            if many and runs and runs[-1][1] == kind and not any(v.reason for _, v in (*runs[-1][2], *new)):
                runs[-1][0].append(result)
                runs[-1][2].extend(new)
            else:
                runs.append(([result], kind, new))
    for results, kind, found_run in runs:
        rows.append(row(writer, numbering, results, kind, tuple(found_run)))
    return Table(tuple(writer.say(f"verification.{key}") for key in keys), tuple(rows), wide=(1,))


def row(
    writer: Writer, numbering: Numbering, results: list[Result], kind: str, run: tuple[tuple[Path, Verdict], ...]
) -> tuple[Sentence, ...]:
    """The steps of a result, or of several that follow each other, that share a verdict."""
    names = [sentence(writer.at(r.quantity).math(whole(r.quantity))) for r in results]  # type: ignore[arg-type]
    quantity = names[0] if len(names) == 1 else writer.say("verification.from-to", first=names[0], last=names[-1])
    tags = list(dict.fromkeys(tag for path, _ in run if (tag := writer.shown.get(path))))
    steps = steps_text(writer, tags, len(run))
    verdict = writer.say(f"verdict.{kind}")
    reasons = list(dict.fromkeys(v.reason for _, v in run if v.reason))
    for reason in reasons:
        key = f"verdict.reason.{reason}"
        verdict = verdict + writer.say(key if key in writer.phrases else "verdict.reason.other")
    values = sum(v.compared for _, v in run)
    return quantity, steps, verdict, sentence(values)


def steps_text(writer: Writer, tags: list[str], count: int) -> Sentence:
    """From the first equation to the last, and how many equalities that are."""
    if not tags:
        return writer.say("verification.unshown", count=count)
    if len(tags) == 1:
        return writer.say("verification.one", first=tags[0], count=count)
    return writer.say("verification.range", first=tags[0], last=tags[-1], count=count)


def difference(writer: Writer) -> str:
    """The central difference that anybody can compute."""
    loss = writer.pen.book.loss
    top = rf"{loss}(w + \varepsilon) - {loss}(w - \varepsilon)"
    partial = writer.pen.partial(loss, "w")
    return rf"{partial} \approx \frac{{{top}}}{{2 \varepsilon}}"
