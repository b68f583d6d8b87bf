#pragma once
// Goes through an expression that becomes text. Nobody but shown_values.cpp needs it.

#include <string_view>
#include <vector>

#include "app/effects/shown_fields.h"
#include "app/effects/shown_values.h"
#include "knowledge/logged_names.h"
#include "semantic/percent_format.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

// Whether the place in a pattern takes all of a text: not `%d`, not `%.4s`.
bool shows_text(const semantic::PercentPiece& piece);

class ValueFinder {
 public:
  static constexpr int kMaxDepth = 10;
  static constexpr int kMaxSteps = 300;

  explicit ValueFinder(const FileModel& file) : file_(file) {}
  void look_at(const syntax::Expr& expr);
  // Of a value behind this text: "… for Google group %s". The address of many is nobody's.
  void look_at_after(std::string_view before, const syntax::Expr& value);
  // A value that is written beside a name: `token=value`, {"token": value}.
  void look_at_named(std::string_view name, const syntax::Expr& value);
  std::vector<ShownValue> take() { return std::move(found_); }

 private:
  using Expr = syntax::Expr;
  enum class Holds : std::uint8_t { Text, Unknown, Other };

  void look_at_call(const syntax::Call& call);
  bool look_at_method(const syntax::Call& call, const syntax::Attribute& method);
  bool look_at_function(const syntax::Call& call);
  void look_at_name(const syntax::Name& name);
  void look_behind(const syntax::Name& name);
  void look_at_binding(const syntax::Name& name, const semantic::Binding& binding);
  void look_at_parameter(const syntax::Name& name, const syntax::Arg& parameter);
  void look_at_attribute(const syntax::Attribute& attribute);
  void look_at_slice(const syntax::Subscript& item);
  void look_at_item(const syntax::Subscript& item);
  void look_at_operation(const syntax::BinOp& operation);
  void look_at_dict(const syntax::Dict& dict);
  void look_at_pieces(const syntax::ExprList& pieces);
  void look_at_formatted(const syntax::FormattedValue& value);
  void leave_out_possible(std::size_t from);
  void look_at_all(const syntax::ExprList& values);
  void look_into(const Expr& expr);
  void look_at_choice(const Expr& expr);
  void look_at_comprehension(const syntax::Comprehension& generator);

  bool look_at_key(std::string_view key, const Expr& expr, bool is_header);
  bool judge(std::string_view name, const Expr& expr);
  bool judge_person(std::string_view name, const Expr& expr);
  bool object(const Expr& expr, ShownAs shown_as, const syntax::Call* dump);

  std::string called(std::string_view name, const Expr& expr) const;
  void note_fields(const Expr& expr, const std::vector<ShownField>& fields);
  knowledge::Secrecy secrecy(std::string_view name, const Expr& expr) const;
  Holds holds(const Expr& expr) const;
  bool is_harmless(const Expr& expr) const;
  bool is_transformed(const Expr& expr) const;
  bool is_known_empty(const Expr& expr, std::string_view field = {}) const;
  bool is_unconditional(const syntax::Name& name, const semantic::Binding& binding) const;
  bool is_about_person(std::string_view name, const Expr& expr) const;
  bool is_of_group(const syntax::Attribute& attribute) const;
  bool is_of_mailbox(const syntax::Attribute& attribute) const;
  bool is_got_as_mailbox(const syntax::Expr& expr, int depth = 0) const;
  bool is_login_of_mailbox(const syntax::Expr& expr) const;
  bool is_label(const Expr& expr) const;
  bool is_item_of_words(const Expr& expr) const;
  bool is_login_name(std::string_view name, const syntax::Attribute& attribute) const;
  bool is_of_operator(const Expr& expr) const;
  bool is_made_of_settings(const Expr& expr, int depth = 0) const;
  bool holds_hash(std::string_view name, const Expr& expr) const;
  bool is_trusted_owner(const Expr& expr) const;
  void add(ShownValue::What what, const Expr& at, std::string name, bool is_certain);

  const FileModel& file_;
  std::vector<ShownValue> found_;
  int depth_ = 0;
  int steps_ = 0;
};

}  // namespace fastidious::app
