"""Our engine gives what Presidio's own would, whichever way it goes; what a text is read for is kept with its view."""

from __future__ import annotations

import pytest
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerResult

from detectors import analyzer
from detectors.engine import FoldingNlpEngine
from detectors.fold import View, fold
from detectors.people.person import GENEROUS, scores_of
from detectors.tagging.tagger import PIECE, read, tag, tag_again
from tests.texts import every_text

_ENGINE = analyzer()


def _told(results: list[RecognizerResult]) -> list[tuple[object, ...]]:
    return [(r.entity_type, r.start, r.end, r.score, sorted(r.recognition_metadata.items())) for r in results]


def _short(text: str) -> list[RecognizerResult]:
    nlp = _ENGINE.nlp_engine
    assert isinstance(nlp, FoldingNlpEngine)
    return _ENGINE.analyze(text, "zh", nlp_artifacts=nlp.process_text(text, "zh"))


def test_the_short_way_gives_what_presidio_gives() -> None:
    """The same findings, of the same recognizers, in the same order."""
    for text in every_text()[::5]:
        assert _told(_short(text)) == _told(AnalyzerEngine.analyze(_ENGINE, text, "zh"))


def test_wishes_are_for_presidio() -> None:
    """Entities, thresholds and recognizers of one call work as in any engine."""
    text = "他欠3000元，电话13912345678"
    assert {r.entity_type for r in _ENGINE.analyze(text, "zh", entities=["PHONE_NUMBER"])} == {"PHONE_NUMBER"}
    assert all(r.score >= 0.8 for r in _ENGINE.analyze(text, "zh", score_threshold=0.8))
    other = PatternRecognizer("OTHER", supported_language="zh", patterns=[Pattern("other", "他", 0.9)])
    assert "OTHER" in {r.entity_type for r in _ENGINE.analyze(text, "zh", ad_hoc_recognizers=[other])}


@pytest.mark.parametrize("change", ["recognizer", "threshold", "default"])
def test_what_somebody_adds_counts(change: str) -> None:
    """A recognizer or a threshold that is added to the engine is heeded in the call for every message as well."""
    engine = analyzer()
    nlp = engine.nlp_engine
    assert isinstance(nlp, FoldingNlpEngine)
    text = "我，电话13912345678"
    if change == "recognizer":
        engine.registry.add_recognizer(
            PatternRecognizer("OTHER", supported_language="zh", patterns=[Pattern("other", "我", 0.9)])
        )
    elif change == "threshold":
        for one in engine.registry.recognizers:
            one.score_thresholds = {"PHONE_NUMBER": 0.99}
    else:
        engine.default_score_threshold = 0.99
    found = {r.entity_type for r in engine.analyze(text, "zh", nlp_artifacts=nlp.process_text(text, "zh"))}
    assert found == ({"PHONE_NUMBER", "OTHER"} if change == "recognizer" else set())


def test_what_is_read_once_is_kept_until_it_is_forgotten() -> None:
    """A reading is made when first asked for, or taken from whoever has it, and is gone with `forget`."""
    made: list[str] = []

    def length(view: View) -> int:
        made.append(view.text)
        return len(view.text)

    view = View("欠款", "欠款")
    assert [view.once(length), view.once(length)] == [2, 2]
    assert made == ["欠款"]
    view.forget()
    view.keep(length, 7)
    assert view.once(length) == 7
    assert made == ["欠款"]


def test_reading_again_gives_what_tagging_gives() -> None:
    """From the scores of one reading, alone or beside other texts, come the spans with any other bias."""
    texts = [fold(text).text for text in every_text()[::9]]
    for text, one in zip(texts, read(texts), strict=True):
        if one.scores is not None:
            every = tag([text], bias=GENEROUS)[0]
            assert tag_again(one.scores, GENEROUS, range(len(text))) == [span[:3] for span in every]
            for span in every:
                assert span[:3] in tag_again(one.scores, GENEROUS, [span.end - 1])
    assert scores_of(View("English only", "English only")) is None
    long = "张伟" * PIECE
    assert scores_of(View(long, long)) is None
