#include "findings/fingerprint.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "findings/statement_index.h"

namespace fastidious::findings {
namespace {

// More of the offending code does not tell findings apart any better.
constexpr std::size_t kMaxNormalBytes = 1024;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
constexpr std::array<bool, 256> kWord = [] {
  std::array<bool, 256> word{};
  for (std::size_t c = 0; c < word.size(); ++c) {
    word[c] = (c >= '0' && c <= '9') || c == '_' || (c >= 'a' && c <= 'z') ||
              (c >= 'A' && c <= 'Z') || c >= 0x80;
  }
  return word;
}();
bool is_word(char c) { return kWord[static_cast<unsigned char>(c)]; }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The first byte at or after `at` that is neither white space nor a parenthesis.
char next_significant(std::string_view code, std::size_t at) {
  while (at < code.size() && (is_space(code[at]) || code[at] == '(' || code[at] == '\\')) {
    ++at;
  }
  return at < code.size() ? code[at] : ')';
}

bool is_string_prefix(std::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rbfutRBFUT") == std::string_view::npos;
}

// Appends the word that starts at `at`; gives where it ends. The prefixes of strings go (formatters
// change them when they join strings), and numbers lose their case.
std::size_t append_word(std::string_view code, std::size_t at, std::string& out) {
  std::size_t end = at;
  while (end < code.size() && is_word(code[end])) {
    ++end;
  }
  const std::string_view word = code.substr(at, end - at);
  if (end < code.size() && is_quote(code[end]) && is_string_prefix(word)) {
    return end;
  }
  const std::size_t size = out.size();
  out.append(word);
  if (is_digit(word.front())) {
    std::transform(out.begin() + static_cast<std::ptrdiff_t>(size), out.end(),
                   out.begin() + static_cast<std::ptrdiff_t>(size), to_lower);
  }
  return end;
}

bool vanishes(std::string_view code, std::size_t at) {
  const char c = code[at];
  if (is_space(c) || is_quote(c) || c == '(' || c == ')' || c == ';') {
    return true;
  }
  if (c == '\\') {  // before a line end, or a quote that the other kind of quotes does not escape
    return at + 1 < code.size() && (is_space(code[at + 1]) || is_quote(code[at + 1]));
  }
  if (c == ',') {
    const char next = next_significant(code, at + 1);
    return next == ')' || next == ']' || next == '}';
  }
  return false;
}

// The dotted name of the definitions around `node`, innermost last.
void append_qualified_name(const project::SourceFile& file, const StatementIndex& statements,
                           const syntax::Node* node, std::string& out) {
  const syntax::Stmt* definition = statements.definition_around(node);
  if (definition == nullptr) {
    return;
  }
  append_qualified_name(file, statements, file.tree.parent(*definition), out);
  const auto* function = definition->as<syntax::FunctionDef>();
  out.append(file.slice(function != nullptr ? function->name_span
                                            : definition->as<syntax::ClassDef>()->name_span));
  out.push_back('.');
}

// What can be told of a line with a secret in it without telling the secret: the name it goes by.
std::string_view without_value(std::string_view line) {
  return line.substr(0, line.find_first_of("=:\"'`"));
}

std::string_view without_comment_tail(const project::SourceFile& file, Span code,
                                      std::string& buffer) {
  const auto comments = file.tree.comments();
  auto comment = std::lower_bound(comments.begin(), comments.end(), code.begin,
                                  [](Span span, Offset at) { return span.end <= at; });
  if (comment == comments.end() || comment->begin >= code.end || comment->begin <= code.begin) {
    return file.slice(code);  // no comment in it, or it is about one
  }
  Offset from = code.begin;
  for (; comment != comments.end() && comment->begin < code.end; ++comment) {
    buffer.append(file.slice({from, comment->begin}));
    from = std::min(comment->end, code.end);
  }
  return buffer.append(file.slice({from, code.end}));
}

// The offending code: the part of the finding's span that lies in its first statement, without what
// that statement contains, so that a finding about a function does not change with its body.
Span offending(const project::SourceFile& file, const StatementIndex& statements,
               const syntax::Stmt* statement, Span span) {
  if (span.begin <= file.text.start() && span.end >= file.text.size()) {
    return {span.begin, span.begin};
  }
  if (statement == nullptr) {
    return span;
  }
  const Offset next = statements.start_of_next(*statement, span.end);
  return next > span.begin ? Span{span.begin, std::min(span.end, next)} : span;
}

void append_normal_form(std::string_view code, std::string& out) {
  const std::size_t most = out.size() + kMaxNormalBytes;
  for (std::size_t at = 0; at < code.size() && out.size() < most;) {
    if (is_word(code[at])) {
      at = append_word(code, at, out);
      continue;
    }
    if (!vanishes(code, at)) {
      out.push_back(code[at]);
    }
    ++at;
  }
  out.resize(std::min(out.size(), most));
}

std::string content_of(std::string_view text, const Finding& finding) {
  std::string content(finding.rule);
  content.append("\n\n");
  const std::size_t size = text.size();
  std::size_t begin = std::min<std::size_t>(finding.span.begin, size);
  std::size_t end = std::clamp<std::size_t>(finding.span.end, begin, size);
  if (begin == 0 && end == size) {
    return content;
  }
  if (is_about_secrets(finding.rule)) {
    const std::size_t newline = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
    begin = newline == std::string_view::npos ? 0 : newline + 1;
    end = std::max(begin, end);
    return content.append(normal_form(without_value(text.substr(begin, end - begin))));
  }
  return content.append(normal_form(text.substr(begin, end - begin)));
}

// Tells findings of the same content apart by their number.
class Numbering {
 public:
  explicit Numbering(std::size_t findings) : seen_(std::bit_ceil(2 * findings + 1)) {}

  std::uint64_t fingerprint(std::string_view content) {
    const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
    return XXH3_64bits_withSeed(&hash, sizeof hash, next_number(hash));
  }

 private:
  struct Seen {
    std::uint64_t hash = 0;
    std::uint64_t times = 0;
  };

  // How often it was asked for this hash before.
  std::uint64_t next_number(std::uint64_t hash) {
    std::size_t at = hash & (seen_.size() - 1);
    while (seen_[at].times > 0 && seen_[at].hash != hash) {
      at = (at + 1) & (seen_.size() - 1);
    }
    seen_[at].hash = hash;
    return seen_[at].times++;
  }

  std::vector<Seen> seen_;  // open addressing, never full
};

// Writes down what a finding is about; `text()` holds until the next one.
class Content {
 public:
  explicit Content(const project::SourceFile& file) : file_(file), statements_(file.tree) {}

  std::string_view of(const Finding& finding) {
    const syntax::Stmt* statement = statements_.innermost(finding.span.begin);
    content_.assign(finding.rule).push_back('\n');
    content_.append(name_around(statement)).push_back('\n');
    if (is_about_secrets(finding.rule)) {
      const Span code = statement != nullptr ? statement->span() : finding.span;
      append_normal_form(without_value(file_.slice(code)), content_);
    } else {
      std::string buffer;
      const Span code = offending(file_, statements_, statement, finding.span);
      append_normal_form(without_comment_tail(file_, code, buffer), content_);
    }
    return content_;
  }

 private:
  // Most findings stand in the same definition as the one before.
  std::string_view name_around(const syntax::Stmt* statement) {
    const syntax::Stmt* definition = statements_.definition_around(statement);
    if (definition != definition_) {
      definition_ = definition;
      name_.clear();
      append_qualified_name(file_, statements_, definition, name_);
    }
    return name_;
  }

  const project::SourceFile& file_;
  const StatementIndex statements_;
  const syntax::Stmt* definition_ = nullptr;
  std::string name_;  // of definition_
  std::string content_;
};

}  // namespace

std::string normal_form(std::string_view code) {
  std::string out;
  append_normal_form(code, out);
  return out;
}

bool is_about_secrets(std::string_view rule) {
  const bool of_the_section = rule.starts_with("SEC00") || rule.starts_with("SEC01");
  constexpr std::string_view kOfNames[] = {"SEC006", "SEC007", "SEC012", "SEC013"};
  return of_the_section &&
         std::find(std::begin(kOfNames), std::end(kOfNames), rule) == std::end(kOfNames);
}

std::string fingerprint_text(std::uint64_t fingerprint) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; fingerprint >>= 4) {
    text[i] = kDigits[fingerprint & 15];
  }
  return text;
}

void set_fingerprints(const project::SourceFile& file, std::span<Finding* const> findings) {
  if (findings.empty()) {
    return;
  }
  Content content(file);
  Numbering numbering(findings.size());
  for (Finding* finding : findings) {
    finding->fingerprint = numbering.fingerprint(content.of(*finding));
  }
}

void set_fingerprints(const project::SourceFile& file, std::span<Finding> findings) {
  std::vector<Finding*> all;
  for (Finding& finding : findings) {
    all.push_back(&finding);
  }
  set_fingerprints(file, all);
}

void set_fingerprints(std::string_view text, std::span<Finding> findings) {
  Numbering numbering(findings.size());
  for (Finding& finding : findings) {
    finding.fingerprint = numbering.fingerprint(content_of(text, finding));
  }
}

}  // namespace fastidious::findings
