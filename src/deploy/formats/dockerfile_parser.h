#pragma once
// The parser behind parse_dockerfile(); nobody else needs it.

#include <optional>
#include <string>
#include <string_view>

#include "deploy/formats/dockerfile.h"

namespace fastidious::deploy {

class DockerfileParser {
 public:
  DockerfileParser(std::string_view text, Dockerfile& result) : text_(text), result_(result) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (text_.size() > kMaxDockerfileBytes) {
      result_.problem_ = "too large";
      at_ = text_.size();
    }
  }
  void run();

 private:
  void read_directives();
  void read_line();
  void read_instruction();
  MappedText read_logical_line();
  static std::size_t read_flags(const MappedText& all, std::size_t at, Instruction& instruction);
  void read_words(Instruction& instruction);
  std::string read_quoted_word(const std::string& text, std::size_t& at) const;
  static bool read_exec_form(std::string_view arguments, Instruction& instruction);
  void read_here_documents(Instruction& instruction);
  void read_here_document(std::string_view delimiter, std::string& content);
  void finish_stages();
  void refuse_without_base();
  std::optional<std::size_t> stage_named(std::string_view name) const;
  static bool is_instruction(std::string_view keyword);
  static std::string upper_case(std::string_view text);

  std::string_view text_;
  Dockerfile& result_;
  std::size_t at_ = 0;
  char escape_ = '\\';
  bool has_own_frontend_ = false;  // with instructions of its own
};

}  // namespace fastidious::deploy
