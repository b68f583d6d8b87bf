#include "repo/libgit2.h"

#include <dlfcn.h>

#include <optional>

namespace fastidious::repo {
namespace {

template <class Function>
bool function(void* handle, const char* name, Function& out) {
  out = reinterpret_cast<Function>(dlsym(handle, name));
  return out != nullptr;
}

bool find_history_functions(void* handle, Libgit2& api) {
  return function(handle, "git_repository_commondir", api.repository_commondir) &&
         function(handle, "git_reference_foreach_name", api.reference_foreach_name) &&
         function(handle, "git_repository_odb", api.repository_odb) &&
         function(handle, "git_odb_free", api.odb_free) &&
         function(handle, "git_odb_foreach", api.odb_foreach) &&
         function(handle, "git_odb_read_header", api.odb_read_header) &&
         function(handle, "git_odb_read", api.odb_read) &&
         function(handle, "git_odb_object_data", api.odb_object_data) &&
         function(handle, "git_odb_object_size", api.odb_object_size) &&
         function(handle, "git_odb_object_free", api.odb_object_free) &&
         function(handle, "git_commit_author", api.commit_author) &&
         function(handle, "git_commit_parent", api.commit_parent) &&
         function(handle, "git_tree_walk", api.tree_walk) &&
         function(handle, "git_tree_id", api.tree_id) &&
         function(handle, "git_tree_lookup", api.tree_lookup) &&
         function(handle, "git_tree_entrycount", api.tree_entrycount) &&
         function(handle, "git_tree_entry_byindex", api.tree_entry_byindex) &&
         function(handle, "git_tree_entry_type", api.tree_entry_type) &&
         function(handle, "git_tree_entry_name", api.tree_entry_name) &&
         function(handle, "git_tree_entry_id", api.tree_entry_id) &&
         function(handle, "git_blame_file", api.blame_file) &&
         function(handle, "git_blame_get_hunk_byline", api.blame_get_hunk_byline) &&
         function(handle, "git_blame_free", api.blame_free);
}

bool find_functions(void* handle, Libgit2& api) {
  return function(handle, "git_libgit2_init", api.libgit2_init) &&
         function(handle, "git_libgit2_opts", api.libgit2_opts) &&
         function(handle, "git_error_last", api.error_last) &&
         function(handle, "git_repository_open_ext", api.repository_open_ext) &&
         function(handle, "git_repository_workdir", api.repository_workdir) &&
         function(handle, "git_repository_head_unborn", api.repository_head_unborn) &&
         function(handle, "git_repository_free", api.repository_free) &&
         function(handle, "git_revparse_single", api.revparse_single) &&
         function(handle, "git_reference_name_to_id", api.reference_name_to_id) &&
         function(handle, "git_merge_base", api.merge_base) &&
         function(handle, "git_object_id", api.object_id) &&
         function(handle, "git_object_free", api.object_free) &&
         function(handle, "git_commit_lookup", api.commit_lookup) &&
         function(handle, "git_commit_tree", api.commit_tree) &&
         function(handle, "git_commit_free", api.commit_free) &&
         function(handle, "git_tree_free", api.tree_free) &&
         function(handle, "git_diff_tree_to_index", api.diff_tree_to_index) &&
         function(handle, "git_diff_tree_to_workdir_with_index",
                  api.diff_tree_to_workdir_with_index) &&
         function(handle, "git_diff_index_to_workdir", api.diff_index_to_workdir) &&
         function(handle, "git_diff_find_similar", api.diff_find_similar) &&
         function(handle, "git_diff_foreach", api.diff_foreach) &&
         function(handle, "git_diff_free", api.diff_free) &&
         function(handle, "git_blob_lookup", api.blob_lookup) &&
         function(handle, "git_blob_rawcontent", api.blob_rawcontent) &&
         function(handle, "git_blob_rawsize", api.blob_rawsize) &&
         function(handle, "git_blob_free", api.blob_free) && find_history_functions(handle, api);
}

std::optional<Libgit2> load() {
  Libgit2 api{};
  void* handle = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr || !find_functions(handle, api) || api.libgit2_init() < 0) {
    return std::nullopt;
  }
  // Reading a repository runs nothing of it here (no hooks, filters or monitors), so whose it is
  // does not matter: in containers it is regularly somebody else's.
  api.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  return api;
}

}  // namespace

const Libgit2* Libgit2::instance() {
  static const std::optional<Libgit2> api = load();
  return api ? &*api : nullptr;
}

}  // namespace fastidious::repo
