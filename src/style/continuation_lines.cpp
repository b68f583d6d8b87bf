#include "style/continuation_lines.h"

#include <algorithm>

namespace fastidious::style {
namespace {

// CPython's tokenizer accepts no more open brackets than this.
constexpr std::size_t kMaxDepth = 200;

bool is_string_start(TokenKind kind) {
  return kind == TokenKind::String || kind == kComment || kind == TokenKind::FStringStart;
}

bool is_bracket(const PhysicalToken& token, std::uint8_t traits) {
  return token.kind < kComment && is_one_of(token.kind, traits);
}

bool is_code_operator(TokenKind kind) { return kind < kComment && is_operator(kind); }

}  // namespace

void ContinuationLines::OpenRows::add(std::int32_t indent) {
  if (indents.empty()) first = indent;
  const auto same = std::find(indents.rbegin(), indents.rend(), indent);
  if (same != indents.rend()) indents.erase(std::next(same).base());
  indents.push_back(indent);
}

void ContinuationLines::check(const FileView& file, const LogicalLine& line,
                              const PhysicalTokens& tokens, bool tabs, Report& report) {
  file_ = &file;
  line_ = &line;
  report_ = &report;
  tabs_ = tabs;
  start(line, tokens);
  bool last_spans_rows = false;
  for (const PhysicalToken& token : tokens.tokens()) {
    if (row_ < token.row) {
      row_ = token.row;
      const bool has_no_text = token.kind == kLineBreak || token.kind == TokenKind::Newline;
      if (!last_spans_rows && !has_no_text) begin_row(token);
    }
    note_chances(token);
    if (is_bracket(token, kOpening)) {
      open_bracket();
      if (depth() > kMaxDepth) return;
    } else if (is_bracket(token, kClosing) && depth() > 0) {
      close_bracket();
    }
    if (is_code_operator(token.kind) && chance_at(token.column) == kNoChance) {
      set_chance(token.column, static_cast<std::uint8_t>(kOperator + static_cast<int>(token.kind)));
    }
    last_spans_rows = token.row != token.end_row;
    if (last_spans_rows) indents_[token.end_row] = indents_[row_];
  }
  check_last_row(tokens.tokens().back());
}

void ContinuationLines::start(const LogicalLine& line, const PhysicalTokens& tokens) {
  indents_next_ = line.ends_with_colon();
  row_ = 0;
  visual_ = kNoChance;
  // An Indent token starts at the row's start, and is what the line starts with.
  last_column_ = line.indents ? 0 : tokens.tokens().front().column;
  indents_.assign(tokens.tokens().back().row + 1, 0);
  levels_.assign(1, {last_column_, 0});
  open_rows_used_ = 0;
  open_rows(0).add(0);
  brackets_.clear();
  drop_chances_from(0);
}

ContinuationLines::OpenRows& ContinuationLines::open_rows(std::size_t depth) {
  if (open_rows_used_ == depth) {
    if (open_rows_.size() == depth) open_rows_.emplace_back();
    open_rows_[depth].restart();
    ++open_rows_used_;
  }
  return open_rows_[depth];
}

std::uint8_t ContinuationLines::chance_at(std::int32_t column) const {
  if (column >= chances_end_) return kNoChance;
  return chances_[static_cast<std::size_t>(column)];
}

void ContinuationLines::set_chance(std::int32_t column, std::uint8_t chance) {
  const auto index = static_cast<std::size_t>(column);
  if (index >= chances_.size()) chances_.resize(index * 2 + 64);
  chance_count_ += chances_[index] == kNoChance ? 1 : 0;
  chances_[index] = chance;
  chances_end_ = std::max(chances_end_, column + 1);
}

void ContinuationLines::drop_chances_from(std::int32_t column) {
  for (; chances_end_ > column; --chances_end_) {
    std::uint8_t& chance = chances_[static_cast<std::size_t>(chances_end_) - 1];
    chance_count_ -= chance != kNoChance;
    chance = kNoChance;
  }
}

// The first token of a continuation line.
void ContinuationLines::begin_row(const PhysicalToken& token) {
  last_column_ = token.column;
  indents_[row_] = indentation_of(file_->line(line_->first_row + row_)) - line_->indentation;
  std::int32_t hang = 0;
  bool hanging = find_hang(&hang);
  if (level().hang != 0) hanging = hang == level().hang;
  const bool closing = is_bracket(token, kClosing);
  visual_ = kNoChance;
  if (!closing && hang > 0) visual_ = chance_at(token.column);
  judge(token, hang, hanging);
}

// Whether the row hangs from one of the rows that opened the bracket, the last one first; `hang` is
// by how much, or how far it is from the first of them.
bool ContinuationLines::find_hang(std::int32_t* hang) const {
  const std::int32_t size = file_->options().indent_size;
  const OpenRows& rows = open_rows_[depth()];
  for (auto indent = rows.indents.rbegin(); indent != rows.indents.rend(); ++indent) {
    *hang = indents_[row_] - *indent;
    if (*hang == size || (tabs_ && *hang == 2 * size)) return true;
  }
  *hang = indents_[row_] - rows.first;
  return false;
}

void ContinuationLines::judge(const PhysicalToken& token, std::int32_t hang, bool hanging) {
  const bool closing = is_bracket(token, kClosing);
  const bool hang_closing = file_->options().hang_closing;
  const auto report = [&](Code code) {
    report_->add_at(code, line_->first_row + row_, static_cast<std::uint32_t>(token.column), 0,
                    token.span);
  };
  if (closing && level().visual != 0) {
    if (token.column != level().visual) report(Code::E124);
  } else if (closing && hang == 0) {
    if (hang_closing) report(Code::E133);
  } else if (level().visual != 0 && token.column < level().visual) {
    if (visual_ != kVisual) report(Code::E128);
  } else if (hanging || (indents_next_ && indents_[row_] == 2 * file_->options().indent_size)) {
    if (closing && !hang_closing) report(Code::E123);
    level().hang = hang;
  } else if (visual_ == kVisual) {
    level().visual = token.column;
  } else if (visual_ != kText &&
             (visual_ < kOperator || visual_ - kOperator != static_cast<int>(token.kind))) {
    report(broken_indent(hang, closing));
  }
}

Code ContinuationLines::broken_indent(std::int32_t hang, bool closing) {
  if (hang <= 0) return Code::E122;
  if (level().visual != 0) return Code::E127;
  if (!closing && level().hang != 0) return Code::E131;
  level().hang = hang;
  return hang > file_->options().indent_size ? Code::E126 : Code::E121;
}

// Remembers what later rows may line up with.
void ContinuationLines::note_chances(const PhysicalToken& token) {
  const bool at_start = row_ == 0 && depth() == 0;
  const bool opened_here = !brackets_.empty() && brackets_.back() == row_;
  if (opened_here && token.kind != kLineBreak && token.kind != kComment && level().visual == 0) {
    level().visual = token.column;
    set_chance(token.column, kVisual);
  } else if (is_string_start(token.kind)) {
    set_chance(token.column, kText);
  } else if (at_start && (token.kind == TokenKind::Kw_assert || token.kind == TokenKind::Kw_raise ||
                          token.kind == TokenKind::Kw_with)) {
    set_chance(token.end_column + 1, kVisual);
  } else if (at_start && token.kind == TokenKind::Kw_if && chance_count_ == 0) {
    set_chance(token.end_column + 1, kVisual);
  } else if (token.kind == TokenKind::Colon && is_last_in_row(token)) {
    open_rows_[depth()].add(indents_[row_]);
  }
}

bool ContinuationLines::is_last_in_row(const PhysicalToken& colon) const {
  Offset at = colon.span.end;
  while (is_blank(file_->at(at)) || file_->at(at) == '\f') ++at;
  return at < file_->text().size() && (file_->at(at) == '\n' || file_->at(at) == '\r');
}

void ContinuationLines::open_bracket() {
  levels_.push_back({});
  open_rows(depth()).add(indents_[row_]);
  brackets_.push_back(row_);
}

void ContinuationLines::close_bracket() {
  const std::int32_t visual = level().visual != 0 ? level().visual : last_column_;
  levels_.pop_back();
  for (Level& outer : levels_) {
    if (outer.visual > visual) outer.visual = 0;
  }
  drop_chances_from(visual);
  open_rows_used_ = std::min(open_rows_used_, depth() + 2);
  if (depth() > 0) set_chance(level().visual, kVisual);
  if (!brackets_.empty()) brackets_.pop_back();
}

// The last row must not look like the block that follows.
void ContinuationLines::check_last_row(const PhysicalToken& newline) {
  const std::int32_t size = file_->options().indent_size;
  const Row row = line_->first_row + newline.row;
  if (indents_next_ && indentation_of(file_->line(row)) == line_->indentation + size) {
    report_->add_at(visual_ != kNoChance ? Code::E129 : Code::E125, row,
                    static_cast<std::uint32_t>(levels_.front().visual + size), 0,
                    {file_->begin_of(row), file_->end_of(row)});
  }
}

// E502: a backslash at the end of a row, between brackets.
void check_explicit_joins(const FileView& file, const LogicalLine& line,
                          const PhysicalTokens& tokens, Report& report) {
  constexpr Row kNoRow = ~Row{0};
  Row start = kNoRow;
  Row end = kNoRow;
  Row backslash = kNoRow;
  int open = 0;
  bool comment = false;
  for (const PhysicalToken& token : tokens.tokens()) {
    comment |= token.kind == kComment;
    if (token.row != start) {
      if (open > 0 && backslash != kNoRow && !comment) {
        const Offset at = file.end_of(line.first_row + backslash) - 1;
        report.add(Code::E502, at, 0, {at, at + 1});
      }
      comment = false;
    }
    if (token.end_row != end) {
      const std::string_view row = file.line(line.first_row + token.end_row);
      backslash = !row.empty() && row.back() == '\\' ? token.end_row : kNoRow;
      start = end = token.end_row;
    } else {
      start = token.row;
    }
    open += is_bracket(token, kOpening);
    open -= is_bracket(token, kClosing);
  }
}

namespace {

// The binary operators of W503 and W504; % and @ are not among them.
bool is_breakable(TokenKind kind) {
  using enum TokenKind;
  if (kind == Kw_and || kind == Kw_or) return true;
  if (!is_code_operator(kind) || is_one_of(kind, kOpening | kClosing | kSeparator)) return false;
  return kind != Dot && kind != At && kind != Assign && kind != Percent && kind != Tilde &&
         kind != Ellipsis;
}

}  // namespace

void check_breaks_at_operators(const PhysicalTokens& tokens, Report& report) {
  bool broken = false;
  bool unary = true;
  const PhysicalToken* before = nullptr;
  for (const PhysicalToken& token : tokens.tokens()) {
    if (token.kind == kComment) continue;
    if (token.kind == kLineBreak || token.kind == TokenKind::Newline) {
      broken = true;
      continue;
    }
    const bool was_operator = before != nullptr && is_breakable(before->kind);
    if (broken && !unary && is_breakable(token.kind) && !was_operator) {
      report.add(Code::W503, token.span.begin, 0, token.span);
    } else if (broken && !unary && was_operator && !is_breakable(token.kind)) {
      report.add(Code::W504, before->span.begin, 0, before->span);
    }
    unary = is_bracket(token, kOpening) || token.kind == TokenKind::Comma ||
            token.kind == TokenKind::Semicolon;
    broken = false;
    before = &token;
  }
}

}  // namespace fastidious::style
