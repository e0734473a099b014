package dev.rigel.program.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.program.Type;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
  private static final Map<String, Type> INPUTS =
      Map.of(
          "img1",
          Type.object("Image"),
          "doc1",
          Type.object("Document"),
          "vid1",
          Type.object("Video"));

  private final Checker saved = new Checker(SampleLibrary.create(), INPUTS, CheckOptions.SAVED);

  private Problem onlyError(String source) {
    CheckResult result = saved.check(source);
    assertThat(result.errors()).as(source).hasSize(1);
    return result.errors().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          detect(doc1, ["dog"])           ~ detect(image, labels) got a Document as image         ~ use page(doc1, 1) to get an Image
          look(vid1, "What?")             ~ got a Video as image                                  ~ use frame(vid1, time) to get an Image
          crop(img1, faces(img1))         ~ got a list[Region] as region                          ~ take one
          side_by_side(img1)              ~ got an Image as images                                ~ make it a list: [img1]
          rotate(img1, "90")              ~ got a str as clockwise (float)                        ~ float(
          merge(doc1)                     ~ got a Document as documents                           ~ [doc1]
          detct(img1)                     ~ there is no function detct                            ~ did you mean detect?
          faces(img2)                     ~ there is no variable img2                             ~ did you mean
          faces(img1)[0].txt              ~ a Region has no attribute txt                         ~ did you mean text?
          faces(img1).text                ~ a list[Region] has no attribute text                  ~ [item.text for item in …]
          rotate(img1, degree=3)          ~ rotate has no parameter degree                        ~ clockwise
          rotate(img1)                    ~ rotate needs clockwise (float)                        ~ write rotate(image, clockwise)
          rotate(img1, 1, 2)              ~ rotate takes 2 arguments                              ~ write rotate
          rotate(img1, 3, image=img1)     ~ rotate got image twice                                ~ keep one
          half(img1, "middle")            ~ side of half cannot be "middle"                       ~ left, right, top, bottom
          extract(doc1, {"a": "str"}).b   ~ has no attribute b                                    ~ a
          text(doc1).lowr()               ~ a str has no method lowr                              ~ did you mean lower?
          text(doc1).lower                ~ lower is a method                                     ~ call it: .lower(…)
          img1.crop(1)                    ~ an Image has no method crop                           ~ crop(value, …)
          faces(img1)[0].text()           ~ text is an attribute of Region                        ~ leave the brackets out
          faces(img1)["a"]                ~ expected int, got a str                               ~ ``
          faces(img1)[0][0]               ~ a Region has no elements                              ~ ``
          "a" + 1                         ~ expected str, got an int                              ~ str(
          1 + "a"                         ~ got a str                                             ~ ``
          faces(img1) < 3                 ~ expected list, got an int                             ~ ``
          img1 + img1                     ~ the operator + does not work on an Image              ~ ``
          img1 < img1                     ~ an Image cannot be compared by <                      ~ ``
          len(3)                          ~ len got an int                                        ~ ``
          len()                           ~ len needs                                             ~ ``
          sorted([1], reversed=True)      ~ sorted has no parameter reversed                      ~ did you mean reverse?
          " ".join(numbers("1"))          ~ join got a list[float]                                  ~ ``
          [a for a in 3]                  ~ expected list                                         ~ ``
          [a for a, b in [1]]             ~ an int cannot be taken apart                          ~ ``
          isinstance(img1, 3)             ~ isinstance needs the name of a type                   ~ str, int
          img1[0:1]                       ~ an Image cannot be sliced                             ~ slice a list
          f"{text(doc1):.2f}"             ~ the format :.2f does not fit a str                    ~ leave the format out
          f"{1.5:d}"                      ~ the format :d does not fit a float                    ~ use :.0f
          {"a": 1, "a": 2}                ~ the key "a" stands in the dict twice                  ~ keep one
          lambda a: a                     ~ a lambda can only be an argument                      ~ value itself
          answer("a")                     ~ answer(…) ends the program and has no value           ~ line of its own
          read                            ~ read is a function                                    ~ call it
          """)
  void namesWhatIsWrongAndWhatToWrite(String expression, String message, String hint) {
    Problem problem = onlyError("x = " + expression + "\nanswer(str(x))");

    assertThat(problem.message()).contains(message);
    assertThat(problem.hint()).contains(hint == null ? "" : hint);
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.column()).isBetween(1, 40);
  }

  @Test
  void reportsAllFaultsAtOnce() {
    CheckResult result = saved.check("a = detct(img1)\nb = faces(doc1)\nc = b.nothing\nd = e\n");

    assertThat(result.errors()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(result.errors()).extracting(Problem::line).contains(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1",
        "if img1:\n    answer(\"a\")",
        "if img1:\n    answer(\"a\")\nelif doc1:\n    answer(\"b\")",
        "if img1:\n    x = 1\nelse:\n    answer(\"b\")\nx = 2",
        "",
      })
  void aPathWithoutAnswerIsAnError(String source) {
    assertThat(onlyError(source).message()).contains("without answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if img1:\n    answer(\"a\")\nelse:\n    answer(\"b\")",
        "if img1:\n    answer(\"a\")\nanswer(\"b\")",
        "for f in faces(img1):\n    answer(f.text)",
        "while img1:\n    if doc1:\n        answer(\"a\")",
      })
  void anAnswerOnEveryPathOrInALoopIsEnough(String source) {
    assertThat(saved.check(source).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "faces = faces(img1)\nanswer(str(len(faces)))",
        "x = blur(img1, faces(img1)[0])\nanswer(\"a\", image=x, boxes=faces(img1)[0])",
        "x = rotate(img1, 90)\ny = resize(img1, len(\"ab\"))\nanswer(\"a\", images=[x, y])",
        "best = None\nfor f in faces(img1):\n    if best is None or f.x < best.x:\n        best = f\nanswer(best.label)",
        "d = {}\nfor f in faces(img1):\n    d.setdefault(f.label, []).append(f)\nanswer(str({k: len(v) for k, v in d.items()}))",
        "x = list(map(str, range(3)))\ny = sorted(x, key=len)\nz = max(x, key=x.count)\nw = list(map(str.upper, y))\nanswer(z.join(w))",
        "a, (b, *c) = 1, (2, 3, 4)\nanswer(f\"{a + b} {c}\")",
        "x = [r for t in tables(doc1) for r in t.rows if r and r[0]]\nanswer(x[0][0].strip())",
        "x = chapters(transcribe(vid1))\nanswer(x[0][\"title\"].upper())",
        "x = \"%s and %d\" % (\"a\", 1)\ny = \"{} {x}\".format(1, x=2)\nanswer(x + y)",
        "x = {1, 2} | {3}\ny = x & {1}\nz = -len(x) ** 2 // 3 % 2\nanswer(f\"{x} {y} {z:>5} {z!r}\")",
        "total = 0\nfor f in faces(img1):\n    total += f.confidence\nelse:\n    total /= 2\nanswer(f\"{total:.2f}\")",
        "x = [(f.x, f) for f in faces(img1)]\nx.sort(key=lambda p: p[0])\nanswer(x[0][1].label)",
        "n = sum(len(f.text) for f in read(doc1) if f.page == 1)\nanswer(str(n), data={\"n\": n, \"all\": [1, \"a\", None]})",
        "x = dict.fromkeys([\"a\"], 0)\ny = str.lower(\"A\") + \"b\".translate(str.maketrans(\"b\", \"c\"))\nanswer(y + str(x))",
        "x = dict(zip([\"a\"], [1]))\nanswer(str(x[\"a\"] + 1))",
        "x = isinstance(img1, Image) and isinstance(1, (int, float))\nanswer(str(x))",
        "x = frame(vid1, 1 if img1 else 2.5)\nanswer(\"a\", image=x if doc1 else img1)",
        "x = await asyncio.gather(look(img1, \"a\"), look(img1, \"b\"))\nprint(x, sep=\", \")\nanswer(x[0])",
        "x = 10\nwhile x > 0:\n    x -= 1\n    if x % 3: continue\n    break\nanswer(str(x))",
        "rows = [[1, 2], [3, 4]]\nrows[0][1] = 5\nrows[1] += [6]\nanswer(str(sum(sum(r) for r in rows)))",
      })
  void takesRightPrograms(String source) {
    assertThat(saved.check(source).errors()).isEmpty();
  }

  @Test
  void savedProgramsAreHeldToTheLanguageAlone() {
    assertThat(saved.check("# a comment\nanswer(\"There are 12 dogs {really}.\")").errors())
        .isEmpty();
    assertThat(saved.check("a_name_that_is_rather_long = 1\nanswer(\"x\")").errors()).isEmpty();
  }

  @Test
  void aPlannedProgramMustComeFromWhatToolsHaveSeen() {
    Checker planned =
        new Checker(SampleLibrary.create(), INPUTS, CheckOptions.planned("How many?", true));

    assertThat(planned.check("answer(\"Three.\")").errors())
        .extracting(Problem::message)
        .anySatisfy(message -> assertThat(message).contains("before any tool"));
    assertThat(planned.check("x = faces(img1)\nanswer(\"Some.\")").errors())
        .extracting(Problem::message)
        .containsExactly("the answer does not come from what a tool has seen of the input");
    assertThat(planned.check("x = faces(img1)\nanswer(f\"{len(x)} of 12\")").errors())
        .extracting(Problem::message)
        .containsExactly("the number 12 stands neither in the request nor in the program");
    assertThat(
            planned.check("x = faces(img1)\nif x:\n    answer(\"Yes.\")\nanswer(\"No.\")").errors())
        .isEmpty();
    assertThat(
            planned
                .check(
                    "x = []\nfor f in faces(img1):\n    x.append(f.text)\nanswer(\", \".join(x))")
                .errors())
        .isEmpty();
  }

  @Test
  void mediaBelongIntoTheirOwnParametersOnly() {
    assertThat(onlyError("answer(\"a\", data=[img1])").message()).contains("data cannot hold");
    assertThat(onlyError("answer(\"a\", image=img1, images=[img1])").message())
        .contains("both given");
    assertThat(onlyError("answer(\"a\", img1)").hint()).contains("by name");
  }

  @Test
  void requiredAnswersMustBeGiven() {
    Checker checker =
        new Checker(
            SampleLibrary.create(), INPUTS, CheckOptions.SAVED.withRequiredAnswers(Set.of("data")));

    assertThat(checker.check("answer(\"a\")").errors())
        .extracting(Problem::message)
        .containsExactly("the answer lacks data");
    assertThat(checker.check("answer(\"a\", data=1)").errors()).isEmpty();
  }

  @Test
  void warnsOfWhatIsNeverUsed() {
    CheckResult result = saved.check("x = faces(img1)\nread(doc1)\nanswer(\"a\")\ny = 1");

    assertThat(result.warnings())
        .contains(
            new Warning.UnusedInput("vid1"),
            new Warning.UnusedVariable("x", 1),
            new Warning.UnusedResult("read", 2),
            new Warning.UnreachableCode(4));
    assertThat(result.warnings()).doesNotContain(new Warning.UnusedInput("img1"));
  }

  @Test
  void warnsOfNumbersAndWordsOfTheRequestThatAreMissing() {
    Checker checker =
        new Checker(
            SampleLibrary.create(),
            INPUTS,
            CheckOptions.planned(
                "Find \"late fee\" on pages 2 to 4, above 0.6, plus 10 percent, from 1:05", true));

    CheckResult nothing = checker.check("x = read(doc1)\nanswer(x[0].text)");
    CheckResult all =
        checker.check(
            """
            x = search(select(doc1, [2, 3, 4]), "late fee")
            y = [h for h in x if h.confidence > 0.6]
            z = frame(vid1, 65)
            answer(f"{len(y) * 1.1}", image=z)
            """);

    assertThat(nothing.warnings())
        .contains(
            new Warning.MissingNumber("2"),
            new Warning.MissingNumber("4"),
            new Warning.MissingNumber("0.6"),
            new Warning.MissingNumber("10"),
            new Warning.MissingNumber("1:05"),
            new Warning.MissingWord("late fee"));
    assertThat(all.warnings()).noneMatch(Warning.MissingNumber.class::isInstance);
    assertThat(all.warnings()).noneMatch(Warning.MissingWord.class::isInstance);
  }

  @Test
  void syntaxErrorsAreProblemsToo() {
    assertThat(onlyError("x = 1\nimport os").text())
        .isEqualTo(
            "line 2, column 1: 'import' is not part of the language; all functions are there without it; leave the line out");
  }
}
