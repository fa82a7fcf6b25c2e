"""The judges are judged first: each must let a good document pass and catch a bad one."""

import socket
from pathlib import Path

import pytest

from tools import Formula, NetworkBlockedError, compile_tex, katex_failures, markdown_formulas, needs, tex_log_problems

DOCUMENT = r"""\documentclass{{article}}
\usepackage{{amsmath}}
\begin{{document}}
{body}
\end{{document}}
"""


def compile_body(folder: Path, body: str) -> list[str]:
    source = folder / "source"
    source.mkdir()
    build = folder / "build"
    build.mkdir()
    tex = source / "sample.tex"
    tex.write_text(DOCUMENT.format(body=body), encoding="utf-8")
    return compile_tex(tex, build)


# ---------------------------------------------------------------- programs and the network


def test_a_present_program_lets_the_test_go_on():
    needs("python3", install="nothing")


def test_a_missing_program_skips_and_names_the_package(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is missing: apt-get install it"):
        needs("no-such-program", install="apt-get install it")


def test_a_missing_program_fails_under_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is missing: apt-get install it"):
        needs("no-such-program", install="apt-get install it")


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_internet_sockets_are_refused(family):
    with socket.socket(family) as sock, pytest.raises(NetworkBlockedError):
        sock.connect(("localhost", 9))


def test_name_lookups_are_refused():
    with pytest.raises(NetworkBlockedError):
        socket.create_connection(("localhost", 9))


# ---------------------------------------------------------------- Markdown

MARKDOWN = r"""# Title

Let $`x_1`$ and $`\alpha`$ be given, `not $math$` and `` $`not`$ `` aside.

```math
\frac{\partial L}{\partial w}
= 1
```

- an item

  ```math
  y
  ```

> ```math
> z
> ```

````text
```math
not this
```
$ make
````

The end is $`\beta`$.
"""


def test_every_formula_is_found_with_its_line():
    assert markdown_formulas(MARKDOWN, "a.md") == [
        Formula("a.md", 3, "x_1", False),
        Formula("a.md", 3, r"\alpha", False),
        Formula("a.md", 5, "\\frac{\\partial L}{\\partial w}\n= 1", True),
        Formula("a.md", 12, "y", True),
        Formula("a.md", 16, "z", True),
        Formula("a.md", 27, r"\beta", False),
    ]


def test_a_fence_left_open_is_an_error():
    with pytest.raises(ValueError, match=r"a\.md:3: this fence is never closed"):
        markdown_formulas("one\n\n```math\nx\n", "a.md")


@pytest.mark.parametrize("text", ["one\n$x$", "one\n$$x$$", "one\n$`x` and more"])
def test_a_bare_dollar_sign_is_an_error(text):
    with pytest.raises(ValueError, match=r"a\.md:2: a dollar sign outside"):
        markdown_formulas(text, "a.md")


def test_an_escaped_dollar_sign_is_prose():
    assert markdown_formulas(r"It costs \$5.") == []


# ---------------------------------------------------------------- KaTeX


@pytest.mark.katex
def test_good_formulas_render():
    good = [
        Formula("a.md", 1, r"\frac{\partial L}{\partial W^{(1)}_{ij}} = \delta_i x_j", False),
        Formula("a.md", 2, r"\begin{aligned} a &= b \\ &= \sum_{k=1}^{n} c_k \end{aligned}", True),
    ]
    assert katex_failures(good) == []


@pytest.mark.katex
@pytest.mark.parametrize("math", [r"\frac{1}{", r"\nosuchmacro", "α + 1 €", r"\begin{aligned} x", "a_b_c"])
def test_a_bad_formula_is_reported_with_its_place(math):
    failures = katex_failures([Formula("a.md", 1, "x", False), Formula("b.md", 7, math, True)])
    assert len(failures) == 1
    assert failures[0].startswith("b.md:7: KaTeX parse error")


# ---------------------------------------------------------------- TeX


@pytest.mark.tex
def test_a_good_document_compiles_without_complaint(tmp_path):
    body = r"\begin{equation}\label{e} y = x \end{equation} See \eqref{e}."
    assert compile_body(tmp_path, body) == []
    assert (tmp_path / "build" / "sample.pdf").exists()
    assert [path.name for path in (tmp_path / "source").iterdir()] == ["sample.tex"]


@pytest.mark.tex
@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (r"\nosuchmacro", "Undefined control sequence"),
        (r"$\frac{1}{2$", "File ended while scanning"),
        (r"See \ref{nowhere}.", "`nowhere' on page 1 undefined"),
        (r"\cite{nobody}", "`nobody' on page 1 undefined"),
        (r"\section{A}\label{a}\section{B}\label{a}", "multiply defined"),
        (r"\noindent\rule{600pt}{1pt}", "Overfull \\hbox"),
        (r"\[ x = " + "a + " * 60 + r"a \]", "Overfull \\hbox"),
        (r"\font\f=cmr10 \f\char200", "Missing character"),
        (r"\input{../source/sample}", "not found"),
        (r"\input{/etc/passwd}", "not found"),
        (r"\immediate\openout5=../outside.txt", "sample.tex:4"),
    ],
)
def test_a_bad_document_is_reported(tmp_path, body, complaint):
    problems = compile_body(tmp_path, body)
    assert any(complaint in problem for problem in problems), problems
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.tex
def test_shell_commands_are_not_run(tmp_path):
    compile_body(tmp_path, r"\immediate\write18{touch ran}x")
    assert not (tmp_path / "build" / "ran").exists()


def test_an_overfull_box_below_a_point_is_let_pass():
    line = r"Overfull \hbox ({}pt too wide) in paragraph at lines 3--5"
    assert tex_log_problems(line.format("0.9")) == []
    assert tex_log_problems(line.format("1.1")) == [line.format("1.1")]
