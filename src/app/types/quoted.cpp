#include "app/types/quoted.h"

#include <cctype>

#include "app/types/forms.h"
#include "semantic/model.h"

namespace fastidious::app {
namespace {

using semantic::SymbolId;

constexpr int kMaxDepth = 40;

class QuotedReader {
 public:
  QuotedReader(Placed at, std::string_view text, const TypeArguments& arguments)
      : at_(at), text_(text), arguments_(arguments) {}

  Type read() {
    Type type = choices();
    return position_ >= text_.size() ? type : Type{};
  }

 private:
  void skip_blanks() {
    while (position_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[position_]))) {
      ++position_;
    }
  }

  bool accept(char wanted) {
    skip_blanks();
    if (position_ >= text_.size() || text_[position_] != wanted) return false;
    ++position_;
    skip_blanks();
    return true;
  }

  Type choices() {
    if (++depth_ > kMaxDepth) return {};
    std::vector<Type> found = {one()};
    while (accept('|')) found.push_back(one());
    --depth_;
    return found.size() == 1 ? std::move(found.front()) : union_of(std::move(found));
  }

  std::string_view word() {
    skip_blanks();
    const std::size_t begin = position_;
    const auto in_word = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || (c & 0x80);
    };
    while (position_ < text_.size() && in_word(text_[position_])) ++position_;
    const std::string_view found = text_.substr(begin, position_ - begin);
    skip_blanks();
    return found;
  }

  Type one() {
    skip_blanks();
    if (position_ < text_.size() && (text_[position_] == '\'' || text_[position_] == '"')) {
      return read_quoted(at_, string(), arguments_);
    }
    const std::string_view name = word();
    if (name == "None") return Type::of(Type::Kind::None);
    if (name == "...") return ellipsis();
    if (!accept('[')) return of_name(name);
    const std::string_view target = target_of(name);
    if (target == "typing.Literal") return literal();
    std::vector<Type> args = {choices()};
    while (accept(',')) args.push_back(choices());
    if (!accept(']')) return {};
    if (target == "typing.Annotated") return args.front();
    if (is_special_form(target)) return apply_form(target, std::move(args));
    Type type = of_name(name);
    if (type.is(Type::Kind::Class)) type.args = std::move(args);
    return type;
  }

  static Type ellipsis() {
    Type rest;
    rest.variadic = true;
    return rest;
  }

  std::string_view string() {
    const char quote = text_[position_++];
    const std::size_t begin = position_;
    while (position_ < text_.size() && text_[position_] != quote) ++position_;
    const std::string_view inner = text_.substr(begin, position_ - begin);
    if (position_ < text_.size()) ++position_;
    skip_blanks();
    return inner;
  }

  Type literal() {
    Type type = Type::of(Type::Kind::Literal);
    while (position_ < text_.size() && (text_[position_] == '\'' || text_[position_] == '"')) {
      type.values.push_back(Value::string(std::string(string())));
      accept(',');
    }
    return accept(']') ? type : Type{};
  }

  // "app.models.Item" for a name of the module that holds the string.
  std::string_view target_of(std::string_view name) const {
    const FileModel& file = *at_.file;
    const std::size_t dot = name.find('.');
    const std::string_view first = name.substr(0, dot);
    const Identifier id = file.project().names().find(first);
    const SymbolId symbol = file.scopes().lookup(file.scopes().scope_of(*at_.expr), id);
    std::string target;
    if (symbol.valid()) {
      target = target_of(file, symbol);
    } else {
      target = "builtins." + std::string(first);
    }
    if (dot != name.npos) target += name.substr(dot);
    return file.text(file.project().names().find(file.project().canonical(target)));
  }

  // By where the name is bound; no expression of the file need use it.
  static std::string target_of(const FileModel& file, SymbolId symbol) {
    const semantic::BindingId last = file.scopes().symbol(symbol).last_binding;
    if (!last.valid()) return {};
    const semantic::Binding& binding = file.scopes().binding(last);
    const auto* alias = binding.node->as<syntax::Alias>();
    const auto* from =
        alias != nullptr ? syntax::as<syntax::ImportFrom>(file.parent(*alias)) : nullptr;
    if (from != nullptr) {
      const std::string module = from->level == 0 ? std::string(from->module)
                                                  : project::ModuleIndex::relative_name(
                                                        file.file(), from->level, from->module);
      return module + "." + std::string(alias->name);
    }
    if (alias != nullptr) return std::string(alias->asname ? alias->name : file.text(binding.name));
    return file.file().module_name + "." + std::string(file.text(binding.name));
  }

  Type of_name(std::string_view name) const {
    const auto bound = arguments_.find(name);
    if (bound != arguments_.end()) return bound->second;
    const std::string_view target = target_of(name);
    const Definition found = at_.file->project().definition(target);
    if (!found) return type_of_library(target);
    if (found.node->as<syntax::Alias>() != nullptr) return re_exported(found);
    if (found.node->is(syntax::Kind::Name)) {
      return read_type({found.file, static_cast<const syntax::Expr*>(found.node)}, arguments_);
    }
    return type_of_definition(found);
  }

  // A name that another module passes on.
  Type re_exported(const Definition& import) const {
    const auto& alias = static_cast<const syntax::Alias&>(*import.node);
    const std::string_view name = import.file->text(alias.asname ? alias.asname : alias.first_part);
    const SymbolId symbol = import.file->scopes().lookup(semantic::ScopeId{0},
                                                         import.file->project().names().find(name));
    const Definition found =
        symbol.valid() && depth_ < kMaxDepth
            ? import.file->project().definition(target_of(*import.file, symbol))
            : Definition{};
    return found && found.node->as<syntax::ClassDef>() != nullptr ? type_of_definition(found)
                                                                  : Type{};
  }

  Placed at_;
  std::string_view text_;
  const TypeArguments& arguments_;
  std::size_t position_ = 0;
  int depth_ = 0;
};

}  // namespace

Type read_quoted(Placed at, std::string_view quoted, const TypeArguments& arguments) {
  return QuotedReader(at, quoted, arguments).read();
}

}  // namespace fastidious::app
