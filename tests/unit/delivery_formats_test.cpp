// Manifests taken apart: what is said, and where.

#include <gtest/gtest.h>

#include "deploy/formats/docker_ignore.h"
#include "deploy/formats/dockerfile.h"
#include "deploy/formats/document.h"
#include "deploy/formats/key_value.h"
#include "deploy/formats/makefile.h"
#include "deploy/formats/shell.h"
#include "deploy/formats/with_variables.h"
#include "deploy/formats/workflow.h"

namespace fastidious::deploy {
namespace {

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

TEST(WithVariables, FallbacksHoldVariables) {
  const auto none = [](std::string_view) { return std::optional<std::string>(); };
  EXPECT_EQ(with_variables("${PORT:-8000}", none), "8000");
  EXPECT_EQ(with_variables("a${PORT:-${OTHER:-8080}}b", none), "a8080b");
  EXPECT_EQ(with_variables("${PORT:-${OTHER}}", none), "${OTHER}");
  EXPECT_EQ(with_variables("${PORT:-${OTHER", none), "${PORT:-${OTHER");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "${A:-";
  EXPECT_EQ(with_variables(deep, none), deep);
  const auto other = [](std::string_view name) {
    return name == "OTHER" ? std::optional<std::string>("1") : std::nullopt;
  };
  EXPECT_EQ(with_variables("${PORT:-${OTHER:-8080}}/$OTHER", other), "1/1");
}

TEST(Yaml, ValuesHavePlaces) {
  const std::string_view text =
      "\xEF\xBB\xBF# first\na: 1\nb: &x 'two'\nc: [x, \"y z\", *x]\nd: |\n  one\n   two\n\n  "
      "three\ne:\n";
  const Document document = parse_yaml(text);
  ASSERT_NE(document.root(), nullptr) << document.problem();
  const Node& root = *document.root();
  EXPECT_EQ(slice(text, root.find("a")->span), "1");
  EXPECT_EQ(slice(text, root.key_of("b")->span), "b");
  EXPECT_EQ(slice(text, root.find("b")->span), "'two'");
  const Node& list = *root.find("c");
  ASSERT_EQ(list.items.size(), 3u);
  EXPECT_EQ(slice(text, list.items[1]->span), "\"y z\"");
  EXPECT_EQ(list.items[2], root.find("b"));
  const MappedText block = mapped_text(*root.find("d"), text);
  ASSERT_EQ(block.text(), "one\n two\n\nthree\n");
  EXPECT_EQ(slice(text, block.place({10, 15})), "three");
  EXPECT_EQ(root.find("e")->kind, Node::Kind::Null);
}

TEST(Yaml, MergedKeysAreFound) {
  const Document document = parse_yaml("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n");
  EXPECT_EQ(document.root()->find({"b", "x"})->text, "1");
  EXPECT_EQ(document.root()->find("b")->key_of("x"), nullptr);
}

TEST(Yaml, WhatGrowsIsAProblem) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) bomb += before + (k < 9 ? ", " : "]\n");
  }
  EXPECT_EQ(parse_yaml(bomb).problem(), "too many values");
  EXPECT_EQ(parse_yaml(bomb).root(), nullptr);
  EXPECT_EQ(parse_yaml("a: &a [*a]").problem(), "");
  EXPECT_NE(parse_yaml(std::string(5000, '[')).problem(), "");
  EXPECT_NE(parse_yaml("a: [").problem(), "");
  EXPECT_EQ(parse_yaml(std::string(kMaxDocumentBytes + 1, ' ')).problem(), "too large");
}

TEST(Json, HasPlacesAndComments) {
  const std::string_view text =
      "{ // c\n \"a\": [1, true, null], \"b\": {\"c\": \"x\\u00e9\\n\"} }";
  const Document document = parse_json(text);
  ASSERT_NE(document.root(), nullptr) << document.problem();
  EXPECT_EQ(slice(text, document.root()->find("a")->span), "[1, true, null]");
  EXPECT_EQ(document.root()->find({"b", "c"})->text, "x\xC3\xA9\n");
  EXPECT_EQ(slice(text, document.root()->find({"b", "c"})->span), "\"x\\u00e9\\n\"");
  for (const char* bad : {"", "{", "[1,]", "{\"a\" 1}", "[1] 2", "\"x", "nope", "[1 2]"}) {
    EXPECT_NE(parse_json(bad).problem(), "") << bad;
  }
  EXPECT_EQ(parse_json(std::string(1000, '[')).problem(), "nested too deeply");
}

std::string outline(std::string_view text) {
  static constexpr const char* kLinks[] = {"", ";", "&&", "||", "|", "&"};
  std::string result;
  for (const Command& command : parse_shell(text).commands) {
    if (!result.empty()) result += '\n';
    result += kLinks[static_cast<int>(command.before)];
    if (command.is_condition) result += '?';
    if (command.in_substitution) result += '$';
    for (const Assignment& one : command.assignments) {
      result += '[' + one.name + '=' + one.value.text + ']';
    }
    for (const Word& word : command.words) result += '<' + word.text + '>';
  }
  return result;
}

TEST(Shell, CommandsAndLinks) {
  EXPECT_EQ(outline("a b && c | d || e; f &\ng"), "<a><b>\n&&<c>\n|<d>\n||<e>\n;<f>\n&<g>");
  EXPECT_EQ(outline("X=1 Y='a b' run \"$X\" # no\n"), "[X=1][Y=a b]<run><$X>");
  EXPECT_EQ(outline("run \\\n  --flag \\\n  x"), "<run><--flag><x>");
  EXPECT_EQ(outline("if test -f x; then a; else b; fi; c"), "?<test><-f><x>\n;<a>\n;<b>\n;<c>");
  EXPECT_EQ(outline("for x in 1 2 3; do\n echo $x\ndone\n"), "<echo><$x>");
  EXPECT_EQ(outline("case $1 in\n a|b) one ;;\n *) two ;;\nesac\nthree"),
            "<one>\n;<two>\n;<three>");
  EXPECT_EQ(outline("f() {\n a\n}\nf"), "<a>\n;<f>");
  EXPECT_EQ(outline("cat <<EOF > x\nrm -rf /\nEOF\nls"), "<cat>\n;<ls>");
  EXPECT_EQ(outline("A=(1 2 3)\nx"), "[A=(1 2 3)]\n;<x>");
  EXPECT_EQ(outline("v=$(git rev-parse HEAD)"),
            "[v=$(git rev-parse HEAD)]\n$<git><rev-parse><HEAD>");
  EXPECT_EQ(outline("a 2>&1 >/dev/null b"), "<a><b>");
}

TEST(Shell, Expansions) {
  const Script script = parse_shell("x ${PORT:-8000} \"$HOST\" ${{ secrets.KEY }} '$NO' $((1+2))");
  const auto& words = script.commands.at(0).words;
  ASSERT_EQ(words.size(), 6u);
  EXPECT_EQ(words[1].expansions.at(0).name, "PORT");
  EXPECT_EQ(words[1].expansions[0].fallback, "8000");
  EXPECT_TRUE(words[2].expansions.at(0).is_quoted);
  EXPECT_EQ(words[3].expansions.at(0).kind, Expansion::Kind::Template);
  EXPECT_EQ(words[3].expansions[0].name, "secrets.KEY");
  EXPECT_TRUE(words[4].expansions.empty());
  EXPECT_EQ(words[5].expansions.at(0).kind, Expansion::Kind::Arithmetic);
}

TEST(Shell, Options) {
  EXPECT_TRUE(parse_shell("#!/bin/bash\nset -euo pipefail\n").sets('e'));
  EXPECT_TRUE(parse_shell("set -o pipefail\n").sets('p'));
  EXPECT_FALSE(parse_shell("echo set -e\n").sets('e'));
  EXPECT_EQ(parse_shell("#!/bin/bash\n").interpreter, "/bin/bash");
}

TEST(Shell, AnythingIsRead) {
  for (const char* text :
       {"'",         "\"",     "${", "$(", "`",  "a\\",  "((", "))",  "<<", "<<E",
        "case x in", "$(($((", ";;", "|",  "> ", "\\\n", "f(", "x=(", "!",  "$'a"}) {
    parse_shell(text);
  }
}

TEST(Dockerfiles, StagesAndInstructions) {
  const std::string_view text =
      "# syntax=docker/dockerfile:1\nARG PY=3.12\nFROM python:${PY}-slim AS base\n"
      "ENV A=1 B=\"two words\"\nENV C three four\nRUN pip install \\\n  # why\n\n  fastapi && \\\n"
      "  rm -rf /x\nFROM base\nCOPY --from=base --chown=app:app a b /dst/\n"
      "CMD [\"uvicorn\", \"app:app\", \"--port\", \"$PORT\"]\n";
  const Dockerfile file = parse_dockerfile(text);
  ASSERT_EQ(file.stages().size(), 2u);
  EXPECT_EQ(file.stages()[1].parent, 0u);
  EXPECT_EQ(file.base_image(file.stages()[1]), "python:3.12-slim");
  EXPECT_EQ(file.final_instructions().size(), 5u);
  const Instruction* command = file.last("CMD");
  ASSERT_NE(command, nullptr);
  EXPECT_TRUE(command->is_exec_form);
  EXPECT_EQ(slice(text, command->words[3].span), "\"$PORT\"");
  const Instruction* copy = file.last("COPY");
  EXPECT_EQ(copy->flag("from"), "base");
  EXPECT_EQ(copy->words.size(), 3u);
  const Instruction* run = file.last("RUN");
  const Script script = run->script();
  ASSERT_EQ(script.commands.size(), 2u);
  EXPECT_EQ(joined(script.commands[0].words), "pip install fastapi");
  EXPECT_EQ(slice(text, run->arguments.place(script.commands[0].words[2].span)), "fastapi");
  const auto env = names_set_by(*file.final_instructions()[0]);
  ASSERT_EQ(env.size(), 2u);
  EXPECT_EQ(env[1].value, "two words");
  EXPECT_EQ(names_set_by(*file.final_instructions()[1])[0].value, "three four");
}

TEST(Dockerfiles, HereDocumentsAndHealthChecks) {
  const Dockerfile file = parse_dockerfile(
      "FROM a\nRUN <<EOF\nset -e\nFROM x\nEOF\nHEALTHCHECK --interval=5s CMD curl -f "
      "http://localhost:8000/health || exit 1\nUSER app\n");
  EXPECT_EQ(file.stages().size(), 1u);
  EXPECT_EQ(file.last("RUN")->here_document, "set -e\nFROM x\n");
  EXPECT_EQ(file.last("HEALTHCHECK")->flag("interval"), "5s");
  EXPECT_EQ(file.last("HEALTHCHECK")->words[1].text, "curl");
  EXPECT_EQ(file.last("USER")->words[0].text, "app");
}

TEST(Dockerfiles, AnythingIsRead) {
  for (const char* text : {"", "\\", "FROM", "FROM a AS", "RUN <<", "CMD [", "COPY --",
                           "ENV =", "# escape=`\nFROM a\nRUN a `\n b"}) {
    parse_dockerfile(text);
  }
  EXPECT_EQ(parse_dockerfile("# escape=`\nFROM a\nRUN a `\n b\nCMD c:\\").instructions().size(),
            3u);
}

TEST(Dockerfiles, WithoutBaseIsNoImage) {
  EXPECT_TRUE(parse_dockerfile("ARG A\nWORKDIR /a\nCOPY . .\n").is_refused());
  EXPECT_FALSE(parse_dockerfile("# only words\n").is_refused());
  EXPECT_FALSE(parse_dockerfile("# syntax=example/frontend\nRUN a\n").is_refused());
}

TEST(DockerIgnores, LastPatternDecides) {
  const DockerIgnore ignore("# c\n.env*\n**/*.pyc\n/docs/\n!docs/keep.md\n");
  EXPECT_TRUE(ignore.excludes(".env.local"));
  EXPECT_FALSE(ignore.excludes("app/.env"));
  EXPECT_TRUE(ignore.excludes("app/x.pyc"));
  EXPECT_TRUE(ignore.excludes("docs/a/b.md"));
  EXPECT_FALSE(ignore.excludes("docs/keep.md"));
}

TEST(EnvFiles, NamesAndValues) {
  const std::string_view text =
      "# Comment with words\nA=1\nexport B = 'x y' # c\nC=\"two\nlines\"\n# D=optional\nE=\nnot a "
      "line\n";
  const auto entries = parse_env_file(text);
  ASSERT_EQ(entries.size(), 5u);
  EXPECT_EQ(entries[1].name, "B");
  EXPECT_EQ(entries[1].value, "x y");
  EXPECT_EQ(entries[2].value, "two\nlines");
  EXPECT_TRUE(entries[3].is_commented);
  EXPECT_EQ(entries[4].name, "E");
  EXPECT_EQ(slice(text, entries[0].value_span), "1");
}

TEST(Procfiles, Processes) {
  const Procfile file = parse_procfile("# c\nweb: uvicorn a:b\r\nworker : celery\nbad line\n");
  ASSERT_EQ(file.processes.size(), 2u);
  EXPECT_EQ(file.find("web")->command, "uvicorn a:b");
  EXPECT_EQ(file.malformed.size(), 1u);
}

TEST(Workflows, JobsAndSteps) {
  const std::string_view text =
      "on:\n  push:\n    branches: [main]\n  pull_request:\njobs:\n  test:\n    runs-on: x\n    "
      "steps:\n"
      "      - uses: actions/checkout@v4\n      - run: |\n          pip install x\n          "
      "pytest || true\n"
      "  deploy:\n    needs: test\n    steps:\n      - run: echo ${{ github.head_ref }}\n";
  const Workflow workflow = parse_workflow(text);
  ASSERT_EQ(workflow.jobs.size(), 2u);
  EXPECT_TRUE(workflow.is_triggered_by("pull_request"));
  EXPECT_EQ(workflow.trigger("pull_request"), nullptr);
  EXPECT_NE(workflow.trigger("push"), nullptr);
  EXPECT_TRUE(workflow.waits_for(workflow.jobs[1], workflow.jobs[0]));
  EXPECT_EQ(workflow.jobs[0].steps[0].action(), "actions/checkout");
  EXPECT_EQ(workflow.jobs[0].steps[0].version(), "v4");
  const WorkflowStep& step = workflow.jobs[0].steps[1];
  ASSERT_EQ(step.script.commands.size(), 3u);
  EXPECT_EQ(slice(text, step.place(step.script.commands[1].span)), "pytest");
}

TEST(Expressions, WhatTheyRead) {
  EXPECT_EQ(references_in("github.event.issue['title'] == 'github.actor' && !inputs.x"),
            (std::vector<std::string>{"github.event.issue.title", "inputs.x"}));
  EXPECT_EQ(references_in("github.event.commits[0].message"),
            (std::vector<std::string>{"github.event.commits.*.message"}));
  EXPECT_EQ(functions_in("always() && contains(github.ref, 'x')"),
            (std::vector<std::string>{"always", "contains"}));
  EXPECT_EQ(expressions_in("a ${{ b }} ${{c}}").size(), 2u);
}

TEST(Makefile, HasRulesWithRecipes) {
  using Names = std::vector<std::string_view>;
  const std::vector<MakeRule> rules = parse_makefile(
      "P := a:b\nQ ?= c\n.PHONY: lint\nlint check: style \\\n  types | out ## all: of them\n"
      "\t@echo one\n\n# no end of it\n\t-ruff check \\\n\t  -q\r\nstyle: Q = d\nlast:: x; mypy .\n"
      "\tpytest\nA = b\n\tof nobody\n");
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_EQ(rules[0].targets, (Names{"lint", "check"}));
  EXPECT_EQ(rules[0].prerequisites, (Names{"style", "types", "out"}));
  EXPECT_EQ(rules[0].recipe, "echo one\nruff check \\\n-q\n");
  EXPECT_EQ(rules[1].targets, Names{"style"});
  EXPECT_TRUE(rules[1].prerequisites.empty());
  EXPECT_EQ(rules[2].prerequisites, Names{"x"});
  EXPECT_EQ(rules[2].recipe, "mypy .\npytest\n");
  EXPECT_TRUE(parse_makefile("").empty());
  EXPECT_TRUE(parse_makefile("\tls\nno rule\n\\").empty());
}

}  // namespace
}  // namespace fastidious::deploy
