#include "rules/check.h"

#include "semantic/docstring.h"

#include "rules/finding_sink.h"

namespace fastidious::rules {
namespace {

void append(std::string& text, const MessageArgument& argument) {
  if (argument.type == MessageArgument::Type::Text) {
    text += argument.text;
  } else {
    text += std::to_string(argument.number);
  }
}

}  // namespace

std::string format_message(std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments) {
  std::string text;
  text.reserve(pattern.size() + 24 * arguments.size());
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

Draft& Draft::risk(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  if (finding_ != nullptr) finding_->risk = format_message(pattern, arguments);
  return *this;
}

Draft& Draft::fix(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  if (finding_ != nullptr) finding_->fix = format_message(pattern, arguments);
  return *this;
}

Draft& Draft::severity(findings::Severity severity) {
  if (finding_ != nullptr) finding_->severity = severity;
  return *this;
}

Draft& Draft::confidence(findings::Confidence confidence) {
  if (finding_ != nullptr) finding_->confidence = confidence;
  return *this;
}

Draft& Draft::fix_class(findings::FixClass fix_class) {
  if (finding_ != nullptr) finding_->fix_class = fix_class;
  return *this;
}

Draft& Draft::edit(Span span, std::string_view replacement) {
  if (finding_ != nullptr) {
    finding_->edits.push_back({finding_->file, span, std::string(replacement)});
  }
  return *this;
}

Draft& Draft::step(const semantic::FileModel& file, Span span, std::string_view pattern,
                   std::initializer_list<MessageArgument> arguments) {
  if (finding_ != nullptr) {
    finding_->trace.push_back({file.file().id, span, format_message(pattern, arguments)});
  }
  return *this;
}

Draft Check::report(Span where, std::string_view pattern,
                    std::initializer_list<MessageArgument> arguments) {
  findings::Finding* finding = sink_.add(*rule_, file_.file().id, where);
  if (finding != nullptr) {
    finding->message = format_message(pattern, arguments);
  }
  return Draft(finding);
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

Draft ProjectCheck::report(const semantic::FileModel& file, Span where, std::string_view pattern,
                           std::initializer_list<MessageArgument> arguments) {
  findings::Finding* finding = sink_.add(rule_, file.file().id, where);
  if (finding != nullptr) {
    finding->message = format_message(pattern, arguments);
  }
  return Draft(finding);
}

std::int64_t ProjectCheck::option(std::string_view key) const { return rule_.option(key); }

}  // namespace fastidious::rules
