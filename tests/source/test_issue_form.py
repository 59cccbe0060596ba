"""What an issue says, and what it does not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.form import FORMS, Form, FormKind
from reconciler.source.issue_form import RequestError, read_request


def body_of(form: Form, **answers: str) -> str:
    """As GitHub writes an answered form."""
    return "\n\n".join(f"### {each.heading}\n\n{answers.get(each.id, '_No response_')}" for each in form.fields)


def whole(form: Form) -> dict[str, str]:
    return {each.id: each.choices[0].zh if each.choices else f"答 {each.id}" for each in form.fields}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_what_was_answered_is_what_is_read(form: Form) -> None:
    request = read_request(body_of(form, **whole(form)))

    assert request is not None
    assert (request.kind, request.answers) == (form.kind, whole(form))


def test_no_two_forms_share_a_question_and_no_form_asks_twice() -> None:
    headings = [each.heading for form in FORMS for each in form.fields]

    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_a_needed_answer_that_is_missing_is_named(form: Form) -> None:
    for each in form.fields:
        if not each.required or each.choices:
            continue
        answers = {name: words for name, words in whole(form).items() if name != each.id}
        with pytest.raises(RequestError) as error:
            read_request(body_of(form, **answers))
        assert each.label.zh in error.value.what.zh


@pytest.mark.parametrize("nothing", ["_No response_", "", "   ", "无", "None", "\u200b"])
def test_an_answer_that_says_nothing_is_none(nothing: str) -> None:
    form = FORMS[0]

    request = read_request(body_of(form, **{**whole(form), "until": nothing}))

    assert request is not None
    assert "until" not in request.answers


@pytest.mark.parametrize(
    "body", ["", "你好", "### 标题\n\n内容", "# 加进哪个群 / Group to join\n\nx", "###加进哪个群 / Group to join"]
)
def test_what_is_no_form_is_none(body: str) -> None:
    assert read_request(body) is None


def test_a_heading_within_an_answer_is_part_of_it_and_the_first_answer_counts() -> None:
    form = FORMS[0]
    answers = {**whole(form), "reason": "因为\n### 自己的标题\n还有"}
    twice = body_of(form, **answers) + f"\n\n### {form.fields[0].heading}\n\n别的群"

    request = read_request(twice)

    assert request is not None
    assert request.answers["group"] == "答 group"
    assert request.answers["reason"] == "因为\n### 自己的标题\n还有"


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param("<!--\n### {}\n\n别的群\n-->\n", id="before"),
        pytest.param("<!-->\n### {}\n\n别的群\n-->\n", id="that-looks-closed"),
    ],
)
def test_what_nobody_sees_asks_for_nothing(hide: str) -> None:
    form = FORMS[0]

    request = read_request(hide.format(form.fields[0].heading) + body_of(form, **whole(form)))

    assert request is not None
    assert request.answers["group"] == "答 group"


def test_a_comment_without_end_hides_the_rest_as_it_does_on_the_page() -> None:
    assert read_request(f"<!-- {body_of(FORMS[0], **whole(FORMS[0]))}") is None


@pytest.mark.parametrize("fence", ["```", "~~~~", "```text"])
def test_fences_around_a_form_or_an_answer_are_no_part_of_it(fence: str) -> None:
    form = FORMS[0]
    end = fence.rstrip("tex")
    answers = {**whole(form), "people": f"{fence}\n张三\n{end}"}

    request = read_request(f"{fence}\n{body_of(form, **answers)}\n{end}")

    assert request is not None
    assert request.answers == {**whole(form), "people": "张三"}


def test_two_forms_in_one_issue_are_asked_about() -> None:
    both = "\n\n".join(body_of(form, **whole(form)) for form in FORMS[:2])

    with pytest.raises(RequestError) as error:
        read_request(both)

    assert "“申请加人”、“申请退群”" in error.value.what.zh


def test_windows_line_ends_and_invisible_characters_do_not_matter() -> None:
    form = FORMS[3]

    request = read_request(body_of(form, **whole(form)).replace("\n", "\r\n").replace("答", "\u200b答\u202e"))

    assert request is not None
    assert request.answers["group"] == "答 group"


def test_what_is_too_long_is_refused_in_words() -> None:
    form = FORMS[0]

    with pytest.raises(RequestError, match="too long"):
        read_request(body_of(form, **{**whole(form), "people": "x" * 70_000}))


@given(st.text(), st.sampled_from(FORMS))
def test_whatever_is_written_gives_a_request_a_question_or_nothing(words: str, form: Form) -> None:
    for body in (words, body_of(form, **dict.fromkeys(whole(form), words))):
        with suppress(RequestError):
            request = read_request(body)
            assert request is None or request.kind in FormKind
