#include "rules/driver.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "semantic_project.h"

namespace fastidious::rules {
namespace {

constexpr char kSource[] =
    "import time\n"
    "from os import path as p\n"
    "def f(a):\n"
    "    time.sleep(1)  # once\n"
    "    p.join(a, a)\n"
    "    unknown(a)\n"
    "class C:\n"
    "    async def g(self): ...\n";

void on_function(const FunctionDef& function, Check& check) {
  check.report(function.name_span, "function {}", {check.file().text(function.name)});
}
void on_class(const ClassDef& cls, Check& check) {
  check.report(cls.name_span, "class {}", {check.file().text(cls.name)});
}
void on_call(const Call& call, Check& check) {
  check.report(call, "call of <{}>", {check.target()});
}
void on_comment(Span comment, Check& check) { check.report(comment, "comment"); }
void on_return(const Node& node, Check& check) { check.report(node, "node"); }
void throws(const FunctionDef&, Check&) { throw std::runtime_error("a bug"); }
void on_file(Check& check) {
  check.report(Span{}, "limit {} {}", {check.option("limit"), check.option_names("names").size()});
}

constexpr Rule kDefinitions = {
    .code = "COD901", .name = "definitions", .on_function = on_function, .on_class = on_class};
constexpr Rule kSleep = {
    .code = "COD902", .name = "sleep", .calls = {"time.sleep", "os.*"}, .on_call = on_call};
constexpr Rule kEveryCall = {.code = "COD903", .name = "calls", .on_call = on_call};
constexpr Rule kComments = {.code = "COD904", .name = "comments", .on_comment = on_comment};
constexpr Rule kNodes = {.code = "COD905",
                         .name = "nodes",
                         .kinds = {Kind::Import, Kind::ImportFrom},
                         .on_node = on_return};
constexpr Rule kThrows = {.code = "COD906", .name = "throws", .on_function = throws};
constexpr Rule kOptions = {.code = "COD907",
                           .name = "options",
                           .options = {number_option("limit", 3, ""), names_option("names", "")},
                           .on_file = on_file};
constexpr const Rule* kAll[] = {&kDefinitions, &kSleep,  &kEveryCall, &kComments,
                                &kNodes,       &kThrows, &kOptions};

struct Outcome {
  std::vector<std::string> messages;  // "COD901 function f"
  std::vector<InternalError> errors;
};

Outcome run(DriverOptions options, std::string_view path = "app/main.py") {
  const semantic::TestProject project({{path, kSource}});
  Driver driver(kAll, std::move(options));
  FindingSink sink;
  const semantic::FileModel& file = project.file(path);
  Driver::check_file(file, driver.dispatch_for(file), sink, nullptr);
  Outcome outcome;
  for (const findings::Finding& finding : sink.take()) {
    outcome.messages.push_back(std::string(finding.rule) + " " + finding.message);
  }
  outcome.errors = sink.take_errors();
  return outcome;
}

using Messages = std::vector<std::string>;

Messages select(std::string code) { return run({.choice = {{std::move(code)}, {}}}).messages; }

TEST(Driver, CallsRulesForWhatTheyAskedFor) {
  EXPECT_EQ(select("COD901"),
            (Messages{"COD901 function f", "COD901 class C", "COD901 function g"}));
  EXPECT_EQ(select("COD904"), Messages{"COD904 comment"});
  EXPECT_EQ(select("COD905"), (Messages{"COD905 node", "COD905 node"}));
}

TEST(Driver, FindsCallsByTarget) {
  EXPECT_EQ(select("COD902"),
            (Messages{"COD902 call of <time.sleep>", "COD902 call of <os.path.join>"}));
  EXPECT_EQ(select("COD903"), (Messages{"COD903 call of <time.sleep>",
                                        "COD903 call of <os.path.join>", "COD903 call of <>"}));
}

TEST(Driver, ARuleThatThrowsCostsOnlyItself) {
  const Outcome outcome = run({.choice = {{"COD906", "COD904"}, {}}});
  EXPECT_EQ(outcome.messages, Messages{"COD904 comment"});
  ASSERT_EQ(outcome.errors.size(), 1u);
  EXPECT_EQ(outcome.errors[0].rule, "COD906");
  EXPECT_EQ(outcome.errors[0].file, "app/main.py");
  EXPECT_EQ(outcome.errors[0].what, "a bug");
}

TEST(Driver, ReadsOptions) {
  EXPECT_EQ(select("COD907"), Messages{"COD907 limit 3 0"});
  DriverOptions options{.choice = {{"options"}, {}}};
  options.settings["COD907"].options = {{"limit", 7, {}}, {"names", 0, {"a", "b"}}};
  EXPECT_EQ(run(options).messages, Messages{"COD907 limit 7 2"});
}

TEST(Driver, SettingsChangeSeverity) {
  const semantic::TestProject project({{"app/main.py", kSource}});
  DriverOptions options{.choice = {{"COD904"}, {}}};
  options.settings["COD904"].severity = Severity::Critical;
  Driver driver(kAll, options);
  FindingSink sink;
  const semantic::FileModel& file = project.file("app/main.py");
  Driver::check_file(file, driver.dispatch_for(file), sink, nullptr);
  EXPECT_EQ(sink.take().at(0).severity, Severity::Critical);
}

TEST(Driver, PathsHaveTheirOwnChoices) {
  DriverOptions options{.choice = {{"COD904", "COD905"}, {}}};
  options.per_path = {{"app/*.py", {{}, {"COD905"}}}};
  EXPECT_EQ(run(options).messages, Messages{"COD904 comment"});
  EXPECT_EQ(run(options, "lib/main.py").messages.size(), 3u);
}

TEST(Driver, TimesRulesWhenAsked) {
  const semantic::TestProject project({{"app/main.py", kSource}});
  Driver driver(kAll, {.choice = {{"COD901"}, {}}, .measure = true});
  FindingSink sink;
  RuleTimes times(driver.active_rules().size());
  const semantic::FileModel& file = project.file("app/main.py");
  Driver::check_file(file, driver.dispatch_for(file), sink, &times);
  ASSERT_EQ(times.slowest_first().size(), 1u);
  EXPECT_EQ(times.slowest_first()[0].calls, 3u);
}

TEST(Selection, TheNarrowerPatternDecides) {
  const auto allows = [](Choice choice) { return choice.allows(kSleep); };
  EXPECT_TRUE(allows({}));
  EXPECT_TRUE(allows({{"COD"}, {}}));
  EXPECT_TRUE(allows({{"code"}, {}}));
  EXPECT_FALSE(allows({{"SEC"}, {}}));
  EXPECT_FALSE(allows({{}, {"COD9"}}));
  EXPECT_TRUE(allows({{"COD902"}, {"COD9"}}));
  EXPECT_FALSE(allows({{"COD902"}, {"sleep"}}));
  EXPECT_TRUE(allows({{"all"}, {"COD903"}}));
}

TEST(Selection, RolesSayWhereARuleLooks) {
  using project::Role;
  EXPECT_TRUE(concerns(Where::Application, Role::Application));
  EXPECT_FALSE(concerns(Where::Application, Role::Script));
  EXPECT_TRUE(concerns(Where::ApplicationScripts, Role::Script));
  EXPECT_TRUE(concerns(Where::AllCode, Role::Test));
  EXPECT_FALSE(concerns(Where::AllCode, Role::Migration));
  EXPECT_FALSE(concerns(Where::Tests, Role::Application));
  EXPECT_TRUE(concerns(Where::Everywhere, Role::Generated));
}

TEST(Message, HolesAreFilledInOrder) {
  EXPECT_EQ(format_message("`{}` has {} of {}", {"f", 3, std::string("x")}), "`f` has 3 of x");
  EXPECT_EQ(format_message("{\"detail\": {}}", {"no"}), "{\"detail\": no}");
  EXPECT_EQ(format_message("{} and {}", {1}), "1 and {}");
}

}  // namespace
}  // namespace fastidious::rules
