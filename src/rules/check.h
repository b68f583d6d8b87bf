#pragma once
// What a rule gets: the file it looks at, and a way to report.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

struct Rule;

// An argument of a message: text or a number. Views need to live only until the end of the call.
struct MessageArgument {
  enum class Type : std::uint8_t { Text, Number } type;
  std::string_view text;
  std::int64_t number = 0;
  MessageArgument(std::string_view t) : type(Type::Text), text(t) {}
  MessageArgument(const char* t) : type(Type::Text), text(t) {}
  MessageArgument(const std::string& t) : type(Type::Text), text(t) {}
  template <class Integer>
    requires std::is_integral_v<Integer>
  MessageArgument(Integer n) : type(Type::Number), number(static_cast<std::int64_t>(n)) {}
};

// A finding being written; it is complete when the statement that made it ends. Every call does
// nothing, cheaply, where the finding is suppressed or filtered out.
class Draft {
 public:
  Draft& risk(std::string_view pattern, std::initializer_list<MessageArgument> arguments = {});
  Draft& fix(std::string_view pattern, std::initializer_list<MessageArgument> arguments = {});
  Draft& severity(findings::Severity severity);
  Draft& confidence(findings::Confidence confidence);
  Draft& fix_class(findings::FixClass fix_class);
  // An edit of the same file; all edits of a finding are applied together.
  Draft& edit(Span span, std::string_view replacement);
  // A step of the trace, in the same file or another one.
  Draft& step(const semantic::FileModel& file, Span span, std::string_view pattern,
              std::initializer_list<MessageArgument> arguments = {});

 private:
  friend class Check;
  friend class ProjectCheck;
  explicit Draft(findings::Finding* finding) : finding_(finding) {}
  findings::Finding* finding_;  // null: nobody wants this finding
};

class FindingSink;  // rules/driver.h

class Check {
 public:
  Check(const semantic::FileModel& file, FindingSink& sink) : file_(file), sink_(sink) {}

  const semantic::FileModel& file() const { return file_; }
  const syntax::Tree& tree() const { return file_.tree(); }
  // Inside on_call: the qualified name of what is called (never empty for rules that name `calls`).
  std::string_view target() const { return target_; }

  // Reports at `where`; `pattern` holds {} for each argument.
  Draft report(Span where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {});
  Draft report(const syntax::Node& where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {}) {
    return report(where.span(), pattern, arguments);
  }

  // The value of an option of this rule from the configuration, e.g. option("max-lines", 50).
  std::int64_t option(std::string_view key, std::int64_t otherwise) const;
  bool option(std::string_view key, bool otherwise) const;

 private:
  friend class Driver;
  const semantic::FileModel& file_;
  FindingSink& sink_;
  const Rule* rule_ = nullptr;
  std::string_view target_;
};

// The same for a rule that looks at the whole repository at once.
class ProjectCheck {
 public:
  ProjectCheck(const semantic::Model& model, FindingSink& sink) : model_(model), sink_(sink) {}
  const semantic::Model& model() const { return model_; }
  Draft report(const semantic::FileModel& file, Span where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {});

 private:
  friend class Driver;
  const semantic::Model& model_;
  FindingSink& sink_;
  const Rule* rule_ = nullptr;
};

}  // namespace fastidious::rules
