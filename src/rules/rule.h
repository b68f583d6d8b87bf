#pragma once
// A rule is data: what it looks at, what it says, and one stateless function. See CONTRIBUTING.md.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "findings/finding.h"
#include "rules/check.h"
#include "syntax/ast.h"

namespace fastidious::rules {

using namespace syntax;  // rules are about syntax: Call, Name, FunctionDef, …
using findings::Confidence;
using findings::FixClass;
using findings::RiskKind;
using findings::Severity;

// The catalogue's families; the code's first three letters.
enum class Family : std::uint8_t {
  Documentation,
  Api,
  Typing,
  Validation,
  Security,
  Logging,
  Observability,
  Deployment,
  Firebase,
  Code,
  Async,
  Database,
  Testing,
  Ci,
  Audit
};

enum class Tier : std::uint8_t { P0, P1, P2 };

// A short constant list of strings.
template <std::size_t kMax>
struct Strings {
  std::array<std::string_view, kMax> items{};
  std::size_t count = 0;

  constexpr Strings() = default;
  constexpr Strings(std::initializer_list<std::string_view> list) {
    for (std::string_view item : list) {
      items[count++] = item;
    }
  }
  constexpr const std::string_view* begin() const { return items.data(); }
  constexpr const std::string_view* end() const { return items.data() + count; }
  constexpr bool empty() const { return count == 0; }
  constexpr bool contains(std::string_view text) const {
    for (std::string_view item : *this) {
      if (item == text) return true;
    }
    return false;
  }
};

using StringList = Strings<40>;

// The targets of calls. A table of library knowledge becomes one by its `target` fields.
struct CallList : Strings<200> {
  using Strings::Strings;
  template <class Table>
  static constexpr CallList of(const Table& table) {
    CallList list;
    for (const auto& entry : table) {
      list.items[list.count++] = entry.target;
    }
    return list;
  }
};

// A set of node kinds.
struct KindSet {
  std::array<std::uint64_t, 2> bits{};
  constexpr KindSet() = default;
  constexpr KindSet(std::initializer_list<Kind> kinds) {
    for (Kind kind : kinds) {
      bits[static_cast<unsigned>(kind) / 64] |= 1ull << (static_cast<unsigned>(kind) % 64);
    }
  }
  constexpr bool contains(Kind kind) const {
    return (bits[static_cast<unsigned>(kind) / 64] >> (static_cast<unsigned>(kind) % 64)) & 1;
  }
};

// Something a user may set for a rule: [tool.fastidious.rules.COD002] max-complexity = 15.
struct Option {
  enum class Type : std::uint8_t { None, Number, Flag, Names } type = Type::None;
  std::string_view key;
  std::string_view what;    // half a sentence
  std::int64_t number = 0;  // the default of a Number or Flag; Names are empty unless set
};
constexpr Option number_option(std::string_view key, std::int64_t otherwise,
                               std::string_view what) {
  return {Option::Type::Number, key, what, otherwise};
}
constexpr Option flag_option(std::string_view key, bool otherwise, std::string_view what) {
  return {Option::Type::Flag, key, what, otherwise ? 1 : 0};
}
constexpr Option names_option(std::string_view key, std::string_view what) {
  return {Option::Type::Names, key, what, 0};
}
using OptionList = std::array<Option, 6>;

// Which files a rule is about, by role (project/source_file.h). Migrations and generated files are
// left out unless a rule says `Everywhere`.
enum class Where : std::uint8_t {
  Application,         // neither tests, examples, scripts, migrations nor generated files
  ApplicationScripts,  // the same and scripts
  Tests,               // tests only
  AllCode,             // all but migrations and generated files
  Everywhere,
};

struct Rule {
  std::string_view code;  // "ASY001"
  std::string_view name;  // "blocking-call-in-async"
  Family family = Family::Code;
  Tier tier = Tier::P0;
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::High;  // of its findings, unless one says otherwise
  RiskKind risk_kind = RiskKind::Maintainability;
  FixClass fix = FixClass::None;
  Where where = Where::AllCode;
  StringList references{};  // "CWE-89", "OWASP API8:2023", "ASVS 1.2.4", "PEP 8", a vendor's page
  // Its findings are about all of the definition at whose name they stand (length, complexity):
  // `review` reports them when any line of the definition changed.
  bool about_whole_definition = false;
  OptionList options{};
  std::string_view risk{};    // what goes wrong; one sentence. The default of each finding's risk.
  std::string_view advice{};  // how to mend it. The default of each finding's fix.
  std::string_view docs{};    // Markdown: what, why, ```python bad, ```python good, exceptions

  // What the rule looks at; the driver calls nothing else.
  void (*on_file)(Check&) = nullptr;                          // once for each Python file
  void (*on_function)(const FunctionDef&, Check&) = nullptr;  // each def and async def
  void (*on_class)(const ClassDef&, Check&) = nullptr;
  CallList calls{};  // qualified names, "pkg.mod.func" or "pkg.mod.*"; empty: every call
  void (*on_call)(const Call&, Check&) = nullptr;  // each call whose target is one of `calls`
  KindSet kinds{};
  void (*on_node)(const Node&, Check&) = nullptr;  // each node of these kinds
  void (*on_comment)(Span, Check&) = nullptr;      // each comment, from # to the end of the line
  void (*on_project)(ProjectCheck&) = nullptr;     // once, with all files
  // Once, with the application model, which is built only where an active rule asks for it.
  void (*on_application)(ApplicationCheck&) = nullptr;  // rules/application_check.h

  // Once, with what the manifests, scripts and workflows say about how it is delivered.
  void (*on_delivery)(DeliveryCheck&) = nullptr;  // rules/delivery_check.h

  void (*on_text)(TextCheck&) = nullptr;  // each text file that is not Python: rules/text_check.h
  void (*on_history)(HistoryCheck&) = nullptr;  // once, in a git repository: rules/history_check.h

  // Whether it looks at the repository and reports wherever it likes, not at one file.
  constexpr bool about_repository() const {
    return on_project != nullptr || on_application != nullptr || on_delivery != nullptr;
  }
};

}  // namespace fastidious::rules
