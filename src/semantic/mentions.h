#pragma once
// Where each name is mentioned: the index by which whoever asks about a few names does without
// looking at every name and text of the repository.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/identifier.h"
#include "findings/finding.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

class Model;

struct Mention {
  findings::FileId file;
  syntax::NodeId node;
};

// Built in one pass over the names and texts of all files.
class Mentions {
 public:
  explicit Mentions(const Model& model);

  // By file: each Name so called that is not bound there, then each Attribute, Keyword and Alias
  // (the last part of its dotted name).
  std::span<const Mention> of(Identifier name) const;
  // By file and position: the texts that may be `text`, told by their sizes and first bytes.
  std::span<const Mention> texts_like(std::string_view text) const;

 private:
  // What has one key (a number), in the order in which it came.
  class Index {
   public:
    void add(std::uint32_t key, Mention mention) { found_.push_back({key, mention}); }
    void close();
    std::span<const Mention> of(std::uint32_t key) const;

   private:
    struct Entry {
      std::uint32_t key;
      Mention mention;
    };
    std::vector<Entry> found_;           // until it is closed
    std::vector<std::uint32_t> begins_;  // by key; one more at the end
    std::vector<Mention> mentions_;
  };

  Index names_;  // by Identifier
  Index texts_;
};

}  // namespace fastidious::semantic
