#pragma once
// Checks of logical lines that span several rows: E12x, E131, E133, E502, W503, W504.

#include <vector>

#include "style/physical_tokens.h"

namespace fastidious::style {

// How continuation lines are indented. pycodestyle's continued_indentation, with its states, made
// linear: what it keeps in growing lists and dictionaries is kept by distinct indentation and
// column.
class ContinuationLines {
 public:
  void check(const FileView& file, const LogicalLine& line, const PhysicalTokens& tokens, bool tabs,
             Report& report);

 private:
  // What a column that tokens may line up with was made by: a bracket or statement, a string or
  // comment, or else an operator, whose kind follows.
  enum Chance : std::uint8_t { kNoChance = 0, kVisual = 1, kText = 2, kOperator = 3 };

  // One level of brackets.
  struct Level {
    std::int32_t visual = 0;  // the column that continuation lines align with; 0: none yet
    std::int32_t hang = 0;    // the hanging indent in use; 0: none yet
  };
  // The rows that opened brackets at one level: their indentations, each once, the last one last.
  struct OpenRows {
    std::int32_t first = 0;
    std::vector<std::int32_t> indents;
    void add(std::int32_t indent);
    void restart() { indents.clear(); }
  };

  void start(const LogicalLine& line, const PhysicalTokens& tokens);
  void begin_row(const PhysicalToken& token);
  bool find_hang(std::int32_t* hang) const;
  void judge(const PhysicalToken& token, std::int32_t hang, bool hanging);
  Code broken_indent(std::int32_t hang, bool closing);
  void note_chances(const PhysicalToken& token);
  void open_bracket();
  void close_bracket();
  void check_last_row(const PhysicalToken& newline);
  bool is_last_in_row(const PhysicalToken& colon) const;

  std::uint8_t chance_at(std::int32_t column) const;
  void set_chance(std::int32_t column, std::uint8_t chance);
  void drop_chances_from(std::int32_t column);
  Level& level() { return levels_.back(); }
  const Level& level() const { return levels_.back(); }
  OpenRows& open_rows(std::size_t depth);
  std::size_t depth() const { return levels_.size() - 1; }

  const FileView* file_ = nullptr;
  const LogicalLine* line_ = nullptr;
  Report* report_ = nullptr;
  bool tabs_ = false;
  bool indents_next_ = false;
  Row row_ = 0;
  std::int32_t last_column_ = 0;  // where the last continuation line started
  std::uint8_t visual_ = kNoChance;
  std::vector<std::int32_t> indents_;  // of each row, relative to the first
  std::vector<Level> levels_;
  std::vector<OpenRows> open_rows_;
  std::size_t open_rows_used_ = 0;
  std::vector<Row> brackets_;          // the rows of the brackets that are open
  std::vector<std::uint8_t> chances_;  // by column
  std::int32_t chances_end_ = 0;
  int chance_count_ = 0;
};

void check_explicit_joins(const FileView& file, const LogicalLine& line,
                          const PhysicalTokens& tokens, Report& report);
void check_breaks_at_operators(const PhysicalTokens& tokens, Report& report);

}  // namespace fastidious::style
