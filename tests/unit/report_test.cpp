#include "report/report.h"
#include "findings/answers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "findings/answers.h"
#include "report/json_writer.h"
#include "report/wording.h"
#include "sample_report.h"

namespace fastidious::report {
namespace {

// The golden reports, which people read and other tests validate. FASTIDIOUS_UPDATE_GOLDEN=1
// rewrites them; read the difference before you commit it.
void expect_golden(const std::string& name, const std::string& actual) {
  const auto path = std::filesystem::path(FASTIDIOUS_UNIT_TESTS) / "golden" / name;
  if (std::getenv("FASTIDIOUS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(actual, expected.str()) << "differs from " << name;
}

void expect_golden(const std::string& name, Format format, Command command = Command::Audit) {
  expect_golden(name, write(SampleReport(command).make(), format));
}

TEST(GoldenReport, Text) { expect_golden("audit.txt", Format::Text); }
TEST(GoldenReport, Json) { expect_golden("audit.json", Format::Json); }
TEST(GoldenReport, Sarif) { expect_golden("audit.sarif", Format::Sarif); }
TEST(GoldenReport, Github) { expect_golden("audit.github", Format::Github); }
TEST(GoldenReport, MarkdownAudit) { expect_golden("audit.md", Format::Markdown); }
TEST(GoldenReport, MarkdownReview) {
  expect_golden("review.md", Format::Markdown, Command::Review);
}

// Of a backend in which nothing is found.
void expect_golden_of_nothing(const std::string& name, Command command) {
  SampleReport sample(command);
  sample.findings().clear();
  expect_golden(name, write_markdown(sample.make()));
}
TEST(GoldenReport, MarkdownAuditOfNothing) {
  expect_golden_of_nothing("nothing-found.audit.md", Command::Audit);
}
TEST(GoldenReport, MarkdownReviewOfNothing) {
  expect_golden_of_nothing("nothing-found.review.md", Command::Review);
}

constexpr Format kAll[] = {Format::Text, Format::Markdown, Format::Json, Format::Sarif,
                           Format::Github};

TEST(Report, NeverPrintsASecret) {
  for (const Command command : {Command::Audit, Command::Review}) {
    SampleReport sample(command);
    findings::Finding neighbour =
        sample.project().finding("COD017", findings::FileId(0), "# kept for now",
                                 "The line `API_KEY = \"hunter2-hunter2\"` is odd.");
    neighbour.severity = findings::Severity::Warning;
    neighbour.edits = {{findings::FileId(0), {0, 5}, "X = \"hunter2-hunter2\""}};
    neighbour.trace = {{findings::FileId(0), {0, 5}, "from hunter2-hunter2"}};
    sample.findings().push_back(neighbour);
    const Report report = sample.make();
    for (const Format format : kAll) {
      EXPECT_EQ(write(report, format).find("hunter2"), std::string::npos)
          << static_cast<int>(format);
    }
  }
}

TEST(Report, StartsInTheShapesOfTheSpecifications) {
  const auto headings = [](const std::string& markdown) {
    std::vector<std::string> found;
    std::istringstream lines(markdown);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with('#') && !line.starts_with("####")) {
        found.push_back(line);
      }
    }
    return found;
  };
  const auto review = headings(write_markdown(SampleReport(Command::Review).make()));
  EXPECT_EQ(
      std::vector<std::string>(review.begin(), review.begin() + 5),
      (std::vector<std::string>{"### ✅ Passed Checks", "### ❌ Critical Issues (Must Fix)",
                                "### ⚠️ Warnings (Should Fix)", "### 💡 Suggestions (Nice to Have)",
                                "### 📋 Deployment Checklist"}));
  const auto audit = headings(write_markdown(SampleReport().make()));
  EXPECT_EQ(
      std::vector<std::string>(audit.begin(), audit.begin() + 9),
      (std::vector<std::string>{
          "## Audit Summary", "## Critical Issues", "## Recommendations", "## Implementation Plan",
          "### Phase 1: Critical Fixes (< 1 day)", "### Phase 2: Infrastructure (1-3 days)",
          "### Phase 3: Enhancements (> 3 days)", "## Next Actions", "## Checklist"}));
}

TEST(Report, OfNothingSaysSo) {
  SampleReport sample;
  sample.findings().clear();
  const Report report = sample.make();
  EXPECT_NE(write_text(report, {}).find("no findings"), std::string::npos);
  EXPECT_NE(write_markdown(report).find("## Critical Issues\n- None.\n"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(write(report, Format::Json))["findings"].size(), 0u);
  EXPECT_EQ(write(report, Format::Github), "");
}

TEST(Report, TakesFindingsWithoutAFile) {
  SampleReport sample;
  findings::Finding finding;
  finding.rule = "SEC002";
  finding.severity = findings::Severity::Critical;
  finding.message = "There is no manifest.";
  sample.findings() = {finding};
  const Report report = sample.make();
  EXPECT_EQ(nlohmann::json::parse(write(report, Format::Json))["findings"][0]["file"], ".");
  for (const Format format : kAll) {
    EXPECT_NE(write(report, format).find("There is no manifest."), std::string::npos);
  }
}

// Endpoints that lack one thing share a sentence, with their places in the same order.
TEST(Report, JoinsEndpointsThatLackOneThing) {
  SampleReport sample(Command::Review);
  findings::Finding first = sample.findings().front();
  findings::Finding second = first;
  first.message = "`GET /a` (`list_a`) has no description";
  second.message = "`GET /b` (`list_b`) has no description";
  sample.findings() = {first, second};
  const std::string text = write_markdown(sample.make());
  EXPECT_NE(text.find("`GET /a` (`list_a`) has no description (likewise `GET /b`)"), text.npos);
  EXPECT_EQ(text.find("`GET /b` (`list_b`)"), text.npos);
}

// `count` findings of one rule, which are mended alike, each with a name of its own.
std::string audit_of_alike(std::size_t count) {
  SampleReport sample;
  const auto& all = sample.findings();
  findings::Finding finding =
      *std::find_if(all.begin(), all.end(), [](const auto& one) { return one.rule == "LOG001"; });
  sample.findings().clear();
  for (std::size_t i = 0; i < count; ++i) {
    finding.message = fmt::format("`print` writes `v{}`", i);
    finding.fix = fmt::format("Write `logger.info(v{})`, and leave `print` out.", i);
    sample.findings().push_back(finding);
  }
  return write_markdown(sample.make());
}

TEST(Report, GivesTheFixOfEachPlace) {
  const std::string few = audit_of_alike(2);
  EXPECT_NE(few.find("`print` writes `v1`. As above, with `logger.info(v1)`."), few.npos);
  EXPECT_EQ(few.find("likewise, with"), few.npos);
}

TEST(Report, SaysThatOneFixIsOfTheFirstPlace) {
  const std::string many = audit_of_alike(9);
  EXPECT_NE(many.find("`print` writes `v0` (the first of 9). Write `logger.info(v0)`, and leave "
                      "`print` out. The other 8 likewise, with names and values of their own."),
            many.npos);
}

// What is recommended for findings of one rule, each with a message of its own, which are mended in
// the same words.
std::string recommended_for(const std::vector<std::string>& messages, bool has_critical = false) {
  SampleReport sample;
  const auto& all = sample.findings();
  findings::Finding finding =
      *std::find_if(all.begin(), all.end(), [](const auto& one) { return one.rule == "LOG001"; });
  finding.fix = "Use a logger.";
  sample.findings().clear();
  for (const std::string& message : messages) {
    finding.message = message;
    sample.findings().push_back(finding);
  }
  if (has_critical) sample.findings().front().severity = findings::Severity::Critical;
  const std::string text = write_markdown(sample.make());
  return text.substr(text.find("## Recommendations"));
}

bool says(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

TEST(Report, TellsWhatIsWrongAtEachPlaceWhereItDiffers) {
  const std::string text = recommended_for({"The client is never closed", "The file is open"});
  EXPECT_TRUE(says(text, "`: The client is never closed. `"));
  EXPECT_TRUE(says(text, "`: The file is open. Use a logger."));
  EXPECT_FALSE(says(text, "(the first of 2)"));
}

TEST(Report, TellsOnceWhatIsWrongAtAllPlaces) {
  EXPECT_TRUE(says(recommended_for({"It hides errors", "It hides errors", "It hides errors"}),
                   "): It hides errors. Use a logger."));
}

TEST(Report, TellsOfNamesOrOfManyTheFirst) {
  EXPECT_TRUE(says(recommended_for({"`a` is open", "`b` is open"}),
                   "): `a` is open (the first of 2). Use a logger."));
  EXPECT_TRUE(says(recommended_for({"A file", "B client", "C cursor", "D lock", "E pool"}),
                   "): A file (the first of 5). Use a logger."));
}

TEST(Report, TellsOfManyWhatIsSaidOfOtherNames) {
  const std::string text =
      recommended_for({"`a` is not sorted", "`b` is not sorted", "`c` is not sorted",
                       "`d` and `e` swap", "`f` swap", "`g` is not sorted"});
  EXPECT_TRUE(says(text, "` (the first of 4): `a` is not sorted. `"));
  EXPECT_TRUE(says(text, "`: `f` swap. Use a logger."));
}

TEST(Report, TellsOfOneRemedyForWhichOfItsPlacesItSpeaks) {
  SampleReport sample;
  const auto& all = sample.findings();
  findings::Finding finding =
      *std::find_if(all.begin(), all.end(), [](const auto& one) { return one.rule == "LOG001"; });
  sample.findings().clear();
  for (const auto& [message, fix] : {std::pair{"`a` is open", "Close it."},
                                     {"`b` is open", "Close it."},
                                     {"It is lost", "Keep it."},
                                     {"It is lost", "Keep it."}}) {
    finding.message = message;
    finding.fix = fix;
    sample.findings().push_back(finding);
  }
  const std::string text = write_markdown(sample.make());
  EXPECT_TRUE(says(text, "` (the first of 2): `a` is open. Close it."));
  EXPECT_TRUE(says(text, "` and 1 more: It is lost. Keep it."));
}

TEST(Report, TellsWarningsBesideWhatIsCritical) {
  EXPECT_TRUE(says(recommended_for({"`a` is logged", "`b` is logged"}, true),
                   " (warning): `b` is logged. Use a logger."));
}

// `count` findings of operations that answer what they do not document, two of each operation.
std::string report_on_answers(Command command, std::size_t count) {
  SampleReport sample(command);
  const auto& all = sample.findings();
  findings::Finding finding =
      *std::find_if(all.begin(), all.end(), [](const auto& one) { return one.rule == "LOG001"; });
  sample.findings().clear();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string operation = fmt::format("GET /orders/{}", i / 2);
    const int status = i % 2 == 0 ? 401 : i == 1 ? 409 : 404;
    finding.message = fmt::format("`{}` can answer {}", operation, status);
    finding.fix = fmt::format("Write {} of {}.", status, i);
    finding.answers = std::make_shared<const findings::Answers>(
        findings::Answers{{status}, {operation}, 0, fmt::format(" can answer {}", status)});
    sample.findings().push_back(finding);
  }
  return write_markdown(sample.make());
}

TEST(Report, GathersWhatManyOperationsLack) {
  for (const Command command : {Command::Audit, Command::Review}) {
    const std::string text = report_on_answers(command, 61);
    EXPECT_NE(text.find("- 401 and 409: `GET /orders/0`\n"), text.npos) << text;
    EXPECT_NE(text.find("- 401 and 404: `GET /orders/"), text.npos);
    EXPECT_NE(text.find("` and 9 more\n"), text.npos);
    EXPECT_NE(text.find("- 401: `GET /orders/30`\n"), text.npos);
  }
}

TEST(Report, TellsOfFewOperationsOneByOne) {
  const std::string text = report_on_answers(Command::Review, 6);
  EXPECT_NE(text.find("`GET /orders/1` likewise"), text.npos) << text;
  EXPECT_EQ(text.find("401 and 409"), text.npos);
}

TEST(Report, IsOrderedByPathPositionAndRule) {
  SampleReport sample;
  std::reverse(sample.findings().begin(), sample.findings().end());
  EXPECT_EQ(write(sample.make(), Format::Json), write(SampleReport().make(), Format::Json));
}

TEST(Report, ColoursOnlyWhenAsked) {
  EXPECT_EQ(write_text(SampleReport().make(), {}).find('\x1b'), std::string::npos);
  TextStyle style;
  style.colour = true;
  EXPECT_NE(write_text(SampleReport().make(), style).find("\x1b[1;31mCRITICAL"), std::string::npos);
}

TEST(Report, KeepsEscapeSequencesOfTheCodeFromTheTerminal) {
  SampleReport sample;
  const auto file =
      sample.project().add("evil\x1b]0;x\x07.py", "x = '\x1b[2J' # \xE2\x80\xAE reversed\n");
  findings::Finding finding =
      sample.project().finding("LOG001", file, "x = '\x1b[2J'", "Says \x1b[31m.");
  finding.severity = findings::Severity::Warning;
  sample.findings() = {finding};
  const Report report = sample.make();
  for (const Format format : {Format::Text, Format::Markdown}) {
    const std::string text = write(report, format);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  }
}

TEST(JsonWriter, EscapesAndReplaces) {
  const auto escaped = [](std::string_view text) {
    std::string out;
    PieceBuffer buffer([&out](std::string_view piece) { out.append(piece); });
    append_escaped(buffer, text);
    buffer.pass_on();
    return out;
  };
  EXPECT_EQ(escaped("a\"b\\c\n\t\x01\x7f"), "a\\\"b\\\\c\\n\\t\\u0001\\u007f");
  EXPECT_EQ(escaped("naïve 𝄞 漢"), "naïve 𝄞 漢");
  EXPECT_EQ(escaped("\xff\xc0\xaf"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(escaped("\xed\xa0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
  EXPECT_EQ(escaped("\xe2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // cut off
}

TEST(JsonWriter, Nests) {
  std::string text;
  JsonWriter json(1, [&text](std::string_view piece) { text.append(piece); });
  json.begin_object()
      .field("a", 1u)
      .key("b")
      .begin_array()
      .value("x")
      .value(true)
      .null()
      .end_array();
  json.key("c").begin_object().end_object().end_object().finish();
  EXPECT_EQ(text, "{\n  \"a\": 1,\n  \"b\": [\"x\", true, null],\n  \"c\": {}\n}\n");
}

TEST(PieceBuffer, PassesOnTextOfAnyLength) {
  std::string text;
  PieceBuffer buffer([&text](std::string_view piece) { text.append(piece); });
  std::string expected;
  for (const std::size_t size : {std::size_t{10}, std::size_t{65'530}, std::size_t{200'000}}) {
    const std::string part(size, static_cast<char>('a' + size % 26));
    buffer.append(part);
    buffer.push_back('.');
    expected += part + '.';
  }
  buffer.pass_on();
  EXPECT_EQ(text, expected);
}

TEST(Wording, EscapesMarkdownOutsideOfCode) {
  EXPECT_EQ(markdown_line("`a_b` is *not* <b> [x](y)\nsnake_case __init__"),
            "`a_b` is \\*not\\* \\<b> \\[x\\](y) snake_case \\_\\_init\\_\\_");
  EXPECT_EQ(markdown_line("open ` tick"), "open \\` tick");
  EXPECT_EQ(code_span("a`b"), "``` a`b ```");
}

}  // namespace
}  // namespace fastidious::report
