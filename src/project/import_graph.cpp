#include "project/import_graph.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "base/known_names.h"
#include "base/parallel_for.h"

namespace fastidious::project {

using namespace syntax;

namespace {

bool is_type_checking(const Expr* test) {
  const auto* name = as<Name>(test);
  const auto* attribute = as<Attribute>(test);
  return (name != nullptr && name->name == names::TYPE_CHECKING) ||
         (attribute != nullptr && attribute->attr == names::TYPE_CHECKING);
}

// Fills the marks that depend on where the statement stands.
void mark_place(const Tree& tree, ImportEdge& edge) {
  const Node* child = edge.statement;
  for (const Node* at = tree.parent(*child); at != nullptr; child = at, at = tree.parent(*at)) {
    const auto* branch = at->as<If>();
    if (branch != nullptr && is_type_checking(branch->test)) {
      const bool in_body = branch->orelse.empty() || child->id < branch->orelse.front()->id;
      edge.type_checking = edge.type_checking || in_body;
    }
    edge.deferred = edge.deferred || at->as<FunctionDef>() != nullptr;
  }
}

// Tarjan's algorithm with a stack of its own (https://doi.org/10.1137/0201010).
class Components {
 public:
  Components(const ImportGraph& graph, std::size_t count) : graph_(graph), nodes_(count) {}

  std::vector<std::vector<findings::FileId>> run() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].index == 0) visit(i);
    }
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct NodeState {
    std::uint32_t index = 0;  // 0: not met yet
    std::uint32_t low = 0;
    bool on_stack = false;
  };
  struct Frame {
    std::uint32_t file;
    std::size_t next_edge = 0;
  };

  void open(std::uint32_t file) {
    nodes_[file] = {++counter_, counter_, true};
    stack_.push_back(file);
    frames_.push_back({file});
  }

  void visit(std::uint32_t root) {
    open(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::uint32_t file = frame.file;
      const auto edges = graph_.imports_of(findings::FileId{file});
      if (frame.next_edge == edges.size()) {
        close(file);
        continue;
      }
      const ImportEdge& edge = edges[frame.next_edge++];
      if (!edge.to.valid() || !edge.at_load_time()) continue;
      NodeState& target = nodes_[edge.to.value];
      if (target.index == 0) {
        open(edge.to.value);
      } else if (target.on_stack) {
        nodes_[file].low = std::min(nodes_[file].low, target.index);
      }
    }
  }

  void close(std::uint32_t file) {
    frames_.pop_back();
    if (!frames_.empty()) {
      NodeState& parent = nodes_[frames_.back().file];
      parent.low = std::min(parent.low, nodes_[file].low);
    }
    if (nodes_[file].low != nodes_[file].index) return;
    std::vector<findings::FileId> component;
    std::uint32_t member = 0;
    do {
      member = stack_.back();
      stack_.pop_back();
      nodes_[member].on_stack = false;
      component.push_back(findings::FileId{member});
    } while (member != file);
    if (component.size() > 1) {
      std::sort(component.begin(), component.end());
      found_.push_back(std::move(component));
    }
  }

  const ImportGraph& graph_;
  std::vector<NodeState> nodes_;
  std::vector<std::uint32_t> stack_;
  std::vector<Frame> frames_;
  std::uint32_t counter_ = 0;
  std::vector<std::vector<findings::FileId>> found_;
};

// The modules that one `from … import …` reaches: the submodules that it names, and the module
// itself if it names anything else of it.
findings::FileId add_import_from(const SourceFile& file, const ImportFrom& from,
                                 const ModuleIndex& modules, std::vector<ImportEdge>& edges) {
  const auto find = [&](std::string_view module) {
    return from.level > 0 ? modules.relative(file, from.level, module)
                          : modules.absolute(file, module);
  };
  const auto spell = [&](std::string_view module) {
    return from.level > 0 ? ModuleIndex::relative_name(file, from.level, module)
                          : std::string(module);
  };
  ImportEdge whole{file.id, find(from.module), spell(from.module), &from};
  bool needs_whole = false;
  for (const Alias* alias : from.names) {
    if (modules.may_name_module(alias->name)) {
      std::string member(from.module);
      member.append(member.empty() ? "" : ".").append(alias->name);
      const findings::FileId submodule = find(member);
      if (submodule.valid() && submodule != whole.to) {
        edges.push_back({file.id, submodule, spell(member), &from});
        continue;
      }
    }
    needs_whole = true;
    whole.star = whole.star || alias->name == "*";
  }
  const findings::FileId module = whole.to;
  if (needs_whole) edges.push_back(std::move(whole));
  return module;
}

}  // namespace

ImportGraph::ImportGraph(const std::vector<SourceFile>& files, const ModuleIndex& modules) {
  std::vector<FileImports> imports(files.size());
  parallel_for(files.size(), [&](std::size_t i) { imports[i] = imports_in(files[i], modules); });
  first_edge_.push_back(0);
  modules_.reserve(files.size());
  for (FileImports& one : imports) {
    std::move(one.edges.begin(), one.edges.end(), std::back_inserter(edges_));
    first_edge_.push_back(static_cast<std::uint32_t>(edges_.size()));
    modules_.push_back(std::move(one.modules));
  }
  turn_around();
}

void ImportGraph::turn_around() {
  first_by_target_.resize(first_edge_.size());
  for (const ImportEdge& edge : edges_) {
    if (edge.to.valid()) ++first_by_target_[edge.to.value + 1];
  }
  std::partial_sum(first_by_target_.begin(), first_by_target_.end(), first_by_target_.begin());
  by_target_.resize(first_by_target_.back());
  std::vector<std::uint32_t> next = first_by_target_;
  for (const ImportEdge& edge : edges_) {
    if (edge.to.valid()) by_target_[next[edge.to.value]++] = &edge;
  }
}

ImportGraph::FileImports ImportGraph::imports_in(const SourceFile& file,
                                                 const ModuleIndex& modules) {
  FileImports found;
  found.modules.reserve(file.tree.imports().size());
  for (const Stmt* node : file.tree.imports()) {
    const std::size_t before = found.edges.size();
    if (const auto* import = node->as<Import>()) {
      for (const Alias* alias : import->names) {
        found.edges.push_back(
            {file.id, modules.absolute(file, alias->name), std::string(alias->name), import});
      }
      found.modules.emplace_back();
    } else {
      found.modules.push_back(add_import_from(file, *node->as<ImportFrom>(), modules, found.edges));
    }
    for (std::size_t i = before; i < found.edges.size(); ++i) {
      mark_place(file.tree, found.edges[i]);
    }
  }
  return found;
}

findings::FileId ImportGraph::module_of(const SourceFile& file, const ImportFrom& from) const {
  const auto imports = file.tree.imports();
  const auto at = std::lower_bound(imports.begin(), imports.end(), from.id,
                                   [](const Stmt* import, NodeId id) { return import->id < id; });
  return modules_[file.id.value][static_cast<std::size_t>(at - imports.begin())];
}

std::span<const ImportEdge> ImportGraph::imports_of(findings::FileId file) const {
  return edges().subspan(first_edge_[file.value],
                         first_edge_[file.value + 1] - first_edge_[file.value]);
}

std::span<const ImportEdge* const> ImportGraph::imports_into(findings::FileId file) const {
  return std::span(by_target_)
      .subspan(first_by_target_[file.value],
               first_by_target_[file.value + 1] - first_by_target_[file.value]);
}

std::vector<std::vector<findings::FileId>> ImportGraph::cycles() const {
  return Components(*this, first_edge_.empty() ? 0 : first_edge_.size() - 1).run();
}

}  // namespace fastidious::project
