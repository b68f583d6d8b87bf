#include "deploy/formats/dockerfile.h"

#include <algorithm>
#include <array>

#include "deploy/formats/dockerfile_parser.h"
#include "deploy/formats/document.h"
#include "deploy/formats/with_variables.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr int kMaxParents = 50;

}  // namespace

std::string_view Instruction::flag(std::string_view name) const {
  for (const Part& flag : flags) {
    std::string_view text = flag.text;
    text.remove_prefix(2);
    if (text.starts_with(name) && text.substr(name.size()).starts_with('=')) {
      return text.substr(name.size() + 1);
    }
  }
  return {};
}

Script Instruction::script() const {
  return parse_shell(here_document.empty() ? arguments.text() : here_document);
}

std::vector<const Stage*> Dockerfile::final_stages() const {
  std::vector<const Stage*> chain;
  if (stages_.empty()) return chain;
  const Stage* stage = &stages_.back();
  for (int i = 0; i < kMaxParents; ++i) {
    chain.push_back(stage);
    if (!stage->parent) break;
    stage = &stages_[*stage->parent];
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::vector<const Instruction*> Dockerfile::final_instructions() const {
  std::vector<const Instruction*> result;
  for (const Stage* stage : final_stages()) {
    for (std::size_t i = stage->begin + 1; i < stage->end; ++i) {
      result.push_back(&instructions_[i]);
    }
  }
  return result;
}

const Instruction* Dockerfile::last(std::string_view keyword) const {
  const Instruction* found = nullptr;
  for (const Instruction* one : final_instructions()) {
    if (one->keyword == keyword) found = one;
  }
  return found;
}

std::string Dockerfile::base_image(const Stage& stage) const {
  const Stage* at = &stage;
  for (int i = 0; i < kMaxParents && at->parent; ++i) at = &stages_[*at->parent];
  const std::size_t globals = stages_.front().begin;
  return with_variables(at->image, [&](std::string_view name) -> std::optional<std::string> {
    for (std::size_t i = 0; i < globals; ++i) {
      if (instructions_[i].keyword != "ARG") continue;
      for (NamedText& one : names_set_by(instructions_[i])) {
        if (one.name == name) return std::move(one.value);
      }
    }
    return std::nullopt;
  });
}

std::vector<NamedText> names_set_by(const Instruction& instruction) {
  std::vector<NamedText> result;
  const auto& words = instruction.words;
  if (instruction.keyword == "ENV" && !words.empty() &&
      words[0].text.find('=') == std::string::npos) {
    NamedText one{words[0].text, std::string(), words[0].span, words[0].span};
    for (std::size_t i = 1; i < words.size(); ++i) {
      *one.value += (i > 1 ? " " : "") + words[i].text;
      one.span.end = words[i].span.end;
    }
    if (words.size() > 1) one.value_span = {words[1].span.begin, words.back().span.end};
    result.push_back(std::move(one));
    return result;
  }
  for (const Instruction::Part& word : words) {
    const std::size_t equals = word.text.find('=');
    NamedText one{word.text.substr(0, equals), std::nullopt, word.span, word.span};
    if (equals != word.text.npos) {
      one.value = word.text.substr(equals + 1);
      one.value_span.begin =
          std::min(word.span.end, static_cast<Offset>(word.span.begin + equals + 1));
    }
    result.push_back(std::move(one));
  }
  return result;
}

// ---- parsing ------------------------------------------------------------------------------------

void DockerfileParser::run() {
  read_directives();
  while (at_ < text_.size() && result_.problem_.empty()) read_line();
  finish_stages();
  refuse_without_base();
}

// Docker builds nothing of it; what has a front end of its own may take the base from elsewhere.
void DockerfileParser::refuse_without_base() {
  const bool has_base = !result_.stages_.empty() || has_own_frontend_;
  if (has_base || result_.instructions_.empty() || !result_.problem_.empty()) return;
  result_.problem_ = "no `FROM`: no image comes of it";
  result_.is_refused_ = true;
}

// `# escape=` and `# syntax=` before anything else.
void DockerfileParser::read_directives() {
  std::size_t at = at_;
  while (at < text_.size() && text_[at] == '#') {
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    const std::string line = lower_case(trimmed(text_.substr(at + 1, end - at - 1)));
    const std::size_t equals = line.find('=');
    if (equals == line.npos) break;
    const std::string_view value = trimmed(std::string_view(line).substr(equals + 1));
    if (trimmed(std::string_view(line).substr(0, equals)) == "escape" && value.size() == 1) {
      escape_ = value[0];
    } else if (value.find("docker/dockerfile") == value.npos) {
      has_own_frontend_ = line.starts_with("syntax") || has_own_frontend_;
    }
    at = std::min(end + 1, text_.size());
  }
}

void DockerfileParser::read_line() {
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view line = trimmed(text_.substr(at_, end - at_));
  if (line.empty() || line[0] == '#') {
    at_ = std::min(end + 1, text_.size());
    return;
  }
  if (result_.instructions_.size() >= kMaxInstructions) {
    result_.problem_ = "too many instructions";
    return;
  }
  read_instruction();
}

// Docker refuses the file as a whole: `/*`, the second line of a text that is no RUN.
bool DockerfileParser::is_instruction(std::string_view keyword) {
  static constexpr std::array<std::string_view, 18> kKnown = {
      "ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
      "EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
      "RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR"};
  return std::find(kKnown.begin(), kKnown.end(), keyword) != kKnown.end();
}

void DockerfileParser::read_instruction() {
  MappedText all = read_logical_line();
  const std::string_view text = all.text();
  const std::size_t size = std::min(text.find_first_of(" \t"), text.size());
  Instruction instruction;
  instruction.keyword = upper_case(text.substr(0, size));
  instruction.span = all.whole();
  // `{% if with_cache %}`: of a template of projects, from which the Dockerfile is made.
  const bool is_of_template = text.starts_with('{');
  if (!has_own_frontend_ && !is_of_template && !is_instruction(instruction.keyword)) {
    const auto line = std::count(text_.begin(), text_.begin() + instruction.span.begin, '\n') + 1;
    result_.problem_ = "line " + std::to_string(line) + ": no instruction begins so";
    result_.is_refused_ = true;
    return;
  }
  std::size_t at = std::min(text.find_first_not_of(" \t", size), text.size());
  at = read_flags(all, at, instruction);
  instruction.arguments = all.behind(at);
  read_words(instruction);
  read_here_documents(instruction);
  result_.instructions_.push_back(std::move(instruction));
}

// One instruction with its continuations; comments and empty lines between them are left out.
MappedText DockerfileParser::read_logical_line() {
  MappedText all;
  bool continues = true;
  while (continues && at_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::size_t begin = at_;
    std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    const std::string_view bare = trimmed(line);
    if (!all.empty() && (bare.empty() || bare[0] == '#')) continue;
    if (all.empty()) {
      begin += static_cast<std::size_t>(bare.data() - line.data());
    }
    std::size_t stop = static_cast<std::size_t>(bare.data() - text_.data()) + bare.size();
    continues = bare.ends_with(escape_);
    if (continues) --stop;
    if (stop > begin) all.append(text_.substr(begin, stop - begin), static_cast<Offset>(begin));
    if (continues && all.empty()) all.append_blank();
  }
  return all;
}

std::size_t DockerfileParser::read_flags(const MappedText& all, std::size_t at,
                                         Instruction& instruction) {
  static constexpr std::array<std::string_view, 5> kWithFlags = {"FROM", "COPY", "ADD", "RUN",
                                                                 "HEALTHCHECK"};
  const std::string_view text = all.text();
  if (std::find(kWithFlags.begin(), kWithFlags.end(), instruction.keyword) == kWithFlags.end()) {
    return at;
  }
  while (text.substr(at).starts_with("--")) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    const Span span{static_cast<Offset>(at), static_cast<Offset>(end)};
    instruction.flags.push_back({std::string(text.substr(at, end - at)), all.place(span)});
    at = std::min(text.find_first_not_of(" \t", end), text.size());
  }
  return at;
}

void DockerfileParser::read_words(Instruction& instruction) {
  const std::string& text = instruction.arguments.text();
  std::string_view arguments = trimmed(text);
  const bool healthcheck = instruction.keyword == "HEALTHCHECK" && arguments.starts_with("CMD");
  if (healthcheck) arguments = trimmed(arguments.substr(3));
  if (arguments.starts_with('[') && read_exec_form(arguments, instruction)) return;
  const auto place = [&](std::size_t begin, std::size_t end) {
    return instruction.arguments.place({static_cast<Offset>(begin), static_cast<Offset>(end)});
  };
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t\r\n", at)) != text.npos) {
    const std::size_t begin = at;
    std::string word = read_quoted_word(text, at);
    instruction.words.push_back({std::move(word), place(begin, at)});
  }
}

// A word up to the next blank outside of quotes.
std::string DockerfileParser::read_quoted_word(const std::string& text, std::size_t& at) const {
  std::string word;
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote == '\0' && std::string_view(" \t\r\n").find(c) != std::string_view::npos) break;
    if (c == escape_ && quote != '\'' && at + 1 < text.size()) {
      word += text[++at];
    } else if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else {
      word += c;
    }
  }
  return word;
}

bool DockerfileParser::read_exec_form(std::string_view arguments, Instruction& instruction) {
  const Document document = parse_json(arguments);
  const Node* list = document.root();
  if (list == nullptr || !list->is_list()) return false;
  const auto before = static_cast<Offset>(arguments.data() - instruction.arguments.text().data());
  for (const Node* item : list->items) {
    if (!item->is_scalar() || item->style != Node::Style::Quoted) return false;
  }
  for (const Node* item : list->items) {
    const Span span{before + item->span.begin, before + item->span.end};
    instruction.words.push_back({item->text, instruction.arguments.place(span)});
  }
  instruction.is_exec_form = true;
  return true;
}

void DockerfileParser::read_here_documents(Instruction& instruction) {
  static constexpr std::array<std::string_view, 3> kWith = {"RUN", "COPY", "ADD"};
  if (std::find(kWith.begin(), kWith.end(), instruction.keyword) == kWith.end()) return;
  for (const Instruction::Part& word : instruction.words) {
    if (!word.text.starts_with("<<") || word.text.starts_with("<<<")) continue;
    std::string_view delimiter = std::string_view(word.text).substr(2);
    if (delimiter.starts_with('-')) delimiter.remove_prefix(1);
    if (!delimiter.empty()) read_here_document(delimiter, instruction.here_document);
  }
}

void DockerfileParser::read_here_document(std::string_view delimiter, std::string& content) {
  while (at_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    if (trimmed(line) == delimiter) return;
    content += line;
    content += '\n';
  }
}

void DockerfileParser::finish_stages() {
  std::vector<Stage>& stages = result_.stages_;
  for (std::size_t i = 0; i < result_.instructions_.size(); ++i) {
    const Instruction& instruction = result_.instructions_[i];
    if (instruction.keyword != "FROM" || instruction.words.empty()) continue;
    if (!stages.empty()) stages.back().end = i;
    Stage stage;
    stage.image = instruction.words[0].text;
    stage.image_span = instruction.words[0].span;
    if (instruction.words.size() > 2) stage.name = instruction.words[2].text;
    stage.parent = stage_named(stage.image);
    stage.begin = i;
    stages.push_back(std::move(stage));
  }
  if (!stages.empty()) stages.back().end = result_.instructions_.size();
}

std::optional<std::size_t> DockerfileParser::stage_named(std::string_view name) const {
  const std::vector<Stage>& stages = result_.stages_;
  for (std::size_t i = stages.size(); i-- > 0;) {
    if (!stages[i].name.empty() && same_but_for_case(stages[i].name, name)) return i;
  }
  return std::nullopt;
}

std::string DockerfileParser::upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  return upper;
}

Dockerfile parse_dockerfile(std::string_view text) {
  Dockerfile result;
  DockerfileParser(text, result).run();
  return result;
}

}  // namespace fastidious::deploy
