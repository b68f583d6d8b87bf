#include "rules/check.h"

#include <array>
#include <charconv>

#include "findings/answers.h"
#include "semantic/docstring.h"

#include "rules/finding_sink.h"
#include "rules/history_check.h"
#include "rules/text_check.h"

namespace fastidious::rules {
namespace {

void append(std::string& text, const MessageArgument& argument) {
  if (argument.type == MessageArgument::Type::Text) {
    text += argument.text;
    return;
  }
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), argument.number).ptr;
  text.append(digits.begin(), end);
}

std::size_t size_of(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  std::size_t size = pattern.size();
  for (const MessageArgument& argument : arguments) {
    size += argument.type == MessageArgument::Type::Text ? argument.text.size() : 8;
  }
  return size;
}

}  // namespace

std::string format_message(std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments) {
  std::string text;
  text.reserve(size_of(pattern, arguments));
  for (const MessageArgument& argument : arguments) {
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos) {
      break;
    }
    text += pattern.substr(0, hole);
    append(text, argument);
    pattern.remove_prefix(hole + 2);
  }
  text += pattern;
  return text;
}

Draft& Draft::message(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  if (auto* found = finding()) found->message = format_message(pattern, arguments);
  return *this;
}

Draft& Draft::risk(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  if (auto* found = finding()) found->risk = format_message(pattern, arguments);
  return *this;
}

Draft& Draft::fix(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  if (auto* found = finding()) found->fix = format_message(pattern, arguments);
  return *this;
}

Draft& Draft::severity(findings::Severity severity) {
  if (auto* found = finding()) found->severity = severity;
  return *this;
}

Draft& Draft::confidence(findings::Confidence confidence) {
  if (auto* found = finding()) found->confidence = confidence;
  return *this;
}

Draft& Draft::fix_class(findings::FixClass fix_class) {
  if (auto* found = finding()) found->fix_class = fix_class;
  return *this;
}

Draft& Draft::open_to_strangers() {
  if (auto* found = finding()) found->is_open_to_strangers = true;
  return *this;
}

Draft& Draft::answers(findings::Answers answers) {
  if (auto* found = finding()) {
    found->answers = std::make_shared<const findings::Answers>(std::move(answers));
  }
  return *this;
}

Draft& Draft::edit(Span span, std::string_view replacement) {
  if (auto* found = finding()) {
    found->edits.push_back({found->file, span, std::string(replacement)});
  }
  return *this;
}

Draft& Draft::step(const semantic::FileModel& file, Span span, std::string_view pattern,
                   std::initializer_list<MessageArgument> arguments) {
  return step(file.file(), span, pattern, arguments);
}

Draft& Draft::step(const project::TextFile& file, Span span, std::string_view pattern,
                   std::initializer_list<MessageArgument> arguments) {
  if (auto* found = finding()) {
    found->trace.push_back({file.id, span, format_message(pattern, arguments)});
  }
  return *this;
}

Draft Check::report(Span where, std::string_view pattern,
                    std::initializer_list<MessageArgument> arguments) {
  return sink_.add(*rule_, file_.file().id, where).message(pattern, arguments);
}

const semantic::Docstring& Check::docstring(const syntax::Node& definition) {
  if (documented_ != &definition) {
    const syntax::Constant* literal = file_.docstring(definition);
    const bool is_plain = literal != nullptr && !literal->is_concatenated;
    docstring_ = std::make_shared<const semantic::Docstring>(
        is_plain ? semantic::parse_docstring(file_.text(*literal)) : semantic::Docstring{});
    documented_ = &definition;
  }
  return *docstring_;
}

std::int64_t Check::option(std::string_view key) const { return rule_->option(key); }

std::span<const std::string> Check::option_names(std::string_view key) const {
  return rule_->option_names(key);
}

Draft TextCheck::report(Span where, std::string_view pattern,
                        std::initializer_list<MessageArgument> arguments) {
  return sink_.add(rule_, file_.id, where).message(pattern, arguments);
}

std::int64_t TextCheck::option(std::string_view key) const { return rule_.option(key); }

Draft HistoryCheck::report(std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments) {
  return sink_.add(rule_, {}, {}).message(pattern, arguments);
}

Draft ProjectCheck::report(const semantic::FileModel& file, Span where, std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments) {
  return report_at(file.file().id, where, pattern, arguments);
}

Draft ProjectCheck::report_at(findings::FileId file, Span where, std::string_view pattern,
                              std::initializer_list<MessageArgument> arguments) {
  return sink_.add(rule_, file, where).message(pattern, arguments);
}

std::int64_t ProjectCheck::option(std::string_view key) const { return rule_.option(key); }

std::span<const std::string> ProjectCheck::option_names(std::string_view key) const {
  return rule_.option_names(key);
}

}  // namespace fastidious::rules
