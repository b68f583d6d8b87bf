#pragma once
// Dockerfiles (https://docs.docker.com/reference/dockerfile/).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "deploy/formats/mapped_text.h"
#include "deploy/formats/shell.h"

namespace fastidious::deploy {

struct Instruction {
  struct Part {
    std::string text;  // without quotes; of the exec form a JSON string's value
    Span span;         // in the file
  };
  std::string keyword;        // upper case
  Span span;                  // in the file, from the keyword to the end of the last argument
  MappedText arguments;       // behind the keyword and the flags, line continuations taken out
  std::vector<Part> flags;    // "--from=build"
  bool is_exec_form = false;  // ["a", "b"]
  std::vector<Part> words;    // the elements of the exec form; else the arguments, split at blanks
  std::string here_document;  // of all of them, one behind the other

  // The value of a flag: "build" for "from"; empty if it is not given.
  std::string_view flag(std::string_view name) const;
  // The command of a RUN, CMD or ENTRYPOINT in shell form; its places are in `arguments`.
  Script script() const;
};

struct Stage {
  std::string image;  // as it is written, "python:3.12-slim", "${BASE}", or another stage's name
  Span image_span;
  std::string name;                   // behind AS; empty if there is none
  std::optional<std::size_t> parent;  // the stage that `image` names
  std::size_t begin = 0;              // of its instructions, FROM the first
  std::size_t end = 0;
};

class Dockerfile {
 public:
  const std::vector<Instruction>& instructions() const { return instructions_; }
  const std::vector<Stage>& stages() const { return stages_; }
  // Why not all of it was read; empty if it was.
  const std::string& problem() const { return problem_; }
  // Whether Docker builds nothing from it: a line begins with no instruction.
  bool is_refused() const { return is_refused_; }

  // The stages that make up the image that is run: the last one and those it stands on, the first
  // to run first. Empty without FROM.
  std::vector<const Stage*> final_stages() const;
  // The instructions of these stages, in order, FROM aside.
  std::vector<const Instruction*> final_instructions() const;
  // The last of them with this keyword; null if there is none.
  const Instruction* last(std::string_view keyword) const;
  // The image that `stage` is built from in the end, ARGs before the first FROM filled in.
  std::string base_image(const Stage& stage) const;

 private:
  friend class DockerfileParser;
  std::vector<Instruction> instructions_;
  std::vector<Stage> stages_;
  std::string problem_;
  bool is_refused_ = false;
};

inline constexpr std::size_t kMaxDockerfileBytes = 512u << 10;
inline constexpr std::size_t kMaxInstructions = 5'000;

Dockerfile parse_dockerfile(std::string_view text);

// NAME=value, NAME="a value" or, of ENV alone, `NAME value`: what an ENV, ARG or LABEL says.
struct NamedText {
  std::string name;
  std::optional<std::string> value;  // of an ARG without default: none
  Span span;                         // in the file
  Span value_span;
};
std::vector<NamedText> names_set_by(const Instruction& instruction);

}  // namespace fastidious::deploy
