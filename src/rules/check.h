#pragma once
// What a rule gets: the file it looks at, and a way to report.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "findings/finding.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {
struct Docstring;  // semantic/docstring.h
}

namespace fastidious::rules {

struct ActiveRule;       // rules/selection.h
class ApplicationCheck;  // rules/application_check.h
class DeliveryCheck;     // rules/delivery_check.h
class TextCheck;         // rules/text_check.h
class HistoryCheck;      // rules/history_check.h
class FindingSink;       // rules/finding_sink.h

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

// `pattern` with each {} replaced by the next argument. There are no escapes: a brace that is not
// part of {} stands for itself, and a {} that has no argument stays.
std::string format_message(std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments);

// A finding being written; it is complete when the statement that made it ends. Every call does
// nothing, cheaply, where nobody wants the finding. Without risk() and fix() the rule's own words
// hold.
class Draft {
 public:
  Draft() = default;  // nobody wants this finding
  // Of the last one of `all`, which may grow meanwhile.
  explicit Draft(std::vector<findings::Finding>& all) : all_(&all), index_(all.size() - 1) {}
  Draft& message(std::string_view pattern, std::initializer_list<MessageArgument> arguments);
  Draft& risk(std::string_view pattern, std::initializer_list<MessageArgument> arguments = {});
  Draft& fix(std::string_view pattern, std::initializer_list<MessageArgument> arguments = {});
  Draft& severity(findings::Severity severity);
  Draft& confidence(findings::Confidence confidence);
  Draft& fix_class(findings::FixClass fix_class);
  Draft& open_to_strangers();
  Draft& answers(findings::Answers answers);
  // An edit of the same file; all edits of a finding are applied together.
  Draft& edit(Span span, std::string_view replacement);
  // A step of the trace, in the same file or another one.
  Draft& step(const semantic::FileModel& file, Span span, std::string_view pattern,
              std::initializer_list<MessageArgument> arguments = {});
  Draft& step(const project::TextFile& file, Span span, std::string_view pattern,
              std::initializer_list<MessageArgument> arguments = {});

 private:
  findings::Finding* finding() const { return all_ == nullptr ? nullptr : &(*all_)[index_]; }

  std::vector<findings::Finding>* all_ = nullptr;
  std::size_t index_ = 0;
};

class Check {
 public:
  Check(const semantic::FileModel& file, FindingSink& sink) : file_(file), sink_(sink) {}
  // The driver's: which rule is looking, and at a call of what.
  void set_rule(const ActiveRule& rule) { rule_ = &rule; }
  void set_target(std::string_view target) { target_ = target; }

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

  // The docstring of a Module, ClassDef or FunctionDef, taken apart once for all rules; its body is
  // empty if there is none. It lives until another definition is asked for.
  const semantic::Docstring& docstring(const syntax::Node& definition);

  // The value of an option that the rule declares (Rule::options): a number, or 0 and 1 for a flag.
  std::int64_t option(std::string_view key) const;
  // The value of an option that is a list of names.
  std::span<const std::string> option_names(std::string_view key) const;

 private:
  const semantic::FileModel& file_;
  FindingSink& sink_;
  const ActiveRule* rule_ = nullptr;
  std::string_view target_;
  const syntax::Node* documented_ = nullptr;  // whose docstring it is
  std::shared_ptr<const semantic::Docstring> docstring_;
};

// The same for a rule that looks at the whole repository at once.
class ProjectCheck {
 public:
  ProjectCheck(const semantic::Model& model, const ActiveRule& rule, FindingSink& sink)
      : model_(model), rule_(rule), sink_(sink) {}
  const semantic::Model& model() const { return model_; }
  Draft report(const semantic::FileModel& file, Span where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {});
  std::int64_t option(std::string_view key) const;
  std::span<const std::string> option_names(std::string_view key) const;

 protected:
  // Reports in any file that has an id; without one, about the repository as a whole.
  Draft report_at(findings::FileId file, Span where, std::string_view pattern,
                  std::initializer_list<MessageArgument> arguments);

 private:
  const semantic::Model& model_;
  const ActiveRule& rule_;
  FindingSink& sink_;
};

}  // namespace fastidious::rules
